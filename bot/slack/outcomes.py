"""What Slack's answer to a post means: delivered, later, never, or not known (docs/slack.md, "Posting")."""

import asyncio
from collections.abc import Mapping

import aiohttp

from bot.domain.notices import GiveUp, SendOutcome, TryLater, Unsure

MAY_HAVE_POSTED = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Errors after which the message may stand in Slack all the same."""
NOT_FOR_NOW = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
"""Refused for now; certainly not posted."""
RATE_LIMITED = "ratelimited"
"""Why a whole method waits."""
TOKEN_TROUBLE = frozenset({"token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive"})
"""The bot itself is cut off: nothing of a whole workspace can be sent, and all of it waits for the operator."""
AFTER_TOKEN_TROUBLE = 300.0
"""Seconds between looks whether the operator has mended the token."""
AFTER_SILENCE = 30.0
"""Seconds to wait after a 429 that does not say how long; Slack's own retries wait as long."""
LONGEST_PAUSE = 3600.0
"""Seconds: a longer Retry-After is taken for this, then asked again."""
UNREACHABLE_PAUSE = 15.0
"""Seconds to wait when no connection could be made: nothing was sent."""
SERVER_ERROR = 500
TOO_MANY = 429


def outcome_of(problem: BaseException) -> SendOutcome:
    """The outcome for an exception of the transport.

    Anything that is not known to be harmless counts as unsure: losing a message is worse than asking.
    """
    match problem:
        case aiohttp.ClientConnectorError():
            return TryLater(seconds=UNREACHABLE_PAUSE, reason="no connection to Slack")
        case asyncio.TimeoutError():
            return Unsure(reason="Slack did not answer in time")
        case aiohttp.ClientError() | OSError():
            return Unsure(reason=f"the answer was lost: {type(problem).__name__}")
        case _:
            return Unsure(reason=f"unexpected: {type(problem).__name__}")


def refusal(status: int, headers: Mapping[str, str], payload: Mapping[str, object]) -> SendOutcome:
    """The outcome for an answer that is no success; an empty payload for one that could not be read."""
    error = str(payload.get("error") or "")
    if status == TOO_MANY or error in NOT_FOR_NOW:
        return TryLater(seconds=retry_after(headers), reason=RATE_LIMITED)
    if error in TOKEN_TROUBLE:
        return TryLater(seconds=AFTER_TOKEN_TROUBLE, reason=error)
    if status >= SERVER_ERROR or error in MAY_HAVE_POSTED or not error:
        return Unsure(reason=error or f"HTTP {status}")
    return GiveUp(reason=error)


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds to wait by the answer's header; a default where it is missing or absurd."""
    lower = {key.lower(): value for key, value in headers.items()}
    try:
        seconds = float(lower.get("retry-after", AFTER_SILENCE))
    except (TypeError, ValueError):
        return AFTER_SILENCE
    if not seconds >= 0:
        return AFTER_SILENCE
    return min(max(seconds, 1.0), LONGEST_PAUSE)
