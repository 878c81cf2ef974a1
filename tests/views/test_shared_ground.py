"""What two people share is said only when it is true."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import instant, local, may_write
from bot.domain.people import Person
from bot.domain.shared_ground import shared_ground
from bot.views.shared_ground import ground_lines
from tests.support.people_of_the_house import NOW, ana, ben
from tests.views.scenes_of_the_house import voice_of

ZONES = st.sampled_from(
    ["Europe/Berlin", "Europe/London", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "Australia/Lord_Howe"]
)
DAYS = st.frozensets(st.integers(0, 6), max_size=7)
HOURS = st.integers(0, 22)


def said(one: Person, other: Person) -> list[str]:
    """What the introduction would say."""
    return ground_lines(voice_of(None), one, other, NOW)


def somebody(person: Person, days: frozenset[int], start: int, length: int) -> Person:
    """Somebody with that working week."""
    end = min(23, start + length)
    return replace(person, working_days=days, window_start=time(start), window_end=time(end))


def test_the_same_zone_is_named_once() -> None:
    assert said(ana(), ben())[-1].count("Europe/Berlin") == 1


def test_two_zones_are_both_named() -> None:
    line = said(ana(), ben(tz="America/New_York"))[-1]

    assert "Europe/Berlin" in line
    assert "America/New_York" in line


def test_hours_that_never_overlap_are_said_to_be_apart() -> None:
    assert "do not overlap" in said(ana(), ben(tz="Pacific/Auckland"))[-1]


def test_no_shared_language_or_day_is_not_claimed() -> None:
    lines = said(ana(locale="de-DE"), ben(locale="en-US", working_days=frozenset({5})))

    assert len(lines) == 1


def test_hours_that_no_two_days_have_in_common_are_not_claimed() -> None:
    night = ben(tz="America/Los_Angeles", window_start=time(0), window_end=time(23, 59))

    assert not any("overlap" in line for line in said(ana(window_start=time(0), window_end=time(23, 59)), night))


@given(ZONES, ZONES, DAYS, DAYS, HOURS, HOURS, st.integers(1, 10), st.integers(0, 365))
def test_in_the_hours_that_are_named_both_can_be_written_to(
    zone: str,
    zone_there: str,
    days: frozenset[int],
    days_there: frozenset[int],
    start: int,
    start_there: int,
    length: int,
    day: int,
) -> None:
    now = NOW + timedelta(days=day)
    one = somebody(ana(tz=zone), days, start, length)
    other = somebody(ben(tz=zone_there), days_there, start_there, length)
    ground = shared_ground(one, other, now)
    if ground.hours is None:
        return
    shared = [instant_of(now, offset, ground.hours[0], zone) for offset in range(8)]

    assert any(may_write(one, moment) and may_write(other, moment) for moment in shared)
    assert not ground.are_hours_apart


def instant_of(now: datetime, offset: int, at: time, tz: str) -> datetime:
    """The wall time some days from now."""
    return instant(local(now, tz).date() + timedelta(days=offset), at, tz)


@pytest.mark.parametrize("locale", ["en", "en_GB", "EN-us"])
def test_languages_are_compared_without_their_countries(locale: str) -> None:
    assert shared_ground(ana(locale="en-US"), ben(locale=locale), NOW).is_same_language
