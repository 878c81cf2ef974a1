"""One send: open the group DM where needed, post, and say how it ended. Never raises for what Slack does.

One session, without the SDK's client between: that one costs half as much again for each message
(docs/figures.md), and its retries would post twice.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import aiohttp

from bot.domain.notices import Delivered, GiveUp, SendOutcome, TryLater, Unsure
from bot.slack.drawing import Letter
from bot.slack.grants import Grants
from bot.slack.outcomes import MAY_HAVE_POSTED, RATE_LIMITED, UNREACHABLE_PAUSE, outcome_of, refusal

EVENT_TYPE = "mentor_cadence_notice"
"""Type of the message metadata, which carries the outbox id and nothing else."""

OPENING_LIMITED = "ratelimited when opening"
"""Slack took no more `conversations.open` for now."""
TRANSPORT_PROBLEMS = (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)
"""What the transport raises; ValueError covers addresses and headers it cannot read."""

Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The way to Slack: a session of the courier's loop, the API's address and the bot's token; `grants` hears which
    scopes the token has."""

    session: aiohttp.ClientSession
    base_url: str
    token: str
    grants: Grants = field(default_factory=Grants)

    async def call(self, method: str, arguments: Payload) -> Payload | SendOutcome:
        """What a method answered, or why it did not. Asked once, whatever happens."""
        return await self._ask(method, json.dumps(arguments).encode(), "application/json;charset=utf-8")

    async def submit(self, method: str, fields: Mapping[str, str]) -> Payload | SendOutcome:
        """The same as a form, for methods that do not read JSON from everybody: those of files."""
        return await self._ask(method, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    async def upload(self, url: str, content: bytes) -> SendOutcome | None:
        """Put a file where Slack said; why it is not there, or None. The address is the permission: no token goes."""
        headers = {"Content-Type": "application/octet-stream"}
        try:
            async with self.session.post(url, data=content, headers=headers) as answer:
                status = answer.status
        except TRANSPORT_PROBLEMS as problem:
            return outcome_of(problem)
        return None if status < BAD_STATUS else Unsure(reason=f"HTTP {status} for an upload")

    async def _ask(self, method: str, body: bytes, content_type: str) -> Payload | SendOutcome:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
        try:
            async with self.session.post(f"{self.base_url}{method}", data=body, headers=headers) as answer:
                status, given, payload = answer.status, answer.headers, _read(await answer.read())
        except TRANSPORT_PROBLEMS as problem:
            return outcome_of(problem)
        self.grants.heed(given)
        if payload.get("ok") is True and status < BAD_STATUS:
            return payload
        return refusal(status, given, payload)


BAD_STATUS = 400
"""Answers from here on are no success, whatever they say."""


async def send(line: Line, letter: Letter) -> SendOutcome:
    """Post a letter. Opening a conversation may be repeated freely, posting may not."""
    address = letter.address
    if address is None:
        opened = await _open(line, letter.members)
        if not isinstance(opened, str):
            return opened
        address = opened
    answer = await line.call(
        "chat.postMessage",
        {
            "channel": address,
            "text": letter.message.text,
            "blocks": letter.message.blocks,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": str(letter.entry.id)}},
        },
    )
    return _posted(answer) if isinstance(answer, Mapping) else answer


def _read(body: bytes) -> Payload:
    """The answer's object; an empty one for what is none, such as a proxy's page."""
    try:
        payload = json.loads(body)
    except ValueError:
        return {}
    return payload if isinstance(payload, Mapping) else {}


def _posted(payload: Payload) -> SendOutcome:
    if payload.get("channel") and payload.get("ts"):
        return Delivered(channel=str(payload["channel"]), ts=str(payload["ts"]))
    return Unsure(reason="Slack's answer could not be read")


async def _open(line: Line, members: tuple[str, ...]) -> str | SendOutcome:
    """The group DM of these people; the same set gives the same one, so trying again is harmless."""
    answer = await line.call("conversations.open", {"users": ",".join(members)})
    if not isinstance(answer, Mapping):
        return _opening(harmless(answer))
    channel = answer.get("channel")
    if isinstance(channel, Mapping) and channel.get("id"):
        return str(channel["id"])
    return TryLater(seconds=UNREACHABLE_PAUSE, reason="Slack's answer could not be read")


def _opening(outcome: SendOutcome) -> SendOutcome:
    if isinstance(outcome, TryLater) and outcome.reason == RATE_LIMITED:
        # Slack limits each method by itself: posts may go on.
        return replace(outcome, reason=OPENING_LIMITED)
    return outcome


def harmless(outcome: SendOutcome) -> SendOutcome:
    """The outcome of a call that shows nobody anything: what may have happened can simply be asked for again."""
    match outcome:
        case Unsure(reason=reason):
            return TryLater(seconds=UNREACHABLE_PAUSE, reason=reason)
        case GiveUp(reason=reason) if reason in MAY_HAVE_POSTED:
            return TryLater(seconds=UNREACHABLE_PAUSE, reason=reason)
        case _:
            return outcome
