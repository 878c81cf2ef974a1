"""Laws of the check-in: one tap is a complete answer, the first one counts."""

from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.meetings import Outcome
from bot.domain.pairs import Side
from bot.services import checkins
from tests.services.house import House, actor


@pytest.fixture
def asked(house: House, pair: UUID) -> UUID:
    """A week later both were asked about their first meeting."""
    house.live(9)
    assert {check.number for check in house.facts(pair).checks} == {1}
    return pair


@pytest.mark.parametrize("outcome", Outcome)
def test_one_tap_is_an_answer(house: House, asked: UUID, outcome: Outcome) -> None:
    with house.work() as work:
        said = checkins.answer_check_in(work, actor("Ana"), asked, 1, outcome)

    assert (said.side, said.number, said.is_new) == (Side.MENTOR, 1, True)
    answers = {check.person: check.outcome for check in said.facts.checks}
    assert answers == {house.person("Ana").id: outcome, house.person("Ben").id: None}


def test_a_second_click_on_the_same_answer_changes_nothing(house: House, asked: UUID) -> None:
    assert house.answer("Ben", asked, 1, Outcome.MET)
    house.go(hours=1)
    before = house.state.copy()

    assert not house.answer("Ben", asked, 1, Outcome.MET)
    assert house.state == before


def test_an_answer_can_be_corrected_until_the_next_check_in_and_stays_then(house: House, asked: UUID) -> None:
    house.answer("Ben", asked, 1, Outcome.MET)

    assert house.answer("Ben", asked, 1, Outcome.NOT_YET)
    assert house.facts(asked).held == frozenset()
    house.live(14)
    assert not house.answer("Ben", asked, 1, Outcome.MET)
    assert house.facts(asked).held == frozenset()
    assert house.answer("Ana", asked, 1, Outcome.MET), "a first answer is welcome however old the question is"


def test_nobody_answers_what_they_were_never_asked(house: House, asked: UUID) -> None:
    for number in (0, 2, 7):
        with pytest.raises(errors.NothingAsked):
            house.answer("Ana", asked, number)
        with pytest.raises(errors.NothingAsked), house.reading() as work:
            checkins.read_check_in(work, actor("Ana"), asked, number)


def test_an_answer_after_the_end_still_counts_for_the_history(house: House, asked: UUID) -> None:
    house.leave("Ben")

    assert house.answer("Ana", asked, 1)
    with house.reading() as work:
        seen = checkins.read_check_in(work, actor("Ana"), asked, 1)
    assert seen.facts.held == {1}
    assert not seen.is_new


def test_a_message_of_months_ago_can_still_be_answered(house: House, asked: UUID) -> None:
    house.live(60)

    assert house.answer("Ben", asked, 1, Outcome.MOVED)
