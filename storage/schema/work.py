"""What is due, what is on its way, and what was taken in: the tables a tick touches.

Their indexes cover unfinished rows only, so an empty tick costs the same however much is behind it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    Uuid,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.errors import Slot
from bot.domain.facts import OccurrenceState
from bot.domain.notices import OutboxState
from storage.schema.base import Base, ById
from storage.types import NUMBERS, Instant, one_of


class OccurrenceRow(Base):
    """One due instance of a prompt for one person of a pair."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("pair", "prompt", "person", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, sort_order=-2)
    prompt: Mapped[str] = mapped_column(String())
    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    number: Mapped[int] = mapped_column(Integer())
    due_at: Mapped[datetime] = mapped_column(Instant())
    state: Mapped[OccurrenceState] = mapped_column(one_of(OccurrenceState, "state"))
    moved_to: Mapped[datetime | None] = mapped_column(Instant())
    finished_at: Mapped[datetime | None] = mapped_column(Instant())
    reason: Mapped[str | None] = mapped_column(String())


# Literal, not bound: neither database uses a partial index for a condition it cannot see when it plans.
IS_OPEN = OccurrenceRow.state == literal_column("'open'")

Index(
    "uq_occurrence_open",
    OccurrenceRow.pair,
    OccurrenceRow.prompt,
    OccurrenceRow.person,
    unique=True,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index(
    "ix_occurrence_due",
    OccurrenceRow.due_at,
    OccurrenceRow.pair,
    OccurrenceRow.id,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index(
    "ix_occurrence_person_due",
    OccurrenceRow.person,
    OccurrenceRow.due_at,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)


class AttentionRow(Base):
    """A weekly slot of a person that was taken."""

    __tablename__ = "attention"
    __table_args__ = (CheckConstraint("slot >= 1", name="slot"),)

    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    week: Mapped[str] = mapped_column(String(), primary_key=True)
    slot: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant())


class BundleRow(Base):
    """Several unasked things that one message says: numbers and codes, in the order in which it says them."""

    __tablename__ = "bundle"
    __table_args__ = (Index(None, "made_at"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, sort_order=-2)
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Instant())
    is_weekly: Mapped[bool] = mapped_column(Boolean())
    parts: Mapped[list[dict[str, object]]] = mapped_column(NUMBERS)


class OutboxRow(ById, Base):
    """A message on its way. It refers to pairs and people by id alone: keys outlive those that are forgotten.

    `kind` is open: a notice of a newer version must not keep an older one from starting.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        CheckConstraint("recipient_kind IN ('person', 'pair', 'channel')", name="recipient_kind"),
        # A lease without an end would never lapse, and a final row without its day would never be pruned.
        CheckConstraint("state <> 'leased' OR lease_until IS NOT NULL", name="lease"),
        CheckConstraint("state IN ('waiting', 'leased', 'waiting_lead') OR finished_at IS NOT NULL", name="finished"),
        CheckConstraint("attempts >= 0 AND unsure >= 0", name="attempts"),
    )

    kind: Mapped[str] = mapped_column(String())
    key: Mapped[str] = mapped_column(String())
    recipient_kind: Mapped[str] = mapped_column(String())
    recipient: Mapped[str] = mapped_column(String())
    pair: Mapped[UUID | None] = mapped_column(Uuid())
    program: Mapped[UUID | None] = mapped_column(Uuid())
    about: Mapped[UUID | None] = mapped_column(Uuid())
    facts: Mapped[dict[str, Slot]] = mapped_column(NUMBERS)
    wanted_at: Mapped[datetime | None] = mapped_column(Instant())
    expires_at: Mapped[datetime | None] = mapped_column(Instant())
    state: Mapped[OutboxState] = mapped_column(one_of(OutboxState, "state"))
    created_at: Mapped[datetime] = mapped_column(Instant())
    not_before: Mapped[datetime] = mapped_column(Instant())
    attempts: Mapped[int] = mapped_column(Integer())
    unsure: Mapped[int] = mapped_column(Integer())
    lease_until: Mapped[datetime | None] = mapped_column(Instant())
    leased_by: Mapped[str | None] = mapped_column(String())
    channel: Mapped[str | None] = mapped_column(String())
    ts: Mapped[str | None] = mapped_column(String())
    finished_at: Mapped[datetime | None] = mapped_column(Instant())
    reason: Mapped[str | None] = mapped_column(String())


IS_WAITING = OutboxRow.state == literal_column("'waiting'")
IS_LEASED = OutboxRow.state == literal_column("'leased'")
IS_WAITING_FOR_LEAD = OutboxRow.state == literal_column("'waiting_lead'")
IS_DEAD = OutboxRow.state == literal_column("'dead'")
IS_DELIVERED = OutboxRow.state == literal_column("'delivered'")
IS_FINISHED = OutboxRow.finished_at.is_not(None)

Index(
    "ix_outbox_waiting",
    OutboxRow.workspace,
    OutboxRow.not_before,
    OutboxRow.created_at,
    OutboxRow.place,
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)
Index("ix_outbox_leased", OutboxRow.lease_until, OutboxRow.place, sqlite_where=IS_LEASED, postgresql_where=IS_LEASED)
Index(
    "ix_outbox_waiting_lead",
    OutboxRow.workspace,
    OutboxRow.place,
    sqlite_where=IS_WAITING_FOR_LEAD,
    postgresql_where=IS_WAITING_FOR_LEAD,
)
Index("ix_outbox_dead", OutboxRow.workspace, OutboxRow.finished_at, sqlite_where=IS_DEAD, postgresql_where=IS_DEAD)
Index("ix_outbox_finished", OutboxRow.finished_at, sqlite_where=IS_FINISHED, postgresql_where=IS_FINISHED)


class PaceRow(Base):
    """Which process sends a workspace's messages now: two that each kept Slack's pace would go too fast together."""

    __tablename__ = "pace"
    __table_args__ = (Index(None, "held_by"),)

    workspace: Mapped[str] = mapped_column(String(), primary_key=True)
    held_by: Mapped[str] = mapped_column(String())
    until: Mapped[datetime] = mapped_column(Instant())


class InboxRow(Base):
    """A delivery of Slack's that took effect."""

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "at"),)

    delivery: Mapped[str] = mapped_column(String(), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant())
