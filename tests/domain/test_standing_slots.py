"""Laws of a standing slot and the hours of the two: each by their own clock."""

from datetime import time

import pytest

from bot.domain.people import Person
from bot.domain.shared_ground import outside_hours, slot_key
from tests.support.people_of_the_house import NOW, ana, ben

BERLIN, NEW_YORK, TOKYO = "Europe/Berlin", "America/New_York", "Asia/Tokyo"
TUESDAY, SATURDAY = 1, 5
WEEKEND = frozenset({5, 6})


def outside(weekday: int, at: time, tz: str, *people: Person) -> list[str]:
    """For whom it is outside."""
    one, other = people
    return [person.name for person in outside_hours(weekday, at, tz, (one, other), NOW)]


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (time(15), []),
        (time(16, 59), []),
        (time(17), ["Ana"]),
        (time(14, 59), ["Ben"]),
        (time(3), ["Ana", "Ben"]),
        (time(23), ["Ana"]),
    ],
)
def test_it_lies_in_the_hours_of_both_or_is_named_for_whom_it_does_not(at: time, names: list[str]) -> None:
    hours = {"window_start": time(9), "window_end": time(17)}
    here, there = ana(tz=BERLIN, **hours), ben(tz=NEW_YORK, **{**hours, "window_end": time(18)})  # type: ignore[arg-type]

    assert outside(TUESDAY, at, BERLIN, here, there) == names


def test_a_day_off_is_outside_unless_they_share_no_day_at_all() -> None:
    sundays = ben(working_days=WEEKEND | {TUESDAY})

    assert outside(SATURDAY, time(10), BERLIN, ana(), sundays) == ["Ana"]
    assert outside(SATURDAY, time(10), BERLIN, ana(), ben(working_days=WEEKEND)) == []


def test_two_whose_hours_never_meet_are_asked_to_leave_each_other_the_night() -> None:
    far = ben(tz=TOKYO)

    assert outside(TUESDAY, time(13), BERLIN, ana(tz=BERLIN), far) == []
    assert outside(TUESDAY, time(16), BERLIN, ana(tz=BERLIN), far) == ["Ben"]


def test_a_slot_is_known_again_by_day_time_and_zone() -> None:
    assert slot_key(TUESDAY, time(9, 30), BERLIN) == "1 09:30 Europe/Berlin"
