"""The kickoff's forms: seven choices made alone, then both answers side by side, and the short way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.agreement import LONGEST_TEXT, FeedbackWay
from bot.domain.beginnings import choices_of
from bot.domain.default_terms import default_terms
from bot.domain.facts import PairFacts
from bot.domain.kickoff import ITEMS, FreeLines, differences, terms_from
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.views import ids, parts
from bot.views.modals.agreement import choice_options, kept_slot, outside_lines, slot_fields, words_field
from bot.views.modals.fields import OPEN, chosen, enum_options, field, menu, text
from bot.views.parts import Block, View, modal
from bot.views.terms_words import code_words
from bot.views.voice import Voice
from bot.views.wording import partner_mention

SEVEN = (
    ("role",),
    ("rhythm",),
    ("minutes", "style"),
    ("between", "answer_time"),
    ("agenda",),
    ("feedback",),
    ("language",),
)
"""The seven choices, two of them in two parts."""


def kickoff_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """One side's own choices, each kept as it is made; nothing in it tells what the other chose, or whether."""
    mine = choices_of(facts, side)
    shown = [
        parts.section(voice.say("kickoff_form.intro", partner=partner_mention(voice, facts, side))),
        parts.context(voice.say("kickoff_form.kept")),
        *(_choice(voice, item, mine[item], side) for choice in SEVEN for item in choice),
    ]
    return modal(
        voice.say("kickoff_form.title"),
        shown,
        callback_id=ids.KICKOFF,
        submit=voice.say("kickoff_form.submit"),
        close=voice.say("word.close"),
        private_metadata=ids.pack(pair=str(facts.pair.id)),
    )


def _choice(voice: Voice, item: str, code: str, side: Side) -> Block:
    options = [parts.option(code_words(voice, item, each), each) for each in ITEMS[item]]
    element = parts.select(ids.KICKOFF_CHOICE, options, initial=chosen(options, code))
    label = voice.say(f"kickoff_form.role_{side}" if item == "role" else f"terms.{item}")
    return parts.input_block(label, element, block_id=item, dispatch=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was entered in a form that comes back, and the Slack ids of those in whose hours its slot does not lie."""

    settled: Mapping[str, str | None]
    lines: FreeLines
    outside: Sequence[str]


def compare_modal(voice: Voice, facts: PairFacts, side: Side, now: datetime, typed: Typed | None = None) -> View:
    """Both answers: what is the same as settled, and each difference to be settled or left open.

    Of the other lines those are offered that a first draft is better with. Only drawn once both are in. A form that
    comes back keeps what was `typed`.
    """
    answers = {each: choices_of(facts, each) for each in Side}
    differing = differences(answers[Side.MENTOR], answers[Side.MENTEE])
    start = terms_from(typed.settled, typed.lines) if typed else default_terms(facts, side, now)
    outside = typed.outside if typed else ()
    shown = [
        parts.section(voice.say("compare_form.intro", n=len(differing))),
        *_same(voice, answers[Side.MENTOR], differing),
        *(block for item in differing for block in _difference(voice, facts, answers, item, typed)),
        parts.divider(),
        parts.context(voice.say("compare_form.more")),
        words_field(voice, "purpose", start.purpose),
        *([words_field(voice, "gain", start.gain)] if side is Side.MENTOR else []),
        *outside_lines(voice, facts, start, outside, now),
        *slot_fields(voice, start),
    ]
    return modal(
        voice.say("compare_form.title"),
        shown,
        callback_id=ids.KICKOFF_SETTLE,
        submit=voice.say("agreement_form.submit_outside" if outside else "compare_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), tz=start.tz, **kept_slot(start, outside)),
    )


def _same(voice: Voice, answer: Mapping[str, str], differing: tuple[str, ...]) -> list[Block]:
    said = [
        voice.say("sign_form.line", label=voice.say(f"terms.{item}"), value=code_words(voice, item, code))
        for item, code in answer.items()
        if item not in differing
    ]
    return [parts.section("\n".join([voice.say("compare_form.same"), *said]))] if said else []


def _difference(
    voice: Voice, facts: PairFacts, answers: Mapping[Side, Mapping[str, str]], item: str, typed: Typed | None
) -> list[Block]:
    label = voice.say(f"terms.{item}")
    said = [voice.say("compare_form.differs", label=label)]
    said += [
        voice.say(
            "compare_form.says",
            person=voice.mention(facts.person(side).slack_id),
            value=code_words(voice, item, answers[side][item]),
        )
        for side in (Side.MENTEE, Side.MENTOR)
    ]
    options = choice_options(voice, item)
    before = chosen(options, typed.settled.get(item) or OPEN) if typed else None
    element = parts.select(item, options, initial=before, placeholder=voice.say("compare_form.choose"))
    return [
        parts.section("\n".join(said)),
        parts.input_block(voice.say("compare_form.settle", label=label), element, block_id=item),
    ]


def short_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """Three lines: what it is for, how often, how feedback is given."""
    newest = facts.agreement
    mine = choices_of(facts, side)
    rhythms, ways = enum_options(voice, "rhythm", Rhythm), enum_options(voice, "feedback", FeedbackWay)
    purpose = newest.terms.purpose if newest else ""
    shown = [
        parts.section(voice.say("short_form.intro", partner=partner_mention(voice, facts, side))),
        field(
            voice, "terms.purpose", text("purpose", purpose, LONGEST_TEXT), hint=voice.say("short_form.purpose_hint")
        ),
        field(voice, "terms.rhythm", menu("rhythm", rhythms, facts.pair.rhythm)),
        field(voice, "terms.feedback", menu("feedback", ways, mine["feedback"])),
    ]
    return modal(
        voice.say("short_form.title"),
        shown,
        callback_id=ids.SHORT_AGREEMENT,
        submit=voice.say("agreement_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), version=str(newest.version if newest else 0)),
    )
