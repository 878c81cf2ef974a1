"""Meetings as the two arrange them, and what a check-in asks beside them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Uuid, false, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.meetings import MeetingState
from bot.domain.pairs import Side
from storage.schema.base import Base, ById
from storage.types import Instant, Sealed, one_of


class MeetingRow(Base):
    """A meeting that was agreed, cancelled or asked about. Who moved it is kept by side and shown to nobody else."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("changes >= 0", name="changes"),
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    expected_at: Mapped[datetime] = mapped_column(Instant())
    state: Mapped[MeetingState] = mapped_column(one_of(MeetingState, "state"), server_default="expected")
    changes: Mapped[int] = mapped_column(Integer(), server_default="0")
    mentor_moved: Mapped[bool] = mapped_column(Boolean(), server_default=false())
    mentee_moved: Mapped[bool] = mapped_column(Boolean(), server_default=false())
    word: Mapped[str | None] = mapped_column(Sealed())


class SuggestionRow(Base):
    """A time that one of the two suggested; at most one of a pair waits for an answer."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint("turn >= 1", name="turn"),
        CheckConstraint("number >= 1", name="number"),
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    turn: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer())
    at: Mapped[datetime] = mapped_column(Instant())
    suggested_by: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Instant())
    is_usual: Mapped[bool] = mapped_column(Boolean())
    mover: Mapped[Side | None] = mapped_column(one_of(Side, "mover"))
    word: Mapped[str | None] = mapped_column(Sealed())
    closed_at: Mapped[datetime | None] = mapped_column(Instant())


# Literal, not bound: neither database uses a partial index for a condition it cannot see when it plans.
IS_OPEN_SUGGESTION = SuggestionRow.closed_at.is_(literal_column("NULL"))

Index(
    "uq_suggestion_open",
    SuggestionRow.pair,
    unique=True,
    sqlite_where=IS_OPEN_SUGGESTION,
    postgresql_where=IS_OPEN_SUGGESTION,
)


class AnswerRow(Base):
    """What somebody was asked in a check-in, and their tap. The question about the meeting itself is `met`."""

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint("(value IS NULL) = (answered_at IS NULL)", name="whole_answer"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("question <> 'met' OR value IN ('met', 'not_yet', 'moved', 'skip')", name="outcome"),
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(), primary_key=True)
    number: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant())
    value: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime | None] = mapped_column(Instant())


class CommitmentRow(ById, Base):
    """One small thing somebody wants to do; at most one of a person in a pair is open."""

    __tablename__ = "commitment"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    number: Mapped[int] = mapped_column(Integer())
    words: Mapped[str] = mapped_column(Sealed())
    made_at: Mapped[datetime] = mapped_column(Instant())
    closed_at: Mapped[datetime | None] = mapped_column(Instant())


IS_OPEN_COMMITMENT = CommitmentRow.closed_at.is_(literal_column("NULL"))

Index(
    "uq_commitment_open",
    CommitmentRow.pair,
    CommitmentRow.person,
    unique=True,
    sqlite_where=IS_OPEN_COMMITMENT,
    postgresql_where=IS_OPEN_COMMITMENT,
)
