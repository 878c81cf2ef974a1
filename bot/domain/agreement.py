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


class MentorRole(StrEnum):
    """What the mentee wants from the mentor most, and what the mentor offers (docs/evidence.md)."""

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
    """The lines of an agreement. None of a line means "we will see": it is not settled, and nothing waits for it.

    `purpose` (what success looks like), `gain` (what the mentor hopes for) and `boundaries` are the two people's own
    words and may be empty. `weekday` (Monday is 0) and `at`, wall time in `tz`, are the standing slot; without it
    meetings are arranged one by one. `language` is a code of `kickoff.LANGUAGES`; dates are calendar days.
    """

    purpose: str = ""
    gain: str = ""
    role: MentorRole | None = None
    rhythm: Rhythm | None = None
    weekday: int | None = None
    at: time | None = None
    tz: str
    minutes: int | None = None
    style: Style | None = None
    between: Between | None = None
    answer_time: AnswerTime | None = None
    agenda: Agenda | None = None
    feedback: FeedbackWay | None = None
    language: str | None = None
    boundaries: str = ""
    ends_on: date | None = None
    review_on: date | None = None

    @property
    def slot(self) -> tuple[int, time, str] | None:
        """The standing slot: weekday, wall time and its zone."""
        return None if self.weekday is None or self.at is None else (self.weekday, self.at, self.tz)

    def changed_lines(self, other: "Terms") -> tuple[str, ...]:
        """Names of the lines in which two versions differ, in reading order."""
        return tuple(line.name for line in fields(self) if getattr(self, line.name) != getattr(other, line.name))


def refuse_impossible(terms: Terms, people: tuple[Person, Person], now: datetime, before: Terms | None = None) -> None:
    """Raise `TermsRefused` naming every line that cannot hold.

    The end and the day to look again lie in the future, the second before the first; from today the rhythm leaves room
    for two meetings before the end; a standing slot is a weekday with its time, on a day on which both work, each by
    their own clock. Two people who share no such slot may choose any: they know best. Only lines that differ from the
    version `before` are judged, so that a day that has passed does not stand in the way of a later end.
    """
    changed = set(terms.changed_lines(before)) if before else {line.name for line in fields(terms)}
    today = local(now, terms.tz).date()
    found: dict[str, str] = {}
    if changed & {"weekday", "at", "tz"}:
        found |= _slot_refusals(terms, people, now)
    found |= _end_refusals(terms, changed, today) | _review_refusals(terms, changed, today)
    if found:
        raise TermsRefused(found)


def _slot_refusals(terms: Terms, people: tuple[Person, Person], now: datetime) -> dict[str, str]:
    if (terms.weekday is None) != (terms.at is None):
        return {"weekday" if terms.weekday is None else "at": "field.slot_half"}
    if terms.slot and _is_badly_placed(*terms.slot, people, now):
        return {"weekday": "field.weekday_not_shared"}
    return {}


def _end_refusals(terms: Terms, changed: set[str], today: date) -> dict[str, str]:
    if terms.ends_on is None:
        return {}
    if "ends_on" in changed and terms.ends_on <= today:
        return {"ends_on": "field.date_past"}
    rhythm = terms.rhythm.days if terms.rhythm else 0
    if changed & {"ends_on", "rhythm"} and terms.ends_on < today + timedelta(days=rhythm + FIRST_WEEK):
        return {"rhythm": "field.rhythm_too_slow"}
    return {}


def _review_refusals(terms: Terms, changed: set[str], today: date) -> dict[str, str]:
    if terms.review_on is None:
        return {}
    if "review_on" in changed and terms.review_on <= today:
        return {"review_on": "field.date_past"}
    if changed & {"review_on", "ends_on"} and terms.ends_on and terms.review_on > terms.ends_on:
        return {"review_on": "field.review_after_end"}
    return {}


def _is_badly_placed(weekday: int, at: time, tz: str, people: tuple[Person, Person], now: datetime) -> bool:
    """Whether the slot suits not both, while another weekday would."""
    suited = {day for day in range(7) if _suits(first_slot(now, day, at, tz), people)}
    return bool(suited) and weekday not in suited


def _suits(slot: datetime, people: tuple[Person, Person]) -> bool:
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
    """One version of a pair's agreement, kept for good. `version` counts from 1 within the pair.

    A version on top of a signed one is an amendment: `drafted_by` proposes it, with a `reason` in their own words or
    none. `withdrawn_at` is when the two kept what they had instead; who of them said so is not kept.
    """

    id: UUID
    pair: UUID
    version: int
    terms: Terms
    drafted_by: UUID
    drafted_at: datetime
    signatures: tuple[Signature, ...] = ()
    reason: str = ""
    withdrawn_at: datetime | None = None

    @property
    def is_signed(self) -> bool:
        """Whether both have signed this version."""
        return len(self.signatures) == BOTH

    @property
    def signed_at(self) -> datetime | None:
        """When the second signature came."""
        return max(signature.at for signature in self.signatures) if self.is_signed else None

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
