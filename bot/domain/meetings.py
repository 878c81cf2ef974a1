"""Meetings: when the pair would meet by its rhythm, what the two agreed instead, and whether they met.

The bot reads no calendar. A meeting is expected until both have agreed on its time; it was held when either side says
so. Numbers ascend, and so do the instants of all meetings that were not called off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.agreement import Terms
from bot.domain.cadence import HORIZON_DAYS, days_later, first_slot, instant, local
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.programs import Rhythm

FIRST_AFTER_DAYS = 7
"""Days from the start to the first expected meeting while no slot is agreed (docs/evidence.md)."""
ARRANGE_DAYS = 2
"""Days two people need to arrange a slot; judgement."""
DEFAULT_TIME = time(15)
"""Wall time of an expected meeting without an agreed slot, so that the check-in comes the same or the next day."""
DEFAULT_MINUTES = 45
"""Length of a meeting nobody has settled yet."""


class Outcome(StrEnum):
    """One tap of a check-in."""

    MET = "met"
    NOT_YET = "not_yet"
    MOVED = "moved"
    SKIP = "skip"


class MeetingState(StrEnum):
    """How firm a meeting is. A cancelled one keeps its number and its instant, so that the next follows from it."""

    EXPECTED = "expected"
    AGREED = "agreed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a pair; `number` counts from 1. It is written down when it is agreed, cancelled or asked about.

    `changes` counts how often its time was settled anew: calendars need it. `moved_by` is whose act moved or cancelled
    it after it had been settled; nobody but that side ever learns of it. `word` came with the cancellation.
    """

    pair: UUID
    number: int
    expected_at: datetime
    state: MeetingState = MeetingState.EXPECTED
    changes: int = 0
    moved_by: frozenset[Side] = frozenset()
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A time that one of the two suggests for meeting `number`; the newest one counts, and `turn` numbers them.

    `is_usual` means a tap on the usual time, which the partner is asked about in their own check-in; any other reaches
    them as a message, with the `word` given along. `mover` is the side that first wanted to leave a settled time.
    """

    pair: UUID
    turn: int
    number: int
    at: datetime
    by: UUID
    made_at: datetime
    is_usual: bool = False
    mover: Side | None = None
    word: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What one side was asked and said about one expected meeting; `outcome` None means no answer yet."""

    person: UUID
    number: int
    asked_at: datetime
    outcome: Outcome | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What decides when meetings are expected: the start, the rhythm, and the agreed slot or, without one, the zone and
    the weekdays on which both work (any weekday when they share none). `agreed_at` is when the slot was agreed: no
    meeting is expected on it before. None is expected before `not_before`, when a pause ended, nor while one of
    `people` is away or has a public holiday."""

    started_at: datetime
    rhythm: Rhythm
    terms: Terms | None
    tz: str
    agreed_at: datetime | None = None
    shared_days: frozenset[int] = frozenset()
    not_before: datetime | None = None
    people: tuple[Person, ...] = ()

    def first(self) -> datetime:
        """When the first meeting is expected."""
        if self.terms and self.terms.slot:
            earliest = max(self.started_at, self.agreed_at or self.started_at) + timedelta(days=ARRANGE_DAYS)
            return self._both_there(first_slot(earliest, *self.terms.slot))
        day = local(days_later(self.started_at, FIRST_AFTER_DAYS, self.tz), self.tz).date()
        while self.shared_days and day.weekday() not in self.shared_days:
            day += timedelta(days=1)
        return self._both_there(instant(day, DEFAULT_TIME, self.tz))

    def after(self, previous: datetime) -> datetime:
        """When the meeting after the one expected at `previous` is expected: a rhythm later, on the agreed slot."""
        if self.terms and self.terms.slot:
            # Three days before the rhythm is up: a slot that was moved by days comes back to its weekday.
            earliest = previous + timedelta(days=self.rhythm.days - SLACK_DAYS)
            earliest = max(earliest, self.agreed_at or earliest)
            return self._both_there(first_slot(earliest, *self.terms.slot))
        return self._both_there(days_later(previous, self.rhythm.days, self.tz))

    def _both_there(self, at: datetime) -> datetime:
        """The same meeting once both are there: a week later on an agreed slot, else on the next day that suits."""
        for _ in range(HORIZON_DAYS):
            if self._suits(at):
                break
            at = first_slot(at, *self.terms.slot) if self.terms and self.terms.slot else days_later(at, 1, self.tz)
        return at

    def _suits(self, at: datetime) -> bool:
        if self.not_before and at < self.not_before:
            return False
        days = [(person, local(at, person.tz).date()) for person in self.people if not person.is_resting]
        if any(person.is_away(day) or day in person.days_off for person, day in days):
            return False
        if (self.terms and self.terms.slot) or not self.shared_days:
            return True
        return local(at, self.tz).weekday() in self.shared_days

    def expected(self, number: int, known: Sequence[Meeting]) -> datetime:
        """When meeting `number` is expected. Known meetings keep the instant they were asked about with."""
        before = [meeting for meeting in known if meeting.number <= number]
        last = max(before, key=lambda meeting: meeting.number, default=None)
        at, reached = (last.expected_at, last.number) if last else (self.first(), 1)
        for _ in range(number - reached):
            at = self.after(at)
        return at

    @property
    def minutes(self) -> int:
        """How long a meeting lasts."""
        return (self.terms and self.terms.minutes) or DEFAULT_MINUTES


SLACK_DAYS = 3
"""Days before a full rhythm from which the agreed weekday counts as the next one; less than half a week."""


def held(check_ins: Sequence[CheckIn]) -> frozenset[int]:
    """Numbers of the meetings that either side says were held."""
    return frozenset(entry.number for entry in check_ins if entry.outcome is Outcome.MET)
