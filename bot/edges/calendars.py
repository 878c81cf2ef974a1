"""Calendar files (RFC 5545) that the common calendars take, update and take away again."""

from datetime import UTC

from icalendar import Calendar, Event, vText

from bot.domain.cadence import local, zone
from bot.services.ports.calendars import CalendarEntry

PRODUCT = "-//Mentor Cadence//EN"
"""Who wrote the file; RFC 5545 wants a name that is unique and stays."""
BEFORE = 3
"""Years of a zone's rules before the meeting's, and as many after it: calendars read no further."""


class IcalendarFiles:
    """Implements `ports.Calendars` with icalendar."""

    def file(self, entry: CalendarEntry, /) -> bytes:
        """The entry in its reader's zone with that zone's rules, or as a cancellation of it."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
        calendar.add_component(_event(entry))
        year = entry.starts.year
        calendar.add_missing_timezones(
            first_date=entry.starts.date().replace(year=year - BEFORE, month=1, day=1),
            last_date=entry.starts.date().replace(year=year + BEFORE, month=1, day=1),
        )
        return bytes(calendar.to_ical())


def _event(entry: CalendarEntry) -> Event:
    # A name the machine does not know falls back to UTC there and here alike, so that no floating time is written.
    tz = zone(entry.tz).key
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.made_at.astimezone(UTC))
    event.add("dtstart", local(entry.starts, tz))
    event.add("dtend", local(entry.starts + entry.length, tz))
    event.add("summary", vText(entry.title))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event
