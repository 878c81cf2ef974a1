"""People, programs, and who takes part in which."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Time, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.programs import Rhythm, Role
from storage.schema.base import Base, ById, InOrder
from storage.types import Instant, Sealed, Weekdays, one_of


class PersonRow(Base):
    """One account in one workspace."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("workspace", "slack_id"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, sort_order=-2)
    slack_id: Mapped[str] = mapped_column(String())
    name: Mapped[str] = mapped_column(Sealed())
    tz: Mapped[str] = mapped_column(String())
    locale: Mapped[str] = mapped_column(String())
    working_days: Mapped[frozenset[int]] = mapped_column(Weekdays())
    window_start: Mapped[time] = mapped_column(Time())
    window_end: Mapped[time] = mapped_column(Time())
    away_until: Mapped[date | None] = mapped_column(Date())
    is_deactivated: Mapped[bool] = mapped_column(Boolean())
    dm_channel: Mapped[str | None] = mapped_column(String())
    away_from: Mapped[date | None] = mapped_column(Date())
    country: Mapped[str | None] = mapped_column(String())


class ProgramRow(ById, Base):
    """A running program; its leads are in `leadership`."""

    __tablename__ = "program"
    __table_args__ = (
        CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        Index(None, "workspace"),
        Index(None, "next_digest_at"),
    )

    name: Mapped[str] = mapped_column(Sealed())
    digest_channel: Mapped[str] = mapped_column(String())
    digest_weekday: Mapped[int] = mapped_column(Integer())
    digest_hour: Mapped[int] = mapped_column(Integer())
    tz: Mapped[str] = mapped_column(String())
    weeks: Mapped[int | None] = mapped_column(Integer())
    rhythm: Mapped[Rhythm] = mapped_column(one_of(Rhythm, "rhythm"))
    contact: Mapped[str | None] = mapped_column(Sealed())
    next_digest_at: Mapped[datetime] = mapped_column(Instant())


class LeadershipRow(InOrder, Base):
    """A person leads a program. `since` is empty for those it began with."""

    __tablename__ = "leadership"
    __table_args__ = (UniqueConstraint("program", "person"),)

    program: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("program.id"))
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    since: Mapped[datetime | None] = mapped_column(Instant())


class EnrolmentRow(ById, Base):
    """A person takes part in a program. `words` are their wants and offers."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("program", "person"),
        CheckConstraint("capacity >= 0", name="capacity"),
        Index(None, "person"),
    )

    program: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("program.id"))
    person: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    words: Mapped[str] = mapped_column(Sealed())
    capacity: Mapped[int] = mapped_column(Integer())
    left_at: Mapped[datetime | None] = mapped_column(Instant())
