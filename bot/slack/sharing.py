"""Handing one file over in a DM: an address to upload to, the bytes, then the share. Never raises for what Slack does.

Until the last step nobody sees anything, so that all before it may be repeated. Sharing is what posts: when its answer
is lost, the file may stand in Slack.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from bot.domain.notices import Delivered, GiveUp, NotSent, SendOutcome, TryLater, Unsure
from bot.slack.attachments import Attachment
from bot.slack.outcomes import RATE_LIMITED, UNREACHABLE_PAUSE
from bot.slack.sending import Line, harmless

SHARING_LIMITED = "ratelimited when sharing a file"
"""Slack took no more files for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Uploaded:
    """A file that Slack has and nobody sees."""

    id: str


async def share(line: Line, address: str, attachment: Attachment, words: str) -> SendOutcome:
    """Upload a file and share it in a conversation, with words above it.

    A file repeats what its reader was told already: when Slack refuses it for good, as without the scope, nobody is
    asked about it.
    """
    try:
        async with asyncio.timeout(line.session.timeout.total):
            uploaded = await _upload(line, attachment)
    except TimeoutError:
        return TryLater(seconds=UNREACHABLE_PAUSE, reason="Slack did not answer in time")
    if not isinstance(uploaded, _Uploaded):
        return _quietly(harmless(uploaded))
    answer = await line.submit(
        "files.completeUploadExternal",
        {
            "files": json.dumps([{"id": uploaded.id, "title": attachment.title}]),
            "channel_id": address,
            "initial_comment": words,
        },
    )
    if isinstance(answer, Mapping):
        return Delivered(channel=address, ts=uploaded.id)
    return _quietly(answer)


async def _upload(line: Line, attachment: Attachment) -> _Uploaded | SendOutcome:
    place = await line.submit(
        "files.getUploadURLExternal", {"filename": attachment.name, "length": str(len(attachment.content))}
    )
    if not isinstance(place, Mapping):
        return place
    url, file_id = place.get("upload_url"), place.get("file_id")
    if not isinstance(url, str) or not isinstance(file_id, str):
        return Unsure(reason="Slack's answer could not be read")
    problem = await line.upload(url, attachment.content)
    return problem or _Uploaded(id=file_id)


def _quietly(outcome: SendOutcome) -> SendOutcome:
    match outcome:
        case GiveUp(reason=reason):
            return NotSent(reason=f"Slack takes no file: {reason}")
        case TryLater(seconds=seconds, reason=reason) if reason == RATE_LIMITED:
            # Slack limits each method by itself: posts may go on.
            return TryLater(seconds=seconds, reason=SHARING_LIMITED)
        case Delivered() | TryLater() | Unsure() | NotSent():
            return outcome
        case _:
            assert_never(outcome)
