"""What was rehearsed, as it would have been read: with names for mentions, and with buttons that are only words."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from bot.domain.cadence import local
from bot.domain.pairs import Side
from bot.domain.rehearsals import Audience, KeptBack, Rehearsal, Told
from bot.texts import Texts
from bot.views import ids, parts
from bot.views.composing import Choice, blocks, compose, note, offers, say
from bot.views.parts import Block, Message, View, modal
from bot.views.readers import draw_to
from bot.views.voice import Voice

LONGEST_LINE = 160
"""Characters of a first line that are shown: enough to know the message by."""
MOST_WEEKS = 90
"""Weeks a modal has room for."""
SAMPLES = 5
"""Messages that are sent as samples: as often as Slack lets an answer be used."""
MENTION = re.compile(r"<@([A-Z0-9]+)>")
REASONS = {
    "outside the send window": "window",
    "the week's slots are taken": "full",
    "kept for the weekly message": "weekly",
    "the weekly message takes its place": "weekly",
    "said together with what comes within a day": "together",
    "enough for one message": "enough",
    "not called for any more": "settled",
    "its time was over": "over",
}
"""Why the tick keeps something back, as it is recorded, and the words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One message in plain words. `why` says why it came, as the message itself does; empty where it does not."""

    told: Told
    message: Message
    first_line: str
    why: str


def draw_all(texts: Texts, rehearsal: Rehearsal) -> tuple[Drawn, ...]:
    """Each message, in order."""
    return tuple(_drawn(texts, rehearsal, told) for told in rehearsal.told)


def name_of(rehearsal: Rehearsal, audience: Audience) -> tuple[str, ...]:
    """Who reads it."""
    return tuple(rehearsal.person(side).name for side in Side if audience.includes(side))


def local_times(rehearsal: Rehearsal, told: Told) -> tuple[datetime, ...]:
    """When each of its readers gets it, by their own clock."""
    return tuple(local(told.at, rehearsal.person(side).tz) for side in Side if told.audience.includes(side))


def rehearsal_modal(voice: Voice, rehearsal: Rehearsal) -> View:
    """A section for each week, with what was said and what was kept back."""
    instants = [*(told.at for told in rehearsal.told), *(kept.at for kept in rehearsal.kept_back)]
    weeks = sorted({rehearsal.week_of(at) for at in instants})
    drawn = draw_all(voice.texts, rehearsal)
    most = max((n for side in Side for n in rehearsal.counts(side, unasked=True).values()), default=0)
    more = [parts.context(voice.say("rehearsal.more"))] if len(weeks) > MOST_WEEKS else []
    return modal(
        voice.say("rehearsal.title"),
        [
            parts.section(voice.say("rehearsal.intro", weeks=len(weeks), n=len(drawn))),
            parts.context(voice.say("rehearsal.most", n=most)),
            *(_week(voice, rehearsal, drawn, week) for week in weeks[:MOST_WEEKS]),
            *more,
        ],
        callback_id="note",
        close=voice.say("word.close"),
    )


def rehearsing(voice: Voice, program_id: UUID | None = None) -> Message:
    """What the lead reads beside the modal: that they can have the first week of that program sent to them."""
    value = str(program_id) if program_id else None
    samples = Choice(label="rehearsal.samples", action=ids.REHEARSAL_SAMPLES, value=value)
    return compose(
        voice, [say(voice, "rehearsal.opened"), offers(voice, samples), note(voice, "rehearsal.opened_note")]
    )


def samples(voice: Voice, rehearsal: Rehearsal) -> tuple[Message, ...]:
    """What the mentee reads in the first week, marked as samples in which nothing acts."""
    drawn = draw_all(voice.texts, rehearsal)
    first = [
        each for each in drawn if rehearsal.week_of(each.told.at) == 1 and each.told.audience.includes(Side.MENTEE)
    ]
    return tuple(_sample(voice, rehearsal, each, place) for place, each in enumerate(first[:SAMPLES], 1))


def _sample(voice: Voice, rehearsal: Rehearsal, drawn: Drawn, place: int) -> Message:
    at = local_times(rehearsal, drawn.told)[-1]
    to = "rehearsal.sample_pair" if drawn.told.audience is Audience.PAIR else "rehearsal.sample_mentee"
    mark = say(voice, to, place=place, name=rehearsal.mentee.name, at=at)
    inert = [_inert(voice, block) for block in drawn.message.blocks]
    return Message(text=f"{mark.text}\n{drawn.message.text}", blocks=(*blocks([mark]), parts.divider(), *inert))


def _inert(voice: Voice, block: Block) -> Block:
    """Buttons and menus become the words on them."""
    if block["type"] != "actions":
        return {name: value for name, value in block.items() if name not in ("accessory", "block_id")}
    elements = cast("Sequence[Mapping[str, Mapping[str, str]]]", block["elements"])
    labels = [(each.get("text") or each.get("placeholder") or {}).get("text", "") for each in elements]
    return parts.context(voice.say("rehearsal.buttons", names=" · ".join(label for label in labels if label)))


def _week(voice: Voice, rehearsal: Rehearsal, drawn: Sequence[Drawn], week: int) -> Block:
    told = [(each.told.at, _told_line(voice, rehearsal, each)) for each in drawn]
    kept = [(each.at, _kept_line(voice, rehearsal, each)) for each in rehearsal.kept_back]
    lines = [line for at, line in sorted(told + kept) if rehearsal.week_of(at) == week]
    return parts.plain_section("\n".join([voice.say("rehearsal.week", week=week), *lines]))


def _told_line(voice: Voice, rehearsal: Rehearsal, drawn: Drawn) -> str:
    key = "rehearsal.line_unasked" if drawn.told.is_unasked else "rehearsal.line"
    readers, at = name_of(rehearsal, drawn.told.audience), local_times(rehearsal, drawn.told)[0]
    return voice.say(key, at=at, readers=list(readers), words=drawn.first_line)


def _kept_line(voice: Voice, rehearsal: Rehearsal, kept: KeptBack) -> str:
    person = rehearsal.person(kept.side)
    why = voice.say(f"rehearsal.because_{REASONS.get(kept.reason, 'other')}")
    what = voice.say(f"rehearsal.about.{kept.prompt}")
    at = local(kept.at, person.tz)
    if kept.until is None:
        return voice.say("rehearsal.line_left_out", at=at, reader=person.name, what=what, why=why)
    until = local(kept.until, person.tz)
    return voice.say("rehearsal.line_moved", at=at, reader=person.name, what=what, until=until, why=why)


def _drawn(texts: Texts, rehearsal: Rehearsal, told: Told) -> Drawn:
    names = {person.slack_id: person.name for person in (rehearsal.mentor, rehearsal.mentee)}
    message = draw_to(texts, told.scene)
    named = Message(
        text=_named(message.text, names), blocks=tuple(cast("Block", _named_in(each, names)) for each in message.blocks)
    )
    first = _plain(named.text.split("\n")[0])
    return Drawn(told=told, message=named, first_line=parts.shorten(first, LONGEST_LINE), why=_why(named))


def _why(message: Message) -> str:
    """The last small print of a message says why it came."""
    prints = [block for block in message.blocks if block["type"] == "context"]
    if not prints:
        return ""
    (element, *_) = cast("Sequence[Mapping[str, str]]", prints[-1]["elements"])
    return _plain(element["text"])


def _plain(mrkdwn: str) -> str:
    return html.unescape(mrkdwn.replace("*", ""))


def _named(words: str, names: Mapping[str, str]) -> str:
    return MENTION.sub(lambda found: names.get(found[1], found[1]), words)


def _named_in(value: object, names: Mapping[str, str]) -> object:
    match value:
        case str():
            return _named(value, names)
        case dict():
            return {name: _named_in(each, names) for name, each in value.items()}
        case list() | tuple():
            return [_named_in(each, names) for each in value]
        case _:
            return value
