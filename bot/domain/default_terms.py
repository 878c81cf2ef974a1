"""What an agreement says before anybody has changed a line: what its form holds, and what most pairs settle on."""

from datetime import datetime, time

from bot.domain.agreement import Terms
from bot.domain.cadence import local
from bot.domain.facts import PairFacts
from bot.domain.kickoff import FreeLines, terms_from, usual_choices, usual_review
from bot.domain.meetings import DEFAULT_TIME
from bot.domain.pairs import Side
from bot.domain.shared_ground import outside_hours, shared_ground

HOURS = 24
"""Of a day."""
LAST_HOUR = 23
"""After it no full hour comes on the same day."""
MID_WEEK = (1, 2, 3)
"""Days offered first for meetings: Tuesday to Thursday; judgement, Mondays and Fridays are taken off most often."""


def default_terms(facts: PairFacts, side: Side, now: datetime) -> Terms:
    """The usual choices, the program's end, a slot in the drafter's zone; their own words are empty."""
    tz = facts.person(side).tz
    weekday, at = suggested_slot(facts, side, now)
    lines = FreeLines(
        tz=tz,
        weekday=weekday,
        at=at,
        ends_on=facts.pair.ends_on,
        review_on=usual_review(local(now, tz).date(), facts.pair.ends_on),
    )
    return terms_from(usual_choices(facts.pair.rhythm, facts.people), lines)


def suggested_slot(facts: PairFacts, side: Side, now: datetime) -> tuple[int, time]:
    """A weekday on which both work, in the middle of the week when there is one, and an hour by that side's clock.

    The usual hour when it lies in the working hours of both, else the first full hour that does. Without any common
    hour one in which nobody has to get up at night; if there is none, the usual one: they know best who moves.
    """
    shared = shared_ground(facts.person(side), facts.person(side.other), now).hours
    if shared is None:
        return _at_an_edge(facts, side, now)
    if shared[0] <= DEFAULT_TIME < shared[1]:
        return _weekday(facts), DEFAULT_TIME
    full = time(shared[0].hour + bool(shared[0].minute)) if shared[0].hour < LAST_HOUR else shared[0]
    return _weekday(facts), full if full < shared[1] else shared[0]


def _at_an_edge(facts: PairFacts, side: Side, now: datetime) -> tuple[int, time]:
    """The first hour from the usual one on that is outside nobody's hours, on the first day that has one."""
    usual, tz = DEFAULT_TIME.hour, facts.person(side).tz
    hours = [time((usual + later) % HOURS) for later in range(HOURS)]
    found = (
        (day, hour) for day in _days(facts) for hour in hours if not outside_hours(day, hour, tz, facts.people, now)
    )
    return next(found, (_weekday(facts), DEFAULT_TIME))


def _weekday(facts: PairFacts) -> int:
    return _days(facts)[0]


def _days(facts: PairFacts) -> list[int]:
    shared = sorted(facts.mentor.working_days & facts.mentee.working_days)
    middle = [day for day in shared if day in MID_WEEK]
    return [*middle, *(day for day in shared if day not in MID_WEEK)] or [*MID_WEEK]
