"""What two people share, computed from what is known of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.cadence import instant, local
from bot.domain.people import Person

WEEK = 7
"""Days that are looked at: one full week from now, so that every working day of both counts once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGround:
    """`days` on which both work; `start` and `end` of the hours that all shared days have in common, for each's clock.

    The hours are None when no hour is common to all shared days; `are_hours_apart` when no day has any.
    """

    is_same_language: bool
    are_hours_apart: bool
    days: tuple[int, ...]
    hours: tuple[time, time] | None
    hours_there: tuple[time, time] | None


def shared_ground(one: Person, other: Person, now: datetime) -> SharedGround:
    """What the two share in the week from `now`; hours change with summer time, so they hold for now only."""
    meetings = tuple(_overlaps(one, other, now))
    return SharedGround(
        is_same_language=_language(one) == _language(other),
        are_hours_apart=not meetings,
        days=tuple(sorted(one.working_days & other.working_days)),
        hours=_in_common(meetings, one.tz),
        hours_there=_in_common(meetings, other.tz),
    )


def _language(person: Person) -> str:
    return person.locale.replace("_", "-").split("-")[0].lower()


def _overlaps(one: Person, other: Person, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Stretches of the coming week in which both may be written to."""
    theirs = tuple(_windows(other, now, range(-1, WEEK + 1)))
    for start, end in _windows(one, now, range(WEEK)):
        for start_there, end_there in theirs:
            if max(start, start_there) < min(end, end_there):
                yield max(start, start_there), min(end, end_there)


def _windows(person: Person, now: datetime, offsets: range) -> Iterator[tuple[datetime, datetime]]:
    today = local(now, person.tz).date()
    for day in (today + timedelta(days=offset) for offset in offsets):
        if day.weekday() in person.working_days:
            yield instant(day, person.window_start, person.tz), instant(day, person.window_end, person.tz)


def _in_common(stretches: tuple[tuple[datetime, datetime], ...], tz: str) -> tuple[time, time] | None:
    """The wall hours that lie inside every stretch; None when there are none, or when a stretch passes midnight."""
    walls = [(local(start, tz), local(end, tz)) for start, end in stretches]
    if not walls or any(start.date() != end.date() for start, end in walls):
        return None
    start, end = max(start.time() for start, _ in walls), min(end.time() for _, end in walls)
    return (start, end) if start < end else None
