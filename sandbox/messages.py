"""Messages: what was posted where, as somebody sees it."""

import copy
from dataclasses import dataclass, field, replace

from sandbox.inputs import elements
from sandbox.mrkdwn import Reader, plainly
from sandbox.shown import shown_blocks
from sandbox.wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. Immutable: an edited one is another value with the same channel and ts."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    ephemeral_to: str | None = None
    deleted: bool = False
    edited: bool = False
    metadata: Json | None = None
    thread_ts: str | None = None
    files: tuple[str, ...] = ()
    by_app: bool = True
    reader: Reader = field(default_factory=Reader, repr=False, compare=False)

    def buttons(self) -> list[tuple[str, str, str]]:
        """Each button as (action_id, words on it, value)."""
        return [
            (held.action_id, str(held.element["text"]["text"]), str(held.element.get("value", "")))
            for held in elements(self.blocks)
            if held.kind == "button"
        ]

    def shown(self) -> str:
        """The message as the person who looks at it reads it: its blocks, or its text when it has none."""
        return shown_blocks(self.blocks, self.reader) if self.blocks else plainly(self.text, self.reader)

    def seen_by(self, reader: Reader) -> "Message":
        return replace(self, reader=reader, blocks=copy.deepcopy(self.blocks), metadata=copy.deepcopy(self.metadata))


def message_object(message: Message, *, bot_id: str, app_id: str, team_id: str) -> Json:
    """A message as Slack puts it into answers and payloads."""
    body: Json = {
        "type": "message",
        "user": message.author,
        "team": team_id,
        "ts": message.ts,
        "text": message.text,
    }
    if message.by_app:
        body |= {"bot_id": bot_id, "app_id": app_id}
    if message.blocks:
        body["blocks"] = copy.deepcopy(message.blocks)
    if message.edited:
        body["edited"] = {"user": message.author, "ts": message.ts}
    if message.metadata is not None:
        body["metadata"] = copy.deepcopy(message.metadata)
    if message.thread_ts is not None:
        body["thread_ts"] = message.thread_ts
    if message.files:
        body["files"] = [{"id": each} for each in message.files]
    return body
