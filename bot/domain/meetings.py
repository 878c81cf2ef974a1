"""Expected meetings: when the pair would meet by its rhythm, and whether it did.

A meeting is expected, not scheduled: the bot reads no calendar. It was held when either side says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.agreement import Terms
from bot.domain.cadence import days_later, first_slot, instant, local
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One expected meeting of a pair; `number` counts from 1. The row is written when it is first asked about."""

    pair: UUID
    number: int
    expected_at: datetime


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
    """What decides when meetings are expected: the start, the rhythm, and the agreed lines or, without them, the zone
    and the weekdays on which both work (any weekday when they share none). `agreed_at` is when the slot was agreed: no
    meeting is expected on it before."""

    started_at: datetime
    rhythm: Rhythm
    terms: Terms | None
    tz: str
    agreed_at: datetime | None = None
    shared_days: frozenset[int] = frozenset()

    def first(self) -> datetime:
        """When the first meeting is expected."""
        if self.terms:
            earliest = max(self.started_at, self.agreed_at or self.started_at) + timedelta(days=ARRANGE_DAYS)
            return first_slot(earliest, self.terms.weekday, self.terms.at, self.terms.tz)
        day = local(days_later(self.started_at, FIRST_AFTER_DAYS, self.tz), self.tz).date()
        while self.shared_days and day.weekday() not in self.shared_days:
            day += timedelta(days=1)
        return instant(day, DEFAULT_TIME, self.tz)

    def after(self, previous: datetime) -> datetime:
        """When the meeting after the one expected at `previous` is expected: a rhythm later, on the agreed slot."""
        if self.terms:
            # Three days before the rhythm is up: a slot that was moved by days comes back to its weekday.
            earliest = previous + timedelta(days=self.rhythm.days - SLACK_DAYS)
            earliest = max(earliest, self.agreed_at or earliest)
            return first_slot(earliest, self.terms.weekday, self.terms.at, self.terms.tz)
        return days_later(previous, self.rhythm.days, self.tz)

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
        return self.terms.minutes if self.terms else DEFAULT_MINUTES


SLACK_DAYS = 3
"""Days before a full rhythm from which the agreed weekday counts as the next one; less than half a week."""


def held(check_ins: Sequence[CheckIn]) -> frozenset[int]:
    """Numbers of the meetings that either side says were held."""
    return frozenset(entry.number for entry in check_ins if entry.outcome is Outcome.MET)
