"""What a calendar is told of a meeting, and the port that writes it as a file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One meeting in somebody's calendar. `uid` stays the same for a pair and a number, `sequence` rises with each
    change; `tz` is the zone in which its reader sees it. A cancelled one takes the earlier entry away."""

    uid: str
    sequence: int
    starts: datetime
    length: timedelta
    tz: str
    title: str
    made_at: datetime
    is_cancelled: bool


class Calendars(Protocol):
    """Writes calendar files."""

    def file(self, entry: CalendarEntry, /) -> bytes:
        """The entry as an iCalendar file (RFC 5545)."""
