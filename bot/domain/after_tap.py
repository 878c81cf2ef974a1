"""What a check-in offers once it was answered: at most two things at once, the most important first."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.arranging import is_hard_to_place, open_suggestion, upcoming
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import GoalNote, due_goals, standing
from bot.domain.goals import Goal, GoalState, kept_goals
from bot.domain.growth import evidence
from bot.domain.meetings import CheckIn, Outcome
from bot.domain.pairs import Side
from bot.domain.questions import FIT_MEETINGS, ONE_THING, Tap, is_asked, is_rated
from bot.domain.stages import Stage

AT_ONCE = 2
"""Things offered at the same time; judgement: more is a form."""
ENDING_WEEKS = 26
"""How often a pair with an open end is asked about one (docs/evidence.md)."""


class Extra(StrEnum):
    """Something a check-in offers, in order of importance.

    What is rare and one tap comes before what comes often, and goals before the rating: keeping progress in sight does
    more than measuring (docs/evidence.md).
    """

    TELL = "tell"
    FOLLOW_UP = "follow_up"
    FIT = "fit"
    PLACING = "placing"
    STAGE = "stage"
    QUESTION = "question"
    GOALS = "goals"
    SELF = "self"
    RATING = "rating"
    NEXT = "next"
    GOAL = "goal"
    ENDING = "ending"
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
    """What stands below the answer now, at most `room` things, and the next stage beside them: it comes twice in a
    mentorship, may be left as it is, and must keep nobody from the question. An open next meeting is always among
    them: what is planned is kept more often (docs/evidence.md)."""
    found = waiting(facts, side, number, now)
    room += Extra.STAGE in found
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
        Extra.TELL: side is Side.MENTEE and untold(facts) is not None,
        Extra.GOALS: side is Side.MENTEE and bool(goals_due(facts, now)),
        Extra.SELF: side is Side.MENTEE and _rates_self(facts, check, now),
        Extra.RATING: is_rated(number, facts.pair.rhythm.days) and not facts.answer(person, Tap.RATING, number),
        Extra.QUESTION: is_question_open(facts, side, number),
        Extra.NEXT: _asks_next(facts, side, now),
        Extra.GOAL: side is Side.MENTEE and bool(facts.held) and not kept_goals(facts.goals),
        Extra.ENDING: asks_for_an_ending(facts, side, now),
        Extra.COMMITMENT: did_meet and facts.commitment(person) is None,
    }
    return tuple(extra for extra in Extra if is_open[extra])


def goals_due(facts: PairFacts, now: datetime) -> tuple[Goal, ...]:
    """The mentee's goals that are to be looked at again, oldest first."""
    return due_goals(facts.goals, facts.goal_notes, now, facts.mentee.tz)


def untold(facts: PairFacts) -> Goal | None:
    """A goal that was reached while nobody has chosen yet who tells the mentor."""
    waits = {news.goal for news in facts.goal_news if news.teller is None}
    return next((goal for goal in facts.goals if goal.id in waits and goal.state is GoalState.REACHED), None)


def said_since(facts: PairFacts, check: CheckIn) -> GoalNote | None:
    """What the mentee said last of a goal, and holds, if it was since that check-in came."""
    said = (note for note in standing(facts.goal_notes) if note.at >= check.asked_at)
    return max(said, key=lambda note: note.at, default=None)


def asks_for_an_ending(facts: PairFacts, side: Side, now: datetime) -> bool:
    """Whether a pair with an open end is asked about one: when all goals are reached, else every 26 weeks."""
    pair, person = facts.pair, facts.pair.person_on(side)
    if pair.ends_on or pair.started_at is None or pair.stage is Stage.CLOSURE:
        return False
    answers = [each.at for each in facts.answers if (each.person, each.question) == (person, Tap.ENDING)]
    said_at = max(answers, default=None)
    goals = kept_goals(facts.goals)
    reached = [goal.closed_at for goal in goals if goal.state is GoalState.REACHED and goal.closed_at]
    if reached and len(reached) == len(goals) and (said_at is None or said_at < max(reached)):
        return True
    return now >= (said_at or pair.started_at) + timedelta(weeks=ENDING_WEEKS)


def _rates_self(facts: PairFacts, check: CheckIn, now: datetime) -> bool:
    """Beside the first goal, and beside each look at the goals, once all were looked at."""
    if facts.answer(check.person, Tap.SELF, check.number) or goals_due(facts, now):
        return False
    first = min((goal.written_at for goal in facts.goals), default=None)
    is_first = first is not None and first >= check.asked_at
    return bool(kept_goals(facts.goals)) and (is_first or said_since(facts, check) is not None)


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
