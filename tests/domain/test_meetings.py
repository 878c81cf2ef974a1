"""Laws of expected meetings: on the agreed slot by the wall clock, a rhythm apart."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.meetings import ARRANGE_DAYS, CheckIn, Meeting, Outcome, Schedule, held
from bot.domain.programs import Rhythm
from tests.domain.zones import moments, readings, times, wall
from tests.support.papers_of_the_house import agreed
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

thorough = settings(max_examples=60)
SKIPPED_A_DAY = {"Pacific/Apia", "Pacific/Fakaofo"}
"""Where a slot once moved by a day, because there was no such day."""
rhythms = st.sampled_from(Rhythm)


def meeting(number: int, at: datetime) -> Meeting:
    """A meeting of Ana and Ben that was asked about."""
    return Meeting(pair=a_pair().id, number=number, expected_at=at)


@thorough
@given(moments(), rhythms, st.integers(0, 6), times(), st.integers(1, 12))
def test_an_agreed_slot_keeps_its_weekday_and_wall_time(
    drawn: tuple[str, datetime], rhythm: Rhythm, weekday: int, at: time, number: int
) -> None:
    tz, start = drawn
    schedule = Schedule(started_at=start, rhythm=rhythm, terms=agreed(weekday=weekday, at=at, tz=tz), tz="Asia/Tokyo")
    found = schedule.expected(number, ())
    shown = wall(tz, found)
    day = shown.date() - timedelta(days=(shown.weekday() - weekday) % 7)

    assert found >= start + timedelta(days=ARRANGE_DAYS)
    if shown_at := readings(tz, day, at):
        assert found == shown_at[0]


@thorough
@given(moments(), rhythms, st.integers(0, 6), times(60, 280), st.integers(1, 8))
def test_agreed_meetings_are_a_rhythm_apart(
    drawn: tuple[str, datetime], rhythm: Rhythm, weekday: int, at: time, number: int
) -> None:
    tz, start = drawn
    assume(tz not in SKIPPED_A_DAY)
    schedule = Schedule(started_at=start, rhythm=rhythm, terms=agreed(weekday=weekday, at=at, tz=tz), tz=tz)

    apart = wall(tz, schedule.expected(number + 1, ())) - wall(tz, schedule.expected(number, ()))

    assert apart == timedelta(days=rhythm.days)


@thorough
@given(moments(), rhythms, st.integers(1, 8))
def test_without_a_slot_meetings_are_at_three_a_rhythm_apart(
    drawn: tuple[str, datetime], rhythm: Rhythm, number: int
) -> None:
    tz, start = drawn
    assume(tz not in SKIPPED_A_DAY)
    shown = wall(tz, Schedule(started_at=start, rhythm=rhythm, terms=None, tz=tz).expected(number, ()))

    assert shown.time() == time(15)
    assert shown.date() - wall(tz, start).date() == timedelta(days=7 + (number - 1) * rhythm.days)


def test_a_known_meeting_keeps_the_instant_it_was_asked_about_with() -> None:
    schedule = Schedule(started_at=NOW, rhythm=Rhythm.WEEKLY, terms=agreed(), tz="UTC")
    asked = datetime(2026, 4, 1, 7, tzinfo=UTC)

    assert schedule.expected(3, [meeting(3, asked), meeting(4, asked + timedelta(days=7))]) == asked


def test_a_moved_slot_comes_back_to_its_weekday() -> None:
    schedule = Schedule(started_at=NOW, rhythm=Rhythm.FORTNIGHTLY, terms=agreed(weekday=3, at=time(10)), tz="UTC")
    saturday = datetime(2026, 3, 14, 9, tzinfo=UTC)

    found = schedule.after(saturday)

    assert found == datetime(2026, 3, 26, 9, tzinfo=UTC)
    assert schedule.after(found) == datetime(2026, 4, 9, 8, tzinfo=UTC), "ten in Berlin, summer or winter"


def test_a_meeting_lasts_what_was_agreed() -> None:
    drafted = Schedule(started_at=NOW, rhythm=Rhythm.WEEKLY, terms=None, tz="UTC")

    assert drafted.minutes == 45
    assert Schedule(started_at=NOW, rhythm=Rhythm.WEEKLY, terms=agreed(minutes=90), tz="UTC").minutes == 90


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_meeting_was_held_when_either_side_says_so(outcome: Outcome | None) -> None:
    theirs = CheckIn(person=ben().id, number=2, asked_at=NOW, outcome=outcome, answered_at=NOW if outcome else None)
    mine = CheckIn(person=ana().id, number=1, asked_at=NOW, outcome=Outcome.MET, answered_at=NOW)

    assert held([theirs, mine]) == ({1, 2} if outcome is Outcome.MET else {1})
