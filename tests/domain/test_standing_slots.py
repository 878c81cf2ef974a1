"""Laws of a standing slot and the hours of the two: each by their own clock."""

from datetime import time

import pytest

from bot.domain.default_terms import suggested_slot
from bot.domain.meetings import DEFAULT_TIME
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.shared_ground import outside_hours, slot_key
from tests.domain.pairs_in_time import known
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


@pytest.mark.parametrize("tz", [TOKYO, "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"])
@pytest.mark.parametrize("side", Side)
def test_the_slot_that_is_offered_is_not_one_that_is_warned_of(tz: str, side: Side) -> None:
    facts = known(mentor=ana(tz=BERLIN), mentee=ben(tz=tz))
    weekday, at = suggested_slot(facts, side, NOW)

    assert outside_hours(weekday, at, facts.person(side).tz, facts.people, NOW) == ()


def test_where_every_hour_is_outside_somebodys_the_usual_one_is_offered() -> None:
    mondays = frozenset({0})
    facts = known(
        mentor=ana(tz="America/Los_Angeles", working_days=mondays),
        mentee=ben(tz="Pacific/Auckland", working_days=mondays),
    )

    assert suggested_slot(facts, Side.MENTOR, NOW) == (0, DEFAULT_TIME)
