"""The Home tab: what waits, my mentorships, what I kept private, my settings; useful before joining too."""

from datetime import datetime

from bot.domain.notices import OutboxEntry
from bot.domain.people import Person
from bot.domain.scenes import HomeScene
from bot.views import home_pairs, ids, parts
from bot.views.composing import Choice, blocks, buttons, quoted
from bot.views.home_programs import about_blocks, led_names, place_blocks, place_choices
from bot.views.home_waiting import waiting_blocks
from bot.views.limits import VIEW_BLOCKS
from bot.views.messages.absences import AWAY
from bot.views.messages.check_ins import TALK
from bot.views.messages.leads import MENDED, meant_for, mend
from bot.views.parts import Block, View
from bot.views.voice import Voice
from bot.views.wording import day_names

MOST_KEPT = 5
"""Notes shown; three blocks each. The newest are the ones somebody looks for before a meeting."""
MOST_UNDELIVERED = 8
"""Messages shown to a lead with *Post again*."""


def home(voice: Voice, scene: HomeScene) -> View:
    """Everything for one person, at most 100 blocks: pairs give way, and a sentence says how many."""
    before = [*about_blocks(voice, scene), *waiting_blocks(voice, scene)]
    after = [
        *home_pairs.past_blocks(voice, scene),
        *_kept(voice, scene),
        *_you(voice, scene),
        *_leads(voice, scene),
        *_talk(voice),
    ]
    room = VIEW_BLOCKS - len(before) - len(after)
    return parts.home([*before, *home_pairs.pair_blocks(voice, scene, room), *after])


def _kept(voice: Voice, scene: HomeScene) -> list[Block]:
    notes = [(pair, note) for pair in (*scene.pairs, *scene.past) for note in pair.kept]
    notes.sort(key=lambda found: found[1].written_at, reverse=True)
    if not notes:
        return []
    shown: list[Block] = [parts.header(voice.say("home.kept"))]
    for pair, note in notes[:MOST_KEPT]:
        partner = voice.mention(pair.facts.person(pair.facts.pair.side_of(note.author).other).slack_id)
        at = voice.local(note.written_at)
        shown += [
            parts.context(voice.say("home.kept_at", partner=partner, at=at)),
            *blocks([quoted(voice, note.words)]),
            buttons(voice, Choice(label="home.discard", action=ids.NOTE_DISCARD, value=str(note.id))),
        ]
    if len(notes) > MOST_KEPT:
        shown.append(parts.context(voice.say("home.more_kept", n=len(notes) - MOST_KEPT)))
    return shown


def _you(voice: Voice, scene: HomeScene) -> list[Block]:
    person = scene.person
    if person is None or not scene.taken:
        return []
    hours = voice.say(
        "home.hours",
        days=day_names(voice, [*person.working_days]),
        start=person.window_start,
        end=person.window_end,
        tz=person.tz,
    )
    return [
        parts.header(voice.say("home.you")),
        parts.section(hours),
        *_away(voice, person, scene.now),
        buttons(
            voice,
            AWAY,
            Choice(label="home.settings", action=ids.SETTINGS_OPEN),
            *(() if scene.has_several else place_choices(None)),
        ),
        *place_blocks(voice, scene),
    ]


def _away(voice: Voice, person: Person, now: datetime) -> list[Block]:
    """Until when somebody is away, now or soon, and how to come back."""
    today = voice.local(now).date()
    first, back = person.away_from, person.away_until
    if back is not None and back <= today:
        return []
    come_back = Choice(label="away.come_back", action=ids.AWAY_BACK).element(voice)
    if first is not None and first > today and back is not None:
        return [parts.section(voice.say("away.home_from", first=first, back=back), come_back)]
    if back is not None:
        return [parts.section(voice.say("away.home_until", back=back), come_back)]
    return [parts.section(voice.say("away.home_open"), come_back)] if person.is_resting else []


def _leads(voice: Voice, scene: HomeScene) -> list[Block]:
    if not scene.is_lead:
        return []
    shown = [parts.header(voice.say("home.leads"))]
    shown += [_undelivered(voice, scene, entry) for entry in scene.waiting[:MOST_UNDELIVERED]]
    if (left := len(scene.waiting) - MOST_UNDELIVERED) > 0:
        shown.append(parts.context(voice.say("home.more_waiting", n=left)))
    return [*shown, parts.context(voice.say("home.commands")), *led_names(voice, scene)]


def _undelivered(voice: Voice, scene: HomeScene, entry: OutboxEntry) -> Block:
    """For whom a message was; never what is in it."""
    what = meant_for(voice, entry.notice, scene.meant_for.get(entry.id, ()))
    again = Choice(label="undelivered.again", action=ids.POST_AGAIN, value=str(entry.id))
    if entry.reason in MENDED:
        return parts.section(
            voice.say("undelivered.dead", what=what, reason=mend(voice, entry.notice, entry.reason)),
            again.element(voice),
        )
    return parts.section(voice.say("undelivered.unsure", what=what), again.element(voice))


def _talk(voice: Voice) -> list[Block]:
    return [parts.divider(), parts.section(voice.say("home.talk"), TALK.element(voice))]
