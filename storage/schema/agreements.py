"""What two people agree: versions and signatures, the kickoff's answers, goals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import GoalKind, GoalState, StepKind
from storage.schema.base import Base, ById, InOrder
from storage.types import NUMBERS, Instant, Sealed, one_of


class AgreementRow(ById, Base):
    """One version. `codes` are the lines chosen from lists and dates, `words` the two people's own."""

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("pair", "version"), CheckConstraint("version >= 1", name="version"))

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    version: Mapped[int] = mapped_column(Integer())
    codes: Mapped[dict[str, str | int | None]] = mapped_column(NUMBERS)
    words: Mapped[str] = mapped_column(Sealed())
    drafted_by: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    drafted_at: Mapped[datetime] = mapped_column(Instant())
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant())


class SignatureRow(InOrder, Base):
    """One person's consent to one version."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("agreement", "person"),)

    agreement: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("agreement.id"))
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant())


class ReviewRow(Base):
    """One person was asked on a review date, and perhaps said that the agreement still holds."""

    __tablename__ = "review"

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date(), primary_key=True)
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant())
    held_at: Mapped[datetime | None] = mapped_column(Instant())


class KickoffChoiceRow(Base):
    """One line of one person's answers to the kickoff; nobody else reads it before they have answered too."""

    __tablename__ = "kickoff_choice"
    __table_args__ = (CheckConstraint("round >= 1", name="round"),)

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    round: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(), primary_key=True)
    code: Mapped[str] = mapped_column(String())


class KickoffRow(Base):
    """One person has answered all of a kickoff."""

    __tablename__ = "kickoff"
    __table_args__ = (CheckConstraint("round >= 1", name="round"),)

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"), primary_key=True)
    round: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    finished_at: Mapped[datetime] = mapped_column(Instant())


class GoalRow(ById, Base):
    """A goal of the mentee's."""

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="whole_close"),
        Index(None, "pair"),
    )

    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    kind: Mapped[GoalKind] = mapped_column(one_of(GoalKind, "kind"))
    words: Mapped[str] = mapped_column(Sealed())
    due: Mapped[date | None] = mapped_column(Date())
    step_kind: Mapped[StepKind] = mapped_column(one_of(StepKind, "step_kind"))
    state: Mapped[GoalState] = mapped_column(one_of(GoalState, "state"))
    written_by: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(Instant())
    closed_at: Mapped[datetime | None] = mapped_column(Instant())


class GoalNoteRow(Base):
    """What the mentee said of a goal, and the next step in their own words."""

    __tablename__ = "goal_note"
    __table_args__ = (Index(None, "pair"),)

    goal: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("goal.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant(), primary_key=True)
    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    by: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    what: Mapped[Progress] = mapped_column(one_of(Progress, "what"))
    next_step: Mapped[str | None] = mapped_column(Sealed())
    step_kind: Mapped[StepKind] = mapped_column(one_of(StepKind, "step_kind"))


class GoalNewsRow(Base):
    """A goal was reached: who tells of it, and who would like to celebrate it."""

    __tablename__ = "goal_news"
    __table_args__ = (
        CheckConstraint("turn >= 0", name="turn"),
        CheckConstraint("mentee_yes OR NOT has_words", name="words_of_the_mentee"),
        Index(None, "pair"),
    )

    goal: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("goal.id"), primary_key=True)
    pair: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("pair.id"))
    reached_at: Mapped[datetime] = mapped_column(Instant())
    teller: Mapped[Teller | None] = mapped_column(one_of(Teller, "teller"))
    mentor_yes: Mapped[bool] = mapped_column(Boolean())
    mentee_yes: Mapped[bool] = mapped_column(Boolean())
    has_words: Mapped[bool] = mapped_column(Boolean())
    turn: Mapped[int] = mapped_column(Integer())
