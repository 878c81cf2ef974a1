"""Programs and who takes part in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

CAPACITY = 3
"""Mentees a mentor takes unless they say otherwise (docs/evidence.md)."""
WEEKS = 26
"""Length of a mentorship unless a lead chooses another: half a year (docs/evidence.md)."""


NEW = "new"
"""The word that asks for another program, where its name would stand."""


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

    @property
    def fingerprint(self) -> str:
        """Differs when anything of it does, and tells nothing of what it says."""
        return sha256(repr(self).encode()).hexdigest()[:16]

    def refusals(self) -> dict[str, str]:
        """Fields that do not hold, as field -> text key."""
        found: dict[str, str] = {}
        if not self.name:
            found["name"] = "field.name_needed"
        if _key(self.name) == NEW:
            found["name"] = "field.name_is_a_word"
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


def called(programs: Iterable[Program], name: str) -> Program | None:
    """The first of them that goes by this name, however it is spaced and whatever its letters' case."""
    return next((each for each in programs if _key(each.terms.name) == _key(name)), None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A program as somebody of its workspace sees it: with their own enrolment, current or left, if they have one."""

    program: Program
    enrolment: Enrolment | None = None

    @property
    def is_taken(self) -> bool:
        """Whether they take part now."""
        return self.enrolment is not None and self.enrolment.is_current
