"""When the first meeting is expected while nobody has agreed on a slot."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.arranging import is_first_and_unplanned
from bot.domain.cadence import HORIZON_DAYS, local
from bot.domain.meetings import FIRST_AFTER_DAYS, CheckIn, Meeting, MeetingState, Outcome, Schedule
from bot.domain.programs import Rhythm
from tests.domain.pairs_in_time import known
from tests.support.papers_of_the_house import a_signed_agreement
from tests.support.people_of_the_house import ana, ben, id_of

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


def meeting(number: int, state: MeetingState = MeetingState.EXPECTED) -> Meeting:
    at = SUNDAY + timedelta(days=14 * number)
    return Meeting(pair=id_of("pair"), number=number, expected_at=at, state=state)


def said(number: int, outcome: Outcome | None) -> CheckIn:
    at = SUNDAY + timedelta(days=14 * number)
    return CheckIn(
        person=id_of("Ben"), number=number, asked_at=at, outcome=outcome, answered_at=at if outcome else None
    )


def test_a_first_meeting_nobody_planned_is_asked_about_as_one_until_somebody_says_they_met() -> None:
    facts = known(meetings=(meeting(1), meeting(2)), checks=(said(1, Outcome.NOT_YET), said(2, Outcome.MET)))
    assert [is_first_and_unplanned(facts, number) for number in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize("state", [MeetingState.AGREED, MeetingState.CANCELLED])
def test_a_meeting_that_was_once_planned_is_asked_about_by_its_day(state: MeetingState) -> None:
    facts = known(meetings=(meeting(1, state), meeting(2)))
    assert [is_first_and_unplanned(facts, number) for number in (1, 2)] == [False, False]


def test_a_standing_slot_is_a_plan() -> None:
    assert not is_first_and_unplanned(known(agreements=(a_signed_agreement(),)), 1)
