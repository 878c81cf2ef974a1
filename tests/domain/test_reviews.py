"""Laws of the review: on the day the two named, then every three months, until the end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import beginnings
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.reviews import Review, review_after
from tests.domain.pairs_in_time import DAY, known
from tests.support.papers_of_the_house import a_signed_agreement, agreed, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, ben

TODAY = NOW.date()
days = st.integers(-100, 900).map(lambda number: TODAY + number * DAY)


def signed(review_on: date | None, ends_on: date | None = None) -> PairFacts:
    """Ana and Ben with a signed agreement that names this day."""
    return known(
        pair=a_pair(ends_on=ends_on),
        agreements=(a_signed_agreement(terms=agreed(review_on=review_on, ends_on=ends_on)),),
    )


@pytest.mark.parametrize(
    ("review_on", "ends_on", "told", "expected"),
    [
        (date(2026, 4, 1), None, None, date(2026, 4, 1)),
        (date(2026, 4, 1), None, date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 4, 1), None, date(2026, 4, 1), date(2026, 7, 1)),
        (None, None, None, date(2026, 6, 1)),
        (TODAY, None, None, date(2026, 6, 1)),
        (date(2026, 1, 1), None, None, date(2026, 6, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), None, None),
        (date(2026, 4, 1), date(2026, 7, 1), date(2026, 4, 2), None),
    ],
)
def test_the_next_review_is_the_named_day_then_every_three_months(
    review_on: date | None, ends_on: date | None, told: date | None, expected: date | None
) -> None:
    assert review_after(NOW, review_on, "Europe/Berlin", ends_on, told) == expected


@given(st.none() | days, st.none() | days, st.none() | days)
def test_a_review_lies_after_the_signatures_after_the_last_one_and_before_the_end(
    review_on: date | None, ends_on: date | None, told: date | None
) -> None:
    found = review_after(NOW, review_on, "UTC", ends_on, told)

    if found is not None:
        assert found > TODAY
        assert told is None or told < found
        assert ends_on is None or found < ends_on


def test_without_two_signatures_nothing_is_reviewed() -> None:
    assert beginnings.next_review(known(), None) is None
    assert beginnings.next_review(known(agreements=(an_agreement(),)), None) is None


def test_a_review_is_open_from_its_day_until_that_side_says_it_holds() -> None:
    due_on = TODAY + 10 * DAY
    facts = signed(due_on)
    mine = Review(pair=a_pair().id, due_on=due_on, person=ben().id, asked_at=NOW, held_at=NOW + 10 * DAY)
    said = known(pair=facts.pair, agreements=facts.agreements, reviews=(mine,))

    assert beginnings.open_review(facts, Side.MENTEE, NOW + 9 * DAY) is None
    assert beginnings.open_review(facts, Side.MENTEE, NOW + 10 * DAY) == due_on
    assert beginnings.open_review(said, Side.MENTEE, NOW + 10 * DAY) is None
    assert beginnings.open_review(said, Side.MENTOR, NOW + 10 * DAY) == due_on
    assert beginnings.open_review(said, Side.MENTEE, NOW + 101 * DAY) == due_on + timedelta(days=91)
