"""What a rehearsed pair was told and when, and what was kept from them for the sake of their attention."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import iso_week
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.programs import WEEKS, ProgramTerms
from bot.domain.scenes import Scene


class Audience(StrEnum):
    """Who reads a message: one side alone, or both in their conversation."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PAIR = "pair"

    def includes(self, side: Side) -> bool:
        """Whether that side reads it."""
        return self is Audience.PAIR or self.value == side.value


class Fate(StrEnum):
    """What became of something that was due and not said then."""

    MOVED = "moved"
    SKIPPED = "skipped"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message. `is_unasked` ones came on the bot's own account and took a place in their reader's week."""

    at: datetime
    audience: Audience
    scene: Scene
    is_unasked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBack:
    """Something that was due for one side and was not said then: what, why, and until when it was moved."""

    at: datetime
    side: Side
    prompt: str
    fate: Fate
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The program's terms, and the two who play under them: their zones, and the locale in which both read."""

    terms: ProgramTerms
    mentor_tz: str
    mentee_tz: str
    locale: str

    @property
    def span(self) -> timedelta:
        """How long is rehearsed: until the planned end and a week beyond it; half a year for an open end."""
        return timedelta(weeks=(self.terms.weeks or WEEKS) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A whole mentorship as its two would read it, in order."""

    began_at: datetime
    mentor: Person
    mentee: Person
    told: tuple[Told, ...]
    kept_back: tuple[KeptBack, ...]

    def person(self, side: Side) -> Person:
        """Who plays that side."""
        return self.mentor if side is Side.MENTOR else self.mentee

    def week_of(self, at: datetime) -> int:
        """In which week after the beginning an instant lies, from 1."""
        return (at - self.began_at).days // 7 + 1

    def counts(self, side: Side, *, unasked: bool = False) -> Mapping[str, int]:
        """Messages that side reads in each ISO week of their own zone; `unasked` counts those alone."""
        tz = self.person(side).tz
        heard = (each for each in self.told if each.audience.includes(side) and (each.is_unasked or not unasked))
        return Counter(iso_week(each.at, tz) for each in heard)
