"""What two people share, computed from what is known of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.cadence import first_slot, instant, local
from bot.domain.people import Person

WAKING = (time(7), time(22))
"""Hours in which two people meet whose send windows never overlap; judgement: nobody gets up at night for it."""
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


def outside_hours(weekday: int, at: time, tz: str, people: tuple[Person, Person], now: datetime) -> tuple[Person, ...]:
    """Those of the two in whose hours a standing slot does not lie, by their own clock and as summer time is now.

    Two whose hours never meet have waking hours; two who share no working day may choose any day.
    """
    slot = first_slot(now, weekday, at, tz)
    are_apart = shared_ground(*people, now).are_hours_apart
    share_a_day = bool(people[0].working_days & people[1].working_days)

    def suits(person: Person) -> bool:
        here = local(slot, person.tz)
        opens, closes = WAKING if are_apart else (person.window_start, person.window_end)
        return opens <= here.time() < closes and (not share_a_day or here.weekday() in person.working_days)

    return tuple(person for person in people if not suits(person))


def slot_key(weekday: int, at: time, tz: str) -> str:
    """A slot in one word, to know it again."""
    return f"{weekday} {at:%H:%M} {tz}"


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
