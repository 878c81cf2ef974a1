"""The kickoff agreement: what two people settle, in versions, signed by both."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.cadence import first_slot, local
from bot.domain.errors import AlreadySigned, TermsRefused
from bot.domain.people import Person
from bot.domain.programs import Rhythm

LONGEST_LINE = 300
"""Characters of a one-line field; long enough for a sentence, short enough to read on a phone."""
LONGEST_TEXT = 1000
"""Characters of a field with several lines."""


class GoalKind(StrEnum):
    """The five kinds of goal of the second source text."""

    CAREER = "career"
    SKILL = "skill"
    LEADERSHIP = "leadership"
    DECISION = "decision"
    CHANGE = "change"


class MentorRole(StrEnum):
    """What the mentee wants from the mentor most (docs/evidence.md)."""

    ADVICE = "advice"
    COACHING = "coaching"
    SOUNDING_BOARD = "sounding_board"
    OPENING_DOORS = "opening_doors"


class Style(StrEnum):
    """How a meeting runs."""

    INFORMAL = "informal"
    STRUCTURED = "structured"


class Between(StrEnum):
    """Where the two reach each other between meetings."""

    SLACK = "slack"
    EMAIL = "email"
    PHONE = "phone"
    MEETINGS_ONLY = "meetings_only"


class AnswerTime(StrEnum):
    """How soon an answer between meetings can be expected."""

    SAME_DAY = "same_day"
    TWO_DAYS = "two_days"
    WEEK = "week"


class Agenda(StrEnum):
    """Who brings the agenda; by default the mentee (docs/evidence.md)."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    TURNS = "turns"


class FeedbackWay(StrEnum):
    """How feedback is given."""

    DIRECT = "direct"
    IN_WRITING = "in_writing"
    ASK_FIRST = "ask_first"


LENGTHS = (30, 45, 60, 90)
"""Minutes a meeting may last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The lines of an agreement. `at` is wall time in `tz`; `weekday` counts from Monday 0; dates are calendar days.

    `purpose`, `goal`, `measure`, `first_step` and `boundaries` are the two people's own words.
    """

    purpose: str
    kind: GoalKind
    goal: str
    measure: str
    due: date
    first_step: str
    role: MentorRole
    rhythm: Rhythm
    weekday: int
    at: time
    tz: str
    minutes: int
    style: Style
    between: Between
    answer_time: AnswerTime
    agenda: Agenda
    feedback: FeedbackWay
    boundaries: str
    ends_on: date | None

    @property
    def slot(self) -> tuple[int, time, str, Rhythm]:
        """When the two meet: weekday, wall time, its zone, and how often."""
        return self.weekday, self.at, self.tz, self.rhythm

    def changed_lines(self, other: "Terms") -> tuple[str, ...]:
        """Names of the lines in which two versions differ, in reading order."""
        return tuple(line.name for line in fields(self) if getattr(self, line.name) != getattr(other, line.name))


def refuse_impossible(terms: Terms, people: tuple[Person, Person], now: datetime, before: Terms | None = None) -> None:
    """Raise `TermsRefused` naming every line that cannot hold.

    The goal's date and the end lie in the future, the end not before the goal; from today the rhythm leaves room for
    two meetings before the end; the slot falls on a day on which both work, each by their own clock. Two people who
    share no such slot may choose any: they know best. Only lines that differ from the version `before` are judged, so
    that a goal whose day has passed does not stand in the way of a later end.
    """
    changed = set(terms.changed_lines(before)) if before else {line.name for line in fields(terms)}
    today = local(now, terms.tz).date()
    found: dict[str, str] = {}
    if "due" in changed and terms.due <= today:
        found["due"] = "field.date_past"
    if changed & {"weekday", "at", "tz"} and _is_badly_placed(terms, people, now):
        found["weekday"] = "field.weekday_not_shared"
    found |= _end_refusals(terms, changed, today)
    if found:
        raise TermsRefused(found)


def _end_refusals(terms: Terms, changed: set[str], today: date) -> dict[str, str]:
    if terms.ends_on is None:
        return {}
    if "ends_on" in changed and terms.ends_on <= today:
        return {"ends_on": "field.date_past"}
    if changed & {"ends_on", "due"} and terms.ends_on < terms.due:
        return {"ends_on": "field.end_before_goal"}
    if changed & {"ends_on", "rhythm"} and terms.ends_on < today + timedelta(days=terms.rhythm.days + FIRST_WEEK):
        return {"rhythm": "field.rhythm_too_slow"}
    return {}


def _is_badly_placed(terms: Terms, people: tuple[Person, Person], now: datetime) -> bool:
    """Whether the slot suits not both, while another weekday would."""
    suited = {weekday for weekday in range(7) if _suits(terms, weekday, people, now)}
    return bool(suited) and terms.weekday not in suited


def _suits(terms: Terms, weekday: int, people: tuple[Person, Person], now: datetime) -> bool:
    slot = first_slot(now, weekday, terms.at, terms.tz)
    return all(local(slot, person.tz).weekday() in person.working_days for person in people)


FIRST_WEEK = 7
"""Days until a first meeting: with one more rhythm behind it there is room for two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's consent to one version."""

    person: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of a pair's agreement, kept for good. `version` counts from 1 within the pair."""

    id: UUID
    pair: UUID
    version: int
    terms: Terms
    drafted_by: UUID
    drafted_at: datetime
    signatures: tuple[Signature, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether both have signed this version."""
        return len(self.signatures) == BOTH

    def is_signed_by(self, person: UUID) -> bool:
        """Whether this person has signed this version."""
        return any(signature.person == person for signature in self.signatures)

    def sign(self, person: UUID, at: datetime) -> "Agreement":
        """The version with this person's signature. Raises `AlreadySigned`."""
        if self.is_signed_by(person):
            raise AlreadySigned
        return replace(self, signatures=(*self.signatures, Signature(person=person, at=at)))


BOTH = 2
"""A pair is two people."""
