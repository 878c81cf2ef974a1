"""Pairs, their history, and what the two agree and answer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    Uuid,
    false,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.feedback import FeedbackState
from bot.domain.programs import Rhythm
from bot.domain.questions import Visibility
from bot.domain.stages import Event, Stage, Status
from storage.schema.base import Base, ById, InOrder
from storage.types import NUMBERS, Instant, Sealed, one_of


class PairRow(ById, Base):
    """One mentor, one mentee, one program."""

    __tablename__ = "pair"
    __table_args__ = (
        CheckConstraint(
            "(move_to IS NULL) = (move_by IS NULL) AND (move_to IS NULL) = (move_at IS NULL)", name="whole_move"
        ),
        CheckConstraint("mentor <> mentee", name="two_people"),
        CheckConstraint("history >= 0", name="history"),
    )

    program: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("program.id"))
    mentor: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    mentee: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    status: Mapped[Status] = mapped_column(one_of(Status, "status"))
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"))
    rhythm: Mapped[Rhythm] = mapped_column(one_of(Rhythm, "rhythm"))
    proposed_by: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Instant())
    mentor_yes_at: Mapped[datetime | None] = mapped_column(Instant())
    mentee_yes_at: Mapped[datetime | None] = mapped_column(Instant())
    declined_at: Mapped[datetime | None] = mapped_column(Instant())
    started_at: Mapped[datetime | None] = mapped_column(Instant())
    ended_at: Mapped[datetime | None] = mapped_column(Instant())
    ends_on: Mapped[date | None] = mapped_column(Date())
    group_channel: Mapped[str | None] = mapped_column(String())
    move_to: Mapped[Stage | None] = mapped_column(one_of(Stage, "move_to"))
    move_by: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    move_at: Mapped[datetime | None] = mapped_column(Instant())
    quiet_until: Mapped[datetime | None] = mapped_column(Instant())
    history: Mapped[int] = mapped_column(Integer())
    follows: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("pair.id"))
    paused_until: Mapped[date | None] = mapped_column(Date())
    resumed_at: Mapped[datetime | None] = mapped_column(Instant())
    sign_at: Mapped[datetime | None] = mapped_column(Instant())
    hushed_at: Mapped[datetime | None] = mapped_column(Instant())
    is_parted: Mapped[bool] = mapped_column(Boolean(), server_default=false())
    beginning: Mapped[int] = mapped_column(Integer(), server_default="1")
    begun_at: Mapped[datetime | None] = mapped_column(Instant())
    stage_since: Mapped[datetime | None] = mapped_column(Instant())


# Literal, not bound: neither database uses a partial index for a condition it cannot see when it plans.
NOT_ENDED = PairRow.status != literal_column("'ended'")

Index(
    "uq_pair_mentee_open",
    PairRow.program,
    PairRow.mentee,
    unique=True,
    sqlite_where=NOT_ENDED,
    postgresql_where=NOT_ENDED,
)
Index("ix_pair_mentee_open", PairRow.mentee, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED)
Index("ix_pair_mentor_open", PairRow.mentor, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED)
Index("ix_pair_program", PairRow.program)


class StageChangeRow(Base):
    """One line of a pair's history. Triggers refuse to change it or take it away."""

    __tablename__ = "stage_change"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq"),
        Index(None, "at"),
        # Without a rowid there is no second key by which `INSERT OR REPLACE` could reach a line.
        {"sqlite_with_rowid": False},
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    event: Mapped[Event] = mapped_column(one_of(Event, "event"))
    stage_before: Mapped[Stage] = mapped_column(one_of(Stage, "stage_before"))
    stage_after: Mapped[Stage] = mapped_column(one_of(Stage, "stage_after"))
    status_before: Mapped[Status] = mapped_column(one_of(Status, "status_before"))
    status_after: Mapped[Status] = mapped_column(one_of(Status, "status_after"))
    at: Mapped[datetime] = mapped_column(Instant())
    actor: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String())
    evidence: Mapped[dict[str, int]] = mapped_column(NUMBERS)


class ErasureRow(Base):
    """A pair is to be forgotten: the only thing that lets its history go."""

    __tablename__ = "erasure"

    pair: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant())


class FeedbackRow(ById, Base):
    """Words for a chosen reader."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("pair", "author", "question", "number"),
        CheckConstraint("number >= 1", name="number"),
        Index(None, "author", "state"),
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    author: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    question: Mapped[str] = mapped_column(String())
    number: Mapped[int] = mapped_column(Integer())
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility, "visibility"))
    words: Mapped[str] = mapped_column(Sealed())
    state: Mapped[FeedbackState] = mapped_column(one_of(FeedbackState, "state"))
    written_at: Mapped[datetime] = mapped_column(Instant())
    held_until: Mapped[datetime | None] = mapped_column(Instant())


class LookRow(InOrder, Base):
    """A lead opened a named pair's status."""

    __tablename__ = "look"
    __table_args__ = (Index(None, "pair", "at"),)

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    lead: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant())
