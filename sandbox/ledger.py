"""The ledger: every message Slack accepted, append-only, so that nothing lost or doubled goes unseen."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sandbox.wire import Json

Entry = Literal["post", "update", "delete", "ephemeral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One accepted message. `text_hash` tells equal texts apart from others without keeping their words."""

    workspace: str
    channel: str
    ts: str
    text_hash: str
    metadata: Json | None
    at: datetime
    kind: Entry

    @property
    def reference(self) -> str | None:
        """What the app itself calls the message, from its metadata; `None` where it says nothing. Opaque to Slack."""
        payload = (self.metadata or {}).get("event_payload")
        named = payload.get("id") if isinstance(payload, dict) else None
        return named if isinstance(named, str) else None


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
