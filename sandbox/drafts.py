"""A message before it is accepted: what the app sent, judged by Slack's rules."""

import json
from dataclasses import dataclass, field

from sandbox.blocks import BLOCKS_TEXT, message_faults, text_length
from sandbox.refusals import SlackSays, invalid_arguments
from sandbox.wire import Json

# Slack, chat.postMessage: 4,000 characters advised, nothing above 40,000.
LONGEST_TEXT = 40_000
# Slack, "Message metadata": the payload is at most 16 kB.
METADATA_BYTES = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Content that passed; `blocks` are as sent, without the ids Slack fills in."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    files: tuple[str, ...] = ()


def read_draft(arguments: Json) -> Draft:
    """Judges text, blocks and metadata of a message; refuses in Slack's order: blocks, text, metadata."""
    blocks = read_blocks(arguments.get("blocks"))
    text = _text(arguments)
    if arguments.get("attachments"):
        raise invalid_arguments("attachments are not offered by this workspace")
    if not text.strip() and not blocks:
        raise SlackSays("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackSays("msg_too_long")
    metadata = read_metadata(arguments.get("metadata"))
    return Draft(text=text, blocks=blocks, metadata=metadata, thread_ts=arguments.get("thread_ts"))


def _text(arguments: Json) -> str:
    text, markdown = arguments.get("text"), arguments.get("markdown_text")
    if markdown and (text or arguments.get("blocks")):
        raise SlackSays("markdown_text_conflict")
    return str(markdown or text or "")


def read_blocks(blocks: object) -> list[Json]:
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise SlackSays("invalid_blocks_format")
    faults = message_faults(blocks)
    if faults:
        raise SlackSays("invalid_blocks", messages=faults)
    if text_length(blocks) > BLOCKS_TEXT:
        raise SlackSays("msg_blocks_too_long")
    return blocks


def read_metadata(metadata: object) -> Json | None:
    """`{"event_type": words, "event_payload": object}` and nothing else."""
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise SlackSays("invalid_metadata_format")
    if not isinstance(metadata["event_type"], str) or not metadata["event_type"]:
        raise SlackSays("invalid_metadata_format")
    if not isinstance(metadata["event_payload"], dict):
        raise SlackSays("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise SlackSays("metadata_too_large")
    return metadata
