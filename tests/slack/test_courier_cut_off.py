"""Laws of the courier who is cut off, from Slack or from its own database: it waits, and loses and doubles nothing."""

import pytest

from bot.domain.notices import NoticeKind, OutboxState, TryLater
from bot.slack.courier import Courier
from bot.slack.outcomes import AFTER_TOKEN_TROUBLE, TOKEN_TROUBLE
from tests.services.house import House
from tests.slack.conftest import StumblingStore
from tests.slack.test_courier import entry_of, invite
from tests.slack.test_outcomes import answered
from tests.slack.tiny_slack import TinySlack, refuses

CUT_OFF = ["account_inactive", "invalid_auth", "token_revoked"]


@pytest.mark.parametrize("error", [*CUT_OFF, "not_authed", "token_expired"])
def test_a_token_that_does_not_work_is_no_reason_to_give_a_message_up(error: str) -> None:
    assert answered(error) == TryLater(seconds=AFTER_TOKEN_TROUBLE, reason=error)
    assert error in TOKEN_TROUBLE


@pytest.mark.parametrize("error", CUT_OFF)
@pytest.mark.parametrize("status", [200, 401])
def test_cut_off_it_tries_nothing_else_of_the_workspace_and_sends_all_of_it_later(
    house: House, slack: TinySlack, idle: Courier, error: str, status: int
) -> None:
    slack.next("chat.postMessage", refuses(error, status))
    house.propose()
    idle.start()
    assert idle.settle(20)
    invite(house, "Eve")
    assert idle.settle(20)
    assert len(slack.posted()) == 1, "the second one is not tried"
    waiting = house.waiting(*NoticeKind)
    assert sorted((entry.attempts, entry.unsure) for entry in waiting) == [(0, 0), (1, 0)]

    slack.next("chat.postMessage", refuses(error, status))
    house.go(seconds=AFTER_TOKEN_TROUBLE)
    assert idle.settle(20)
    assert len(house.waiting(*NoticeKind)) == 2, "still cut off"
    assert len(slack.posted()) == 2, "one message tries the token for all"
    house.go(seconds=AFTER_TOKEN_TROUBLE)
    assert idle.settle(20)

    assert {entry.state for entry in house.state.outbox.values()} == {OutboxState.DELIVERED}
    assert sorted(str(call.given["channel"]) for call in slack.posted()[-2:]) == ["U0ANA", "U0EVE"]
    assert house.entries(NoticeKind.UNDELIVERED) == []


@pytest.mark.parametrize("error", CUT_OFF)
def test_a_group_dm_that_could_not_be_opened_waits_as_well(
    house: House, slack: TinySlack, idle: Courier, error: str
) -> None:
    house.start()
    slack.next("conversations.open", refuses(error))
    idle.start()
    assert idle.settle(20)
    introduction = entry_of(house, NoticeKind.INTRODUCTION)
    assert (introduction.state, introduction.reason) == (OutboxState.WAITING, error)
    house.go(seconds=AFTER_TOKEN_TROUBLE)
    assert idle.settle(20)

    assert entry_of(house, NoticeKind.INTRODUCTION).state is OutboxState.DELIVERED


def settle_awake(courier: Courier) -> None:
    """It rests after a problem, until it is woken."""
    for _ in range(200):
        if courier.settle(0.1):
            return
    raise AssertionError("it did not settle")


@pytest.mark.parametrize("stumbles", [1, 2])
def test_what_was_claimed_and_not_drawn_is_handed_back_and_sent_once(
    house: House, store: StumblingStore, slack: TinySlack, idle: Courier, stumbles: int
) -> None:
    invite(house, "Eve", "Kim")
    store.stumbles["reads"] = stumbles
    idle.start()
    for _ in range(stumbles + 1):
        settle_awake(idle)
        house.go(seconds=1)  # the conversation had its turn

    sent = house.entries(NoticeKind.INVITED)
    assert [(entry.state, entry.unsure, entry.attempts) for entry in sent] == [(OutboxState.DELIVERED, 0, 1)] * 2, (
        "at once: no lease had to run out"
    )
    assert sorted(str(call.given["channel"]) for call in slack.posted()) == ["U0EVE", "U0KIM"]
    assert store.stumbles["reads"] == 0
