"""What each answer of Slack means: never lost, never twice on a guess."""

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.domain.notices import GiveUp, SendOutcome, TryLater, Unsure
from bot.slack.outcomes import AFTER_SILENCE, LONGEST_PAUSE, UNREACHABLE_PAUSE, outcome_of, refusal, retry_after

KEY = ConnectionKey("slack.test", 443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)


def answered(error: str | None, status: int = 200, headers: dict[str, str] | None = None) -> SendOutcome:
    """The outcome of an answer that is no success."""
    return refusal(status, headers or {}, {"ok": False} | ({"error": error} if error else {}))


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_after_an_error_of_slack_s_own_the_message_may_stand_there(error: str) -> None:
    assert answered(error) == Unsure(reason=error)


@pytest.mark.parametrize(
    "error",
    [
        "messages_tab_disabled",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_disabled",
        "restricted_action",
        "msg_blocks_too_long",
        "msg_too_long",
        "invalid_blocks",
        "missing_scope",
        "an_error_of_next_year",
    ],
)
def test_a_refusal_is_given_up_with_slack_s_word_for_it(error: str) -> None:
    assert answered(error) == GiveUp(reason=error)


@pytest.mark.parametrize("error", ["ratelimited", "rate_limited", "message_limit_exceeded"])
def test_too_much_is_tried_later(error: str) -> None:
    assert answered(error, headers={"Retry-After": "7"}) == TryLater(seconds=7, reason="ratelimited")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("error", [None, "not_in_channel", "internal_error"])
def test_a_server_s_error_is_unsure_whatever_it_says(status: int, error: str | None) -> None:
    assert answered(error, status) == Unsure(reason=error or f"HTTP {status}")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({"retry-after": "30"}, 30),
        ({"RETRY-AFTER": "2.5"}, 2.5),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "999999"}, LONGEST_PAUSE),
        ({"Retry-After": "inf"}, LONGEST_PAUSE),
        ({"Retry-After": "-5"}, AFTER_SILENCE),
        ({"Retry-After": "nan"}, AFTER_SILENCE),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, AFTER_SILENCE),
        ({"Retry-After": ""}, AFTER_SILENCE),
        ({}, AFTER_SILENCE),
    ],
)
def test_after_too_many_we_wait_as_long_as_slack_says_within_reason(header: dict[str, str], seconds: float) -> None:
    assert retry_after(header) == seconds
    assert answered("ratelimited", 429, header) == TryLater(seconds=seconds, reason="ratelimited")
    assert answered(None, 429, header) == TryLater(seconds=seconds, reason="ratelimited")


def test_an_answer_that_says_nothing_is_unsure() -> None:
    assert answered(None) == Unsure(reason="HTTP 200")
    assert refusal(200, {}, {}) == Unsure(reason="HTTP 200")
    assert refusal(200, {}, {"error": None}) == Unsure(reason="HTTP 200")


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (
            aiohttp.ClientConnectorError(KEY, ConnectionRefusedError()),
            TryLater(seconds=UNREACHABLE_PAUSE, reason="no connection to Slack"),
        ),
        (
            aiohttp.ClientConnectorDNSError(KEY, OSError()),
            TryLater(seconds=UNREACHABLE_PAUSE, reason="no connection to Slack"),
        ),
        (TimeoutError(), Unsure(reason="Slack did not answer in time")),
        (aiohttp.ServerTimeoutError(), Unsure(reason="Slack did not answer in time")),
        (aiohttp.ServerDisconnectedError(), Unsure(reason="the answer was lost: ServerDisconnectedError")),
        (aiohttp.ClientOSError(), Unsure(reason="the answer was lost: ClientOSError")),
        (aiohttp.ClientPayloadError(), Unsure(reason="the answer was lost: ClientPayloadError")),
        (ConnectionResetError(), Unsure(reason="the answer was lost: ConnectionResetError")),
        (RuntimeError("no"), Unsure(reason="unexpected: RuntimeError")),
    ],
)
def test_only_what_never_left_is_harmless(problem: BaseException, outcome: SendOutcome) -> None:
    assert outcome_of(problem) == outcome
