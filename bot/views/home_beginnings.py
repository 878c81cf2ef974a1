"""What waits at Home of the kickoff, the first goal and the review."""

from datetime import datetime

from bot.domain.beginnings import alone_from, are_both_in, drafted, has_answered, open_review
from bot.domain.facts import PairFacts
from bot.domain.goals import kept_goals
from bot.domain.pairs import Side
from bot.views import ids
from bot.views.composing import Choice
from bot.views.messages.kickoffs import review_choices
from bot.views.voice import Voice
from bot.views.wording import partner_mention

Waiting = tuple[str, tuple[Choice, ...]]


def beginning_waits(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> list[Waiting]:
    """The next step of each, with its buttons."""
    return [*_kickoff(voice, facts, side, now), *_goal(voice, facts, side), *_review(voice, facts, side, now)]


def _kickoff(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> list[Waiting]:
    if drafted(facts):
        return []
    value, partner = str(facts.pair.id), partner_mention(voice, facts, side)
    if are_both_in(facts):
        compare = Choice(label="kickoff.compare", action=ids.KICKOFF_OPEN, value=value, style="primary")
        return [(voice.say("home.compare", partner=partner), (compare,))]
    if not has_answered(facts, side):
        start = Choice(label="kickoff.open", action=ids.KICKOFF_OPEN, value=value, style="primary")
        return [(voice.say("home.kickoff", partner=partner), (start,))]
    at = alone_from(facts, side)
    if at is None or now < at:
        return []
    alone = Choice(label="kickoff.start", action=ids.KICKOFF_ALONE, value=value)
    return [(voice.say("home.kickoff_alone", partner=partner), (alone,))]


def _goal(voice: Voice, facts: PairFacts, side: Side) -> list[Waiting]:
    """Asked of the mentee after the first meeting, until there is one."""
    if side is not Side.MENTEE or not facts.held or kept_goals(facts.goals):
        return []
    write = Choice(label="goal.write", action=ids.GOAL_OPEN, value=str(facts.pair.id))
    return [(voice.say("home.goal", partner=partner_mention(voice, facts, side)), (write,))]


def _review(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> list[Waiting]:
    if facts.signed is None or open_review(facts, side, now) is None:
        return []
    words = voice.say("home.review", partner=partner_mention(voice, facts, side), version=facts.signed.version)
    return [(words, review_choices(str(facts.pair.id)))]
