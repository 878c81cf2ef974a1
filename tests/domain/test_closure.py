"""Laws of the last stage: it opens in time to be lived, and a later end leads out of it again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.closure import is_extended, opens_at, opens_on, stage_before_closure
from bot.domain.pairs import Pair
from bot.domain.stages import Event, Stage, StageChange
from tests.domain.pairs_in_time import DAY
from tests.support.people_of_the_house import NOW, a_line, a_pair

TODAY = date(2026, 3, 2)
OPENS = datetime(2026, 8, 3, tzinfo=UTC)
"""Four weeks before the 31st of August."""


@pytest.mark.parametrize(
    ("weeks", "days"), [(104, 28), (26, 28), (16, 28), (15, 26), (12, 21), (8, 14), (4, 7), (3, 7), (2, 7)]
)
def test_closure_takes_four_weeks_of_half_a_year_and_the_last_quarter_of_less(weeks: int, days: int) -> None:
    ends_on = TODAY + timedelta(weeks=weeks)

    assert ends_on - opens_on(TODAY, ends_on) == timedelta(days=days)


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_closure_never_takes_less_than_a_week_nor_more_than_four_nor_more_than_a_quarter(
    started: date, days: int
) -> None:
    ends_on = started + timedelta(days=days)
    closes = (ends_on - opens_on(started, ends_on)).days

    assert 7 <= closes <= 28
    assert closes <= max(7, days / 4)
    assert opens_on(started, ends_on) <= opens_on(started, ends_on + DAY), "a later end never opens it earlier"


@pytest.mark.parametrize(
    ("tz", "at"),
    [
        ("UTC", "2026-08-03T00:00+00:00"),
        ("Europe/Berlin", "2026-08-02T22:00+00:00"),
        ("America/Los_Angeles", "2026-08-03T07:00+00:00"),
        ("Pacific/Auckland", "2026-08-02T12:00+00:00"),
    ],
)
def test_it_opens_when_the_day_begins_where_somebody_is(tz: str, at: str) -> None:
    assert opens_at(a_pair(), tz) == datetime.fromisoformat(at)


def test_without_an_end_or_a_start_it_does_not_open() -> None:
    assert opens_at(a_pair(ends_on=None), "UTC") is None
    assert opens_at(a_pair(started_at=None), "UTC") is None


def test_a_short_pair_is_measured_from_the_day_it_started_where_somebody_is() -> None:
    late = a_pair(started_at=datetime(2026, 3, 2, 23, tzinfo=UTC), ends_on=date(2026, 4, 28))

    assert opens_at(late, "UTC") == datetime(2026, 4, 14, tzinfo=UTC), "57 days from the second"
    assert opens_at(replace_end(late, date(2026, 4, 27)), "UTC") == datetime(2026, 4, 13, tzinfo=UTC), "56 days"
    assert opens_at(replace_end(late, date(2026, 4, 27)), "Pacific/Kiritimati") == datetime(
        2026, 4, 13, 10, tzinfo=UTC
    ), "55 days from the third: thirteen of closure"


def replace_end(pair: Pair, ends_on: date) -> Pair:
    """The pair with another last day."""
    return a_pair(started_at=pair.started_at, ends_on=ends_on)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("ends_on", "now", "extended"),
    [
        (None, OPENS, True),
        (date(2026, 8, 31), OPENS - timedelta(seconds=1), True),
        (date(2026, 8, 31), OPENS, False),
        (date(2026, 8, 31), OPENS + DAY, False),
        (date(2026, 9, 1), OPENS, True),
    ],
)
def test_only_a_pair_in_closure_whose_closure_is_not_now_is_extended(
    stage: Stage, ends_on: date | None, now: datetime, extended: bool
) -> None:
    assert is_extended(a_pair(stage=stage, ends_on=ends_on), now) == (extended and stage is Stage.CLOSURE)


def line(event: Event, before: Stage, after: Stage) -> StageChange:
    """A line of the history."""
    return a_line(event=event, stage_before=before, stage_after=after, at=NOW)


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ([], Stage.GROWTH),
        ([line(Event.START, Stage.INITIATION, Stage.INITIATION)], Stage.GROWTH),
        ([line(Event.STAGE, Stage.INITIATION, Stage.CLOSURE)], Stage.INITIATION),
        (
            [
                line(Event.STAGE, Stage.INITIATION, Stage.GROWTH),
                line(Event.STAGE, Stage.GROWTH, Stage.MATURITY),
                line(Event.STAGE, Stage.MATURITY, Stage.CLOSURE),
                line(Event.PAUSE, Stage.CLOSURE, Stage.CLOSURE),
            ],
            Stage.MATURITY,
        ),
        (
            [
                line(Event.STAGE, Stage.INITIATION, Stage.CLOSURE),
                line(Event.EXTEND, Stage.CLOSURE, Stage.INITIATION),
                line(Event.STAGE, Stage.INITIATION, Stage.GROWTH),
                line(Event.STAGE, Stage.GROWTH, Stage.CLOSURE),
            ],
            Stage.GROWTH,
        ),
    ],
)
def test_a_pair_goes_back_to_where_it_was_when_closure_opened_last(history: list[StageChange], stage: Stage) -> None:
    assert stage_before_closure(history) is stage
