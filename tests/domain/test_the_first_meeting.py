"""When the first meeting is expected while nobody has agreed on a slot."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import HORIZON_DAYS, local
from bot.domain.meetings import FIRST_AFTER_DAYS, Schedule
from bot.domain.programs import Rhythm
from tests.support.people_of_the_house import ana, ben

SUNDAY = datetime(2027, 1, 3, 12, tzinfo=UTC)


def schedule(started: datetime, days: frozenset[int], tz: str = "Europe/Madrid") -> Schedule:
    return Schedule(started_at=started, rhythm=Rhythm.FORTNIGHTLY, terms=None, tz=tz, shared_days=days)


def test_a_pair_that_starts_on_a_sunday_is_not_expected_to_meet_on_one() -> None:
    expected = local(schedule(SUNDAY, frozenset(range(5))).first(), "Europe/Madrid")
    assert (expected.weekday(), expected.time()) == (0, time(15))


def test_two_people_without_a_shared_day_are_expected_after_a_week_all_the_same() -> None:
    assert local(schedule(SUNDAY, frozenset()).first(), "Europe/Madrid").weekday() == 6


@given(
    hours=st.integers(0, 24 * 365 * 4),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    tz=st.sampled_from(["Europe/Madrid", "America/Los_Angeles", "Pacific/Auckland"]),
)
def test_the_first_meeting_falls_on_a_shared_day_in_the_second_week(hours: int, days: frozenset[int], tz: str) -> None:
    started = SUNDAY + timedelta(hours=hours)
    first = local(schedule(started, days, tz).first(), tz)
    assert first.weekday() in days
    passed = first.date() - local(started, tz).date()
    assert timedelta(days=FIRST_AFTER_DAYS) <= passed < timedelta(days=FIRST_AFTER_DAYS + 7)


def test_for_two_who_are_never_both_there_a_meeting_is_expected_beyond_the_horizon() -> None:
    days = frozenset(SUNDAY.date() + timedelta(days=each) for each in range(HORIZON_DAYS + 30))
    never = replace(schedule(SUNDAY, frozenset()), people=(ana(days_off=days), ben()))
    assert never.first() > SUNDAY + timedelta(days=HORIZON_DAYS)


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_later_meetings_keep_the_weekday(rhythm: Rhythm) -> None:
    first = schedule(SUNDAY, frozenset({2})).first()
    later = Schedule(started_at=SUNDAY, rhythm=rhythm, terms=None, tz="Europe/Madrid").after(first)
    assert local(later, "Europe/Madrid").weekday() == 2
    assert (local(later, "Europe/Madrid").date() - local(first, "Europe/Madrid").date()).days == rhythm.days
