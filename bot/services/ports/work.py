"""What is to be done: due prompts, weekly slots, messages on their way, deliveries handled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.facts import Occurrence
from bot.domain.notices import OutboxEntry


class Occurrences(Protocol):
    """Occurrences; unique by (prompt, pair, person, number), one open per (prompt, pair, person)."""

    def save(self, occurrences: Sequence[Occurrence]) -> None:
        """Insert or update by (prompt, pair, person, number), in bulk. Finished rows stay as they are."""

    def due(self, people: Collection[UUID], now: datetime) -> Sequence[Occurrence]:
        """Open ones of these people due at `now`, longest due first."""

    def next_due(self) -> datetime | None:
        """The earliest `due_at` of an open one."""


class Attention(Protocol):
    """A person's weekly slots, unique by (person, week, slot)."""

    def taken(self, people: Collection[UUID], weeks: Collection[str]) -> Mapping[tuple[UUID, str], frozenset[int]]:
        """Slots taken per person and ISO week."""

    def take(self, workspace: str, person: UUID, week: str, slot: int, at: datetime) -> bool:
        """Insert once."""


class Outbox(Protocol):
    """Messages on their way, unique by (workspace, key)."""

    def put(self, entry: OutboxEntry) -> bool:
        """Insert once."""

    def get(self, entry: UUID) -> OutboxEntry:
        """`KeyError` when there is none."""

    def find(self, workspace: str, key: str) -> OutboxEntry | None:
        """By key."""

    def lock(self, entry: UUID) -> OutboxEntry | None:
        """By id, locked."""

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Lease up to `limit` waiting entries whose `not_before` has come, oldest first, skipping locked ones.

        Each returned entry has state LEASED and one more attempt.
        """

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Leased entries whose lease ran out, locked: their end is not known."""

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        """Update state and what goes with it, in bulk. Final entries drop their facts and keep their key."""

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        """Those shown to a lead with *Post again*."""

    def unreachable(self, workspace: str, since: datetime) -> frozenset[UUID]:
        """People to whom a message died since then."""

    def next_due(self) -> datetime | None:
        """The earliest instant at which an entry can be claimed, or a lease runs out."""

    def backlog(self, now: datetime) -> int:
        """Waiting entries that could be sent now."""

    def prune(self, before: datetime) -> int:
        """Delete final entries finished before then; how many."""


class Inbox(Protocol):
    """Deliveries that took effect, unique by id."""

    def take(self, workspace: str, delivery: str, at: datetime) -> bool:
        """Insert once; False means the delivery was handled before."""

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""
