"""The mentorships of one person, on Home."""

from datetime import datetime

from bot.domain.arranging import Upcoming, open_suggestion, upcoming
from bot.domain.beginnings import are_both_in, drafted, has_answered
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.scenes import HomeScene, PairAtHome
from bot.domain.stages import Status
from bot.views import ids, parts
from bot.views.composing import Choice, buttons
from bot.views.home_waiting import side_at_home
from bot.views.messages.meetings import meeting_choices, next_words, when_words
from bot.views.parts import Block
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention, program_lines, stage_means, stage_name

MOST_PAST = 3
"""Ended mentorships shown, newest end first."""
MOST_LOOKS = 3
"""Days of looks shown of a pair, newest first."""


def pair_blocks(voice: Voice, scene: HomeScene, room: int) -> list[Block]:
    """Active and paused mentorships in at most `room` blocks (4 or more), with a sentence for those left out."""
    living = [each for each in scene.pairs if each.facts.pair.status in (Status.ACTIVE, Status.PAUSED)]
    if not living and not scene.taken:
        return []
    shown: list[Block] = [parts.header(voice.say("home.pairs"))]
    if not living:
        return [*shown, parts.section(voice.say("home.no_pairs"))]
    for place, pair in enumerate(living):
        drawn = _pair(voice, scene, pair)
        # One block is kept free for the sentence.
        if len(shown) + len(drawn) >= room:
            return [*shown, parts.context(voice.say("home.more_pairs", n=len(living) - place))]
        shown += drawn
    return shown


def _pair(voice: Voice, scene: HomeScene, pair: PairAtHome) -> list[Block]:
    facts, side = pair.facts, side_at_home(scene, pair)
    value = str(facts.pair.id)
    said = [
        voice.say(f"home.pair_{side}", partner=voice.mention(facts.person(side.other).slack_id)),
        *program_lines(voice, facts.program.terms.name if scene.has_several else None),
        _stage(voice, facts),
        _agreement(voice, facts),
        *_meeting(voice, facts, side, scene.now),
        *_next(voice, pair),
        *_end(voice, facts),
    ]
    read = Choice(label="home.read", action=ids.AGREEMENT_OPEN, value=value)
    history = Choice(label="home.history", action=ids.HISTORY_OPEN, value=value)
    more = Choice(label="pair_more.button", action=ids.PAIR_MORE, value=value)
    choices = (*([read] if facts.agreement else []), *_papers(facts, side), history, more)
    ahead = upcoming(facts, scene.now)
    choices = (*_arranging(facts, ahead), *choices) if ahead else choices
    looks = list(dict.fromkeys(voice.say("home.looked", at=voice.local(look)) for look in pair.looks))[:MOST_LOOKS]
    shown = [parts.section("\n".join(said)), buttons(voice, *choices)]
    return [*shown, parts.context(*looks)] if looks else shown


def _arranging(facts: PairFacts, ahead: Upcoming) -> tuple[Choice, ...]:
    """What can be done about the next meeting; while nothing is expected, a time can still be suggested."""
    if ahead.is_agreed or not is_somebody_resting(facts):
        return meeting_choices(facts, ahead)
    value = f"{facts.pair.id}:{ahead.number}"
    return (Choice(label="meeting.plan", action=ids.MEETING_OTHER, value=value),)


def is_somebody_resting(facts: PairFacts) -> bool:
    """Whether one of the two is away without a day back: nothing is expected or asked meanwhile."""
    return any(person.is_resting for person in facts.people)


def _papers(facts: PairFacts, side: Side) -> list[Choice]:
    """What can be read again: one's own kickoff while it is alone, every version, goals from the first meeting on."""
    value, newest = str(facts.pair.id), max((each.version for each in facts.agreements), default=0)
    versions = Choice(label="home.versions", action=ids.VERSION_OPEN, value=f"{value}:{newest}")
    goals = Choice(label="home.goals", action=ids.GOALS_OPEN, value=value)
    mine = Choice(label="home.kickoff_mine", action=ids.KICKOFF_OPEN, value=value)
    is_alone = not drafted(facts) and has_answered(facts, side) and not are_both_in(facts)
    found = [(mine, is_alone), (versions, newest > 0), (goals, bool(facts.held or facts.goals))]
    return [choice for choice, is_there in found if is_there]


def past_blocks(voice: Voice, scene: HomeScene) -> list[Block]:
    """Mentorships that have ended, as long as there is an agreement of theirs to read."""
    past = [each for each in scene.past if each.facts.signed and each.facts.pair.ended_at][:MOST_PAST]
    shown: list[Block] = [parts.header(voice.say("home.past"))] if past else []
    for pair in past:
        facts, side = pair.facts, side_at_home(scene, pair)
        signed, ended = needed(facts.signed, "agreement"), needed(facts.pair.ended_at, "end")
        words = voice.say("home.past_pair", partner=partner_mention(voice, facts, side), at=voice.local(ended))
        read = Choice(label="home.read", action=ids.VERSION_OPEN, value=f"{facts.pair.id}:{signed.version}")
        shown.append(parts.section(words, read.element(voice)))
    return shown


def _stage(voice: Voice, facts: PairFacts) -> str:
    if facts.pair.status is Status.PAUSED:
        return voice.say("home.paused")
    stage = facts.pair.stage
    return voice.say("home.stage", stage=stage_name(voice, stage), means=stage_means(voice, stage))


def _agreement(voice: Voice, facts: PairFacts) -> str:
    newest = facts.agreement
    if newest is None:
        return voice.say("home.agreement_none")
    if facts.signed and not newest.is_signed:
        return voice.say("home.agreement_newer", version=newest.version, signed=facts.signed.version)
    key = "home.agreement_signed" if newest.is_signed else "home.agreement_unsigned"
    return voice.say(key, version=newest.version)


def _meeting(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> list[str]:
    """The next meeting, and whether both said yes to its time; none is expected while one of the two is away without a
    date. Who it is stays between them."""
    ahead = upcoming(facts, now)
    if ahead is None:
        return []
    suggested = _suggested(voice, facts, side, now)
    if is_somebody_resting(facts):
        agreed = [voice.say("home.next_agreed", when=when_words(voice, facts, side, ahead.at))]
        return [*(agreed if ahead.is_agreed else []), *suggested, voice.say("home.resting")]
    key = "home.next_agreed" if ahead.is_agreed else "home.next_expected"
    return [voice.say(key, when=when_words(voice, facts, side, ahead.at)), *suggested]


def _suggested(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> list[str]:
    """The time the reader suggested, until the partner answers."""
    waiting = open_suggestion(facts, now)
    if waiting is None or waiting.by != facts.pair.person_on(side):
        return []
    return [next_words(voice, facts, side, now)[0]]


def _next(voice: Voice, pair: PairAtHome) -> list[str]:
    """When the next check-in comes, or why none does; where that stands above already, nothing."""
    if pair.next_check_in is not None:
        return [voice.say("home.next_check", at=voice.local(pair.next_check_in))]
    if pair.facts.pair.status is Status.PAUSED or is_somebody_resting(pair.facts):
        return []
    return [voice.say("home.quiet" if pair.facts.pair.hushed_at else "home.no_check")]


def _end(voice: Voice, facts: PairFacts) -> list[str]:
    return [voice.say("home.ends", ends_on=facts.pair.ends_on)] if facts.pair.ends_on else []
