"""What the agreement's form holds before anybody has drafted one."""

from datetime import date, datetime, time, timedelta

from bot.domain.agreement import (
    Agenda,
    AnswerTime,
    Between,
    FeedbackWay,
    GoalKind,
    MentorRole,
    Style,
    Terms,
)
from bot.domain.cadence import local
from bot.domain.facts import PairFacts
from bot.domain.meetings import DEFAULT_MINUTES, DEFAULT_TIME
from bot.domain.pairs import Side
from bot.views.shared_ground import shared_ground

GOAL_WEEKS = 12
"""Weeks until a first goal; judgement: a quarter is near enough to start on."""
LAST_HOUR = 23
"""After it no full hour comes on the same day."""
MID_WEEK = (1, 2, 3)
"""Days offered first for meetings: Tuesday to Thursday; judgement, Mondays and Fridays are taken off most often."""


def default_terms(facts: PairFacts, side: Side, now: datetime) -> Terms:
    """The program's rhythm and end, the mentee's agenda, the drafter's zone; their own words are empty."""
    tz = facts.person(side).tz
    return Terms(
        purpose="",
        kind=GoalKind.CAREER,
        goal="",
        measure="",
        due=_goal_date(facts, local(now, tz).date()),
        first_step="",
        role=MentorRole.SOUNDING_BOARD,
        rhythm=facts.pair.rhythm,
        weekday=_weekday(facts),
        at=_hour(facts, side, now),
        tz=tz,
        minutes=DEFAULT_MINUTES,
        style=Style.INFORMAL,
        between=Between.SLACK,
        answer_time=AnswerTime.TWO_DAYS,
        agenda=Agenda.MENTEE,
        feedback=FeedbackWay.DIRECT,
        boundaries="",
        ends_on=facts.pair.ends_on,
    )


def _hour(facts: PairFacts, side: Side, now: datetime) -> time:
    """The usual hour when it lies in the working hours of both, else the first full hour that does.

    Without any common hour the usual one stands: somebody has to move, and they know best who.
    """
    shared = shared_ground(facts.person(side), facts.person(side.other), now).hours
    if shared is None or shared[0] <= DEFAULT_TIME < shared[1]:
        return DEFAULT_TIME
    full = time(shared[0].hour + bool(shared[0].minute)) if shared[0].hour < LAST_HOUR else shared[0]
    return full if full < shared[1] else shared[0]


def _goal_date(facts: PairFacts, today: date) -> date:
    wanted = today + timedelta(weeks=GOAL_WEEKS)
    return min(wanted, facts.pair.ends_on) if facts.pair.ends_on else wanted


def _weekday(facts: PairFacts) -> int:
    """A day on which both work, in the middle of the week when there is one."""
    shared = sorted(facts.mentor.working_days & facts.mentee.working_days)
    middle = [day for day in shared if day in MID_WEEK]
    return (middle or shared or [*MID_WEEK])[0]
