"""Local time: send windows, working days and slots. The only module in which an instant becomes a wall clock.

All functions take and return aware UTC instants. A wall time inside the spring gap is moved forward by the gap; of the
two readings of an autumn fold the first one counts.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.people import Person

HORIZON_DAYS = 1100
"""How far a search for a permitted day looks before it gives up: longer than the longest program."""


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC for a name this machine does not know (a profile is not under our control)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def instant(day: date, at: time, tz: str) -> datetime:
    """The instant at which the wall clock in `tz` shows `day` `at`.

    zoneinfo reads `fold=0` with the offset from before a change: a time inside the spring gap lands after it, forward
    by the gap, and of an autumn fold the first reading is taken. Both are the rule here, so a `fold` that `at` brings
    along from another day is dropped.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone(tz)).astimezone(UTC)


def local(moment: datetime, tz: str) -> datetime:
    """`moment` as the wall clock in `tz` shows it."""
    return moment.astimezone(zone(tz))


def iso_week(moment: datetime, tz: str) -> str:
    """The ISO week in which `moment` falls for somebody in `tz`, as `2026-W09`."""
    year, week, _ = local(moment, tz).isocalendar()
    return f"{year}-W{week:02d}"


def works_on(person: Person, day: date) -> bool:
    """Whether `day` counts for this person: one of their working days, no public holiday, and they are not away."""
    return day.weekday() in person.working_days and day not in person.days_off and not person.is_away(day)


def may_write(person: Person, moment: datetime) -> bool:
    """Whether something unasked may reach the person at `moment`: from the instant the window opens until it closes."""
    day = local(moment, person.tz).date()
    opens, closes = instant(day, person.window_start, person.tz), instant(day, person.window_end, person.tz)
    return works_on(person, day) and opens <= moment < closes


def next_window(person: Person, moment: datetime) -> datetime:
    """The first instant at or after `moment` at which the person may be written to.

    Raises `ValueError` when no such instant exists within the horizon (a person without working days).
    """
    if may_write(person, moment):
        return moment
    first = local(moment, person.tz).date()
    for offset in range(HORIZON_DAYS):
        day = first + timedelta(days=offset)
        opens = instant(day, person.window_start, person.tz)
        if works_on(person, day) and opens >= moment and may_write(person, opens):
            return opens
    raise ValueError("a person without a working day cannot be written to")


def next_week(person: Person, moment: datetime) -> datetime:
    """The first permitted instant of the ISO week after the one in which `moment` falls for the person."""
    here = local(moment, person.tz).date()
    monday = here + timedelta(days=7 - here.weekday())
    return next_window(person, instant(monday, person.window_start, person.tz))


def add_working_days(moment: datetime, days: int, people: Iterable[Person]) -> datetime:
    """`moment` plus `days` days on which all the people concerned work, at the first one's local time of day.

    People who share no working day are counted by the days on which any of them works.
    """
    concerned = tuple(people)
    together = all if frozenset.intersection(*(person.working_days for person in concerned)) else any
    tz = concerned[0].tz
    here = local(moment, tz)
    day, left = here.date(), days
    for _ in range(HORIZON_DAYS):
        if not left:
            break
        day += timedelta(days=1)
        left -= together(works_on(person, day) for person in concerned)
    return instant(day, here.time(), tz)


def first_slot(after: datetime, weekday: int, at: time, tz: str) -> datetime:
    """The first instant strictly after `after` on `weekday` (Monday is 0) at wall time `at` in `tz`."""
    day = local(after, tz).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    found = instant(day, at, tz)
    return found if found > after else instant(day + timedelta(days=7), at, tz)


def days_later(moment: datetime, days: int, tz: str) -> datetime:
    """The same wall time in `tz`, `days` calendar days later."""
    here = local(moment, tz)
    return instant(here.date() + timedelta(days=days), here.time(), tz)


def end_of_day(day: date, tz: str) -> datetime:
    """The instant at which `day` is over in `tz`."""
    return instant(day + timedelta(days=1), time(0), tz)
