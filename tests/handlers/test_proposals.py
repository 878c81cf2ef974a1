"""*Yes* and *Not this one*: the right person, in time, once."""

from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.domain.stages import Status
from tests.handlers.door import Door, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, end, facts_of, pair_up, told
from tests.support.people_of_the_house import NOW, a_proposal

YES, NO = "proposal_yes", "proposal_no"


@pytest.fixture
def proposed(door: Door) -> Door:
    """Lea has proposed Ana to Ben; Ana is asked."""
    pair_up(door, a_proposal())
    return door


def test_the_mentors_yes_asks_the_mentee(proposed: Door) -> None:
    proposed.click(ANA, YES, PAIR.id)
    assert proposed.replaced == says("done.proposal.said_yes")
    assert told(proposed) == [("proposal", BEN.id)]
    assert proposed.order == ["committed", "response_url", "acked"]


def test_with_the_mentees_yes_the_pair_is_introduced(proposed: Door) -> None:
    proposed.click(ANA, YES, PAIR.id)
    proposed.click(BEN, YES, PAIR.id)
    assert facts_of(proposed).pair.status is Status.ACTIVE
    assert told(proposed)[-1] == ("introduction", PAIR.id)


def test_not_this_one_reaches_nobody(proposed: Door) -> None:
    proposed.click(ANA, NO, PAIR.id)
    assert proposed.replaced == says("done.proposal.said_no")
    assert told(proposed) == []


def test_an_answer_in_home_draws_home_again(proposed: Door) -> None:
    assert proposed.click(ANA, YES, PAIR.id, inside="home").status == 200
    (call,) = proposed.called("views.publish")
    assert call.arguments["user_id"] == ANA.slack_id
    assert YES not in str(call.view)
    assert proposed.order == ["committed", "views.publish", "acked"]


@pytest.mark.parametrize("second", [YES, NO])
@pytest.mark.parametrize("first", [YES, NO])
def test_the_first_answer_counts(proposed: Door, first: str, second: str) -> None:
    proposed.click(ANA, first, PAIR.id)
    answered = proposed.store.state.copy()
    proposed.click(ANA, second, PAIR.id)
    key = "said_yes_already" if (first, second) == (YES, YES) else "proposal_gone"
    assert proposed.whispered == says(f"refusal.{key}")
    assert proposed.store.state == answered


@pytest.mark.parametrize("action", [YES, NO])
def test_the_mentee_does_not_answer_before_the_mentor(proposed: Door, action: str) -> None:
    proposed.click(BEN, action, PAIR.id)
    assert proposed.whispered == says("refusal.proposal_gone")


@pytest.mark.parametrize("action", [YES, NO])
@pytest.mark.parametrize("who", [LEA, MAX])
def test_nobody_answers_for_them(proposed: Door, who: Person, action: str) -> None:
    proposed.click(who, action, PAIR.id)
    assert proposed.whispered == says("refusal.not_your_pair")


def test_an_answer_after_three_working_days_comes_too_late(proposed: Door) -> None:
    proposed.pass_time(timedelta(days=3, hours=1))
    assert proposed.now == NOW + timedelta(days=3, hours=1)
    proposed.click(ANA, YES, PAIR.id)
    assert proposed.whispered == says("refusal.proposal_gone")


def test_a_proposal_that_was_closed_is_gone(proposed: Door) -> None:
    end(proposed)
    proposed.click(ANA, YES, PAIR.id)
    assert proposed.whispered == says("refusal.proposal_gone")
