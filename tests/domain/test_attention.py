"""Laws of the weekly message: on the last day of the week on which somebody works, and in no week without one."""

from datetime import timedelta

import pytest

from bot.domain.attention import first_weekly, next_weekly, weekly_at
from bot.domain.cadence import may_write, works_on
from tests.support.people_of_the_house import NOW, ana

RESTING = ana(away_from=NOW.date())
"""Away without a date."""


def test_the_weekly_message_comes_on_the_last_working_day_of_the_week() -> None:
    at = weekly_at(ana(working_days=frozenset({1, 3})), NOW)
    assert at is not None
    assert at.weekday() == 3
    assert may_write(ana(), at)


def test_the_next_weekly_message_is_a_week_after_the_one_that_is_due() -> None:
    due = first_weekly(ana(), NOW)
    assert next_weekly(ana(), due - timedelta.resolution) == due
    assert next_weekly(ana(), due) == due + timedelta(weeks=1)


def test_a_week_without_a_working_day_has_no_weekly_message() -> None:
    assert not works_on(RESTING, NOW.date())
    assert weekly_at(RESTING, NOW) is None


def test_whoever_works_in_no_week_has_no_weekly_message_to_wait_for() -> None:
    with pytest.raises(ValueError, match="without a working day"):
        first_weekly(RESTING, NOW)
