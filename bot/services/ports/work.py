"""What is to be done: due prompts, weekly slots, messages on their way, deliveries handled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.attention import Slot
from bot.domain.bundles import Bundle
from bot.domain.facts import Occurrence
from bot.domain.notices import OutboxEntry, OutboxState


class Occurrences(Protocol):
    """Occurrences; unique by (prompt, pair, person, number), one open per (prompt, pair, person)."""

    def save(self, occurrences: Sequence[Occurrence]) -> None:
        """Insert or update by (prompt, pair, person, number), in bulk. What was done or skipped stays as it is."""

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

    def take_all(self, slots: Sequence[Slot], at: datetime) -> None:
        """The same in bulk, for people whose rows are locked: nobody else can have taken them."""


class Bundles(Protocol):
    """What one message said together."""

    def add(self, bundle: Bundle) -> None:
        """Insert."""

    def get(self, bundle: UUID) -> Bundle:
        """`KeyError` when there is none."""

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Messages that need somebody: how many of a kind, in which state and why; `oldest` is the first one's instant."""

    state: OutboxState
    kind: str
    reason: str
    count: int
    oldest: datetime


class Outbox(Protocol):
    """Messages on their way, unique by (workspace, key)."""

    def put(self, entry: OutboxEntry) -> bool:
        """Insert once."""

    def put_all(self, entries: Sequence[OutboxEntry]) -> None:
        """The same in bulk; those with a known key are left as they are."""

    def get(self, entry: UUID) -> OutboxEntry:
        """`KeyError` when there is none."""

    def find(self, workspace: str, key: str) -> OutboxEntry | None:
        """By key."""

    def lock(self, entry: UUID) -> OutboxEntry | None:
        """By id, locked."""

    def due(self) -> Mapping[str, datetime]:
        """Per workspace with waiting entries, the earliest instant at which one may be claimed."""

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int, workspace: str) -> Sequence[OutboxEntry]:
        """Lease up to `limit` waiting entries of a workspace whose `not_before` has come, oldest first.

        Skips locked ones. Each returned entry has state LEASED and one more attempt.
        """

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Leased entries whose lease ran out, locked: their end is not known."""

    def held(self, entries: Collection[OutboxEntry], by: str) -> frozenset[UUID]:
        """Those still leased by `by` for the same attempt, locked."""

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        """Update state and what goes with it, in bulk. Final entries drop their facts and keep their key."""

    def keep_channels(self, people: Mapping[UUID, str], pairs: Mapping[UUID, str]) -> None:
        """Keep where Slack put the conversations of these people and pairs, in bulk; known ones cost nothing."""

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        """Those shown to a lead with *Post again*."""

    def unreachable(self, workspace: str, since: datetime) -> frozenset[UUID]:
        """People to whom a message died since then."""

    def next_due(self) -> datetime | None:
        """The earliest instant at which an entry can be claimed, or a lease runs out."""

    def next_lapse(self) -> datetime | None:
        """The earliest instant at which a lease runs out."""

    def sent(self, workspaces: Collection[str], since: datetime) -> Sequence[OutboxEntry]:
        """Those of these workspaces that were delivered after then, and those that are leased: they may be sent now."""

    def backlog(self, now: datetime) -> Mapping[str, int]:
        """Per workspace, the waiting entries that could be sent now."""

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        """What waits for a lead, and what died since then: how many by kind and reason."""

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to `limit` final entries finished before then, oldest first; how many."""


class Paces(Protocol):
    """Who sends a workspace's messages, one process at a time."""

    def hold(self, workspaces: Collection[str], by: str, now: datetime, until: datetime) -> frozenset[str]:
        """Take those that nobody else holds until `until`; which of them `by` holds now."""

    def next_free(self, by: str, now: datetime) -> datetime | None:
        """When the first of those that others hold becomes free."""

    def release(self, by: str) -> None:
        """Let go of all that `by` holds."""


class Inbox(Protocol):
    """Deliveries that took effect, unique by id."""

    def take(self, workspace: str, delivery: str, at: datetime) -> bool:
        """Insert once; False means the delivery was handled before."""

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""
