"""What a check-in offers once it was answered: at most two things at once, the most important first."""

from datetime import datetime
from enum import StrEnum

from bot.domain.arranging import is_hard_to_place, open_suggestion, upcoming
from bot.domain.facts import PairFacts
from bot.domain.goals import kept_goals
from bot.domain.growth import evidence
from bot.domain.meetings import CheckIn, Outcome
from bot.domain.pairs import Side
from bot.domain.questions import FIT_MEETINGS, ONE_THING, Tap, is_asked, is_rated
from bot.domain.stages import Stage

AT_ONCE = 2
"""Things offered at the same time; judgement: more is a form."""


class Extra(StrEnum):
    """Something a check-in offers, in order of importance."""

    FOLLOW_UP = "follow_up"
    FIT = "fit"
    PLACING = "placing"
    STAGE = "stage"
    RATING = "rating"
    QUESTION = "question"
    NEXT = "next"
    GOAL = "goal"
    COMMITMENT = "commitment"


def check_of(facts: PairFacts, side: Side, number: int) -> CheckIn | None:
    """What that side was asked and said about meeting `number`."""
    person = facts.pair.person_on(side)
    return next((each for each in facts.checks if each.person == person and each.number == number), None)


def is_newest(facts: PairFacts, side: Side, number: int) -> bool:
    """Whether that side was asked about no later meeting: until then an answer can be changed."""
    person = facts.pair.person_on(side)
    return all(each.number <= number for each in facts.checks if each.person == person)


def is_question_open(facts: PairFacts, side: Side, number: int) -> bool:
    """Whether that side may answer the question of check-in `number`: it carries one, and they have not yet."""
    is_due = is_asked(ONE_THING, number, facts.pair.rhythm.days)
    return is_due and (facts.pair.person_on(side), number) not in facts.feedback_numbers


def offered(facts: PairFacts, side: Side, number: int, now: datetime, room: int = AT_ONCE) -> tuple[Extra, ...]:
    """What stands below the answer now, at most `room` things. An open next meeting is always among them: what is
    planned is kept more often (docs/evidence.md)."""
    found = waiting(facts, side, number, now)
    if Extra.NEXT in found[room:]:
        return (*found[: room - 1], Extra.NEXT)
    return found[:room]


def waiting(facts: PairFacts, side: Side, number: int, now: datetime) -> tuple[Extra, ...]:
    """All that could still be said in that check-in. An older one keeps only its question."""
    check = check_of(facts, side, number)
    if check is None or check.outcome is None:
        return ()
    if not is_newest(facts, side, number):
        return (Extra.QUESTION,) if is_question_open(facts, side, number) else ()
    person, did_meet = facts.pair.person_on(side), check.outcome is Outcome.MET
    is_open = {
        Extra.FOLLOW_UP: _follows_up(facts, side, number),
        Extra.FIT: did_meet and _asks_fit(facts, side, number),
        Extra.PLACING: is_hard_to_place(facts, side, number),
        Extra.STAGE: _proposes_stage(facts, side, now),
        Extra.RATING: is_rated(number, facts.pair.rhythm.days) and not facts.answer(person, Tap.RATING, number),
        Extra.QUESTION: is_question_open(facts, side, number),
        Extra.NEXT: _asks_next(facts, side, now),
        Extra.GOAL: side is Side.MENTEE and bool(facts.held) and not kept_goals(facts.goals),
        Extra.COMMITMENT: did_meet and facts.commitment(person) is None,
    }
    return tuple(extra for extra in Extra if is_open[extra])


def _follows_up(facts: PairFacts, side: Side, number: int) -> bool:
    person = facts.pair.person_on(side)
    commitment = facts.commitment(person)
    is_older = commitment is not None and commitment.number < number
    return is_older and facts.answer(person, Tap.FOLLOW_UP, number) is None


def _asks_fit(facts: PairFacts, side: Side, number: int) -> bool:
    person = facts.pair.person_on(side)
    met = [each for each in facts.checks if each.person == person and each.outcome is Outcome.MET]
    is_early = facts.pair.stage is Stage.INITIATION and len(met) in FIT_MEETINGS
    return is_early and facts.answer(person, Tap.FIT, number) is None


def _proposes_stage(facts: PairFacts, side: Side, now: datetime) -> bool:
    move = facts.pair.move
    if move is not None:
        return move.confirmed_by != facts.pair.person_on(side)
    return evidence(facts, now) is not None


def _asks_next(facts: PairFacts, side: Side, now: datetime) -> bool:
    ahead, suggested = upcoming(facts, now), open_suggestion(facts, now)
    if ahead is None:
        return False
    if suggested is not None:
        return suggested.by != facts.pair.person_on(side)
    return not ahead.is_agreed
