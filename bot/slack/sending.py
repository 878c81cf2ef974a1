"""One send: open the group DM where needed, post, and say how it ended. Never raises for what Slack does."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.notices import Delivered, GiveUp, SendOutcome, TryLater, Unsure
from bot.slack.drawing import Letter
from bot.slack.outcomes import MAY_HAVE_POSTED, UNREACHABLE_PAUSE, outcome_of

EVENT_TYPE = "mentor_cadence_notice"
"""Type of the message metadata, which carries the outbox id and nothing else."""

TRANSPORT_PROBLEMS = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, AttributeError)
"""What the SDK and its transport raise; ValueError covers answers that are no JSON, AttributeError those that are plain
text or a JSON string, such as a proxy's page: the SDK asks them for `ok` all the same."""


async def send(client: AsyncWebClient, letter: Letter) -> SendOutcome:
    """Post a letter. Opening a conversation may be repeated freely, posting may not."""
    address = letter.address
    if address is None:
        opened = await _open(client, letter.members)
        if not isinstance(opened, str):
            return opened
        address = opened
    try:
        answer = await client.chat_postMessage(
            channel=address,
            text=letter.message.text,
            blocks=[dict(block) for block in letter.message.blocks],
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": str(letter.entry.id)}},
        )
    except TRANSPORT_PROBLEMS as problem:
        return outcome_of(problem)
    return _posted(answer.data)


def _posted(payload: object) -> SendOutcome:
    if isinstance(payload, Mapping) and payload.get("channel") and payload.get("ts"):
        return Delivered(channel=str(payload["channel"]), ts=str(payload["ts"]))
    return Unsure(reason="Slack's answer could not be read")


async def _open(client: AsyncWebClient, members: tuple[str, ...]) -> str | SendOutcome:
    """The group DM of these people; the same set gives the same one, so trying again is harmless."""
    try:
        answer = await client.conversations_open(users=",".join(members))
    except TRANSPORT_PROBLEMS as problem:
        return _harmless(outcome_of(problem))
    payload: Any = answer.data
    channel = payload.get("channel") if isinstance(payload, Mapping) else None
    if isinstance(channel, Mapping) and channel.get("id"):
        return str(channel["id"])
    return TryLater(seconds=UNREACHABLE_PAUSE, reason="Slack's answer could not be read")


def _harmless(outcome: SendOutcome) -> SendOutcome:
    match outcome:
        case Unsure(reason=reason):
            return TryLater(seconds=UNREACHABLE_PAUSE, reason=reason)
        case GiveUp(reason=reason) if reason in MAY_HAVE_POSTED:
            return TryLater(seconds=UNREACHABLE_PAUSE, reason=reason)
        case _:
            return outcome
