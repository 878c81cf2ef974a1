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


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
