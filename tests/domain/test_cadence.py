"""Laws of local time, tried where clocks jump."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain import cadence
from bot.domain.people import Person
from tests.domain.zones import (
    FIVE_MINUTES,
    Turn,
    around,
    moments,
    offset,
    people_around,
    readings,
    some_turns,
    times,
    turns,
    wall,
    wall_times,
)
from tests.support.people_of_the_house import ana

thorough = settings(max_examples=80)


def test_the_jumps_that_bite_are_among_the_drawn_ones() -> None:
    found = {(turn.tz, turn.jump) for turn in turns()}

    assert ("Australia/Lord_Howe", timedelta(minutes=30)) in found
    assert ("Pacific/Apia", timedelta(hours=24)) in found
    assert ("Europe/Berlin", timedelta(hours=-1)) in found
    midnight = [turn for turn in turns() if turn.tz == "Asia/Beirut" and turn.jump > timedelta(0)]
    assert any((turn.at + turn.before).time() == time(0) for turn in midnight)
    assert len(turns()) > 900


@thorough
@given(wall_times())
def test_a_wall_time_is_its_first_reading(drawn: tuple[str, date, time]) -> None:
    tz, day, at = drawn
    shown = readings(tz, day, at)
    assume(shown)

    assert cadence.instant(day, at, tz) == shown[0]
    assert cadence.instant(day, at.replace(fold=1), tz) == shown[0]


@thorough
@given(some_turns(), st.data())
def test_a_time_that_no_clock_shows_moves_forward_by_the_gap(turn: Turn, data: st.DataObject) -> None:
    assume(turn.jump > timedelta(0))
    into = timedelta(seconds=data.draw(st.integers(0, int(turn.jump.total_seconds()) - 1)))
    never = turn.at.replace(tzinfo=None) + turn.before + into

    found = cadence.instant(never.date(), never.time().replace(fold=data.draw(st.integers(0, 1))), turn.tz)

    assert found == turn.at + into
    assert wall(turn.tz, found) == never + turn.jump


def test_an_unknown_zone_is_taken_for_utc() -> None:
    assert cadence.zone("Mars/Olympus_Mons").key == "UTC"
    assert cadence.zone("../../etc/passwd").key == "UTC"
    assert cadence.local(datetime(2026, 3, 2, 9, tzinfo=UTC), "nonsense").hour == 9


@thorough
@given(moments())
def test_a_week_is_the_one_its_thursday_lies_in(drawn: tuple[str, datetime]) -> None:
    tz, moment = drawn
    day = wall(tz, moment).date()
    thursday = day + timedelta(days=3 - day.weekday())

    assert cadence.iso_week(moment, tz) == f"{thursday.year}-W{(thursday.timetuple().tm_yday - 1) // 7 + 1:02d}"


@pytest.mark.parametrize(
    ("moment", "tz", "week"),
    [
        (datetime(2020, 12, 31, 23, tzinfo=UTC), "UTC", "2020-W53"),
        (datetime(2021, 1, 3, 23, 59, tzinfo=UTC), "UTC", "2020-W53"),
        (datetime(2021, 1, 3, 23, 59, tzinfo=UTC), "Europe/Berlin", "2021-W01"),
        (datetime(2027, 1, 1, tzinfo=UTC), "UTC", "2026-W53"),
        (datetime(2024, 12, 30, tzinfo=UTC), "UTC", "2025-W01"),
        (datetime(2024, 12, 30, tzinfo=UTC), "America/New_York", "2024-W52"),
        (datetime(2024, 2, 29, tzinfo=UTC), "UTC", "2024-W09"),
    ],
)
def test_a_week_belongs_to_a_place(moment: datetime, tz: str, week: str) -> None:
    assert cadence.iso_week(moment, tz) == week


def marks(first: datetime, end: datetime) -> list[datetime]:
    """The five-minute marks from an instant on, before another."""
    at = datetime.fromtimestamp(-(-first.timestamp() // 300) * 300, tz=UTC)
    return [at + n * FIVE_MINUTES for n in range(max(0, -(-(end - at) // FIVE_MINUTES)))]


@thorough
@given(people_around())
def test_the_next_window_is_the_first_permitted_instant(drawn: tuple[Person, datetime]) -> None:
    person, moment = drawn
    found = cadence.next_window(person, moment)

    assert found >= moment
    assert cadence.may_write(person, found)
    assert cadence.next_window(person, found) == found
    near = marks(moment, min(found, moment + timedelta(hours=52)))
    assert not [at for at in near if cadence.may_write(person, at)]
    assert not [at for at in marks(max(moment, found - timedelta(hours=30)), found) if cadence.may_write(person, at)]


@thorough
@given(people_around())
def test_the_window_is_open_by_the_wall_clock(drawn: tuple[Person, datetime]) -> None:
    person, moment = drawn[0], drawn[1] + timedelta(days=3)
    shown = wall(person.tz, moment)
    assume(len({offset(person.tz, moment + timedelta(hours=hours)) for hours in (-25, 0, 25)}) == 1)
    is_away = person.away_until is not None and shown.date() < person.away_until

    assert cadence.may_write(person, moment) is (
        shown.weekday() in person.working_days
        and not is_away
        and person.window_start <= shown.time() < person.window_end
    )


def test_a_person_without_working_days_has_no_window() -> None:
    with pytest.raises(ValueError, match="cannot be written to"):
        cadence.next_window(ana(working_days=frozenset()), datetime(2026, 3, 2, tzinfo=UTC))


def test_a_day_that_the_zone_skipped_is_nobody_s_window() -> None:
    person = ana(tz="Pacific/Apia", working_days=frozenset({4, 5}))
    thursday_night = datetime(2011, 12, 30, 8, tzinfo=UTC)

    assert wall("Pacific/Apia", cadence.next_window(person, thursday_night)) == datetime(2011, 12, 31, 9)  # noqa: DTZ001


@thorough
@given(people_around())
def test_next_week_is_the_first_permitted_instant_after_this_week(drawn: tuple[Person, datetime]) -> None:
    person, moment = drawn
    found = cadence.next_week(person, moment)

    assert cadence.iso_week(found, person.tz) > cadence.iso_week(moment, person.tz)
    assert cadence.may_write(person, found)
    earlier = [at for at in marks(max(moment, found - timedelta(days=3)), found) if cadence.may_write(person, at)]
    assert {cadence.iso_week(at, person.tz) for at in earlier} <= {cadence.iso_week(moment, person.tz)}


@thorough
@given(moments(), st.integers(0, 6), times())
def test_a_first_slot_is_strictly_later_and_on_its_weekday(drawn: tuple[str, datetime], weekday: int, at: time) -> None:
    tz, after = drawn
    found = cadence.first_slot(after, weekday, at, tz)
    shown = wall(tz, found)
    day = shown.date() - timedelta(days=(shown.weekday() - weekday) % 7)

    assert after < found <= after + timedelta(days=8, hours=2)
    assert day >= wall(tz, after).date()
    if shown_at := readings(tz, day, at):
        assert found == shown_at[0]
    else:
        assert timedelta(0) < shown - datetime.combine(day, at) <= timedelta(days=1)
    week_before = readings(tz, day - timedelta(days=7), at)
    assert not [earlier for earlier in week_before[:1] if earlier > after]


@thorough
@given(some_turns(), st.integers(1, 60), st.data())
def test_days_later_the_clock_shows_the_same_time(turn: Turn, days: int, data: st.DataObject) -> None:
    moment = turn.at + data.draw(around(turn)) - data.draw(st.sampled_from([0, days])) * timedelta(days=1)
    found = cadence.days_later(moment, days, turn.tz)
    before = wall(turn.tz, moment)
    shown = readings(turn.tz, before.date() + timedelta(days=days), before.time())

    if shown:
        assert found == shown[0]
    else:
        assert wall(turn.tz, found) > before + timedelta(days=days)


@thorough
@given(wall_times())
def test_a_day_is_over_when_its_last_instant_has_passed(drawn: tuple[str, date, time]) -> None:
    tz, day, at = drawn
    assume(readings(tz, day, at))
    over = cadence.end_of_day(day, tz)

    assert wall(tz, over - timedelta(microseconds=1)).date() == day
    assert wall(tz, over).date() > day
