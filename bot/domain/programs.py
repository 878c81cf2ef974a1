"""Programs and who takes part in them."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

CAPACITY = 3
"""Mentees a mentor takes unless they say otherwise (docs/evidence.md)."""
WEEKS = 26
"""Length of a mentorship unless a lead chooses another: half a year (docs/evidence.md)."""


class Rhythm(StrEnum):
    """How often a pair meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def days(self) -> int:
        """Days from one expected meeting to the next; a month is four weeks so that the weekday stays."""
        return {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 28}[self]


class Role(StrEnum):
    """What somebody joined for."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"

    def includes(self, role: "Role") -> bool:
        """Whether somebody with this role may be paired as `role` (mentor or mentee)."""
        return self in (role, Role.BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What a lead decides about a program. `digest_hour` is local to `tz`; `weeks` None means open-ended."""

    name: str
    digest_channel: str
    digest_weekday: int = 0
    digest_hour: int = 9
    tz: str = "UTC"
    weeks: int | None = WEEKS
    rhythm: Rhythm = Rhythm.FORTNIGHTLY
    contact: str | None = None

    @property
    def digest_time(self) -> time:
        """The wall time of the digest in `tz`."""
        return time(self.digest_hour)

    def refusals(self) -> dict[str, str]:
        """Fields that do not hold, as field -> text key."""
        found: dict[str, str] = {}
        if not self.name:
            found["name"] = "field.name_needed"
        if not self.digest_channel:
            found["digest_channel"] = "field.channel_needed"
        if self.weeks is not None and not SHORTEST <= self.weeks <= LONGEST:
            found["weeks"] = "field.weeks_range"
        return found


SHORTEST, LONGEST = 4, 104
"""Weeks a program may last; judgement: under a month there is no rhythm, over two years use an open end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A running program in one workspace. `leads` are person ids, oldest first; `next_digest_at` is an instant."""

    id: UUID
    workspace: str
    terms: ProgramTerms
    next_digest_at: datetime
    leads: tuple[UUID, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A person in a program. `wants` and `offers` are their own words; `left_at` set means they are out."""

    id: UUID
    workspace: str
    program: UUID
    person: UUID
    role: Role
    wants: str = ""
    offers: str = ""
    capacity: int = CAPACITY
    left_at: datetime | None = None

    @property
    def is_current(self) -> bool:
        """Whether the person takes part now."""
        return self.left_at is None
