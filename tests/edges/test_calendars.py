"""Laws of calendar files: read back they mean the same instant, in every zone, on both sides of its changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Event

from bot.domain.meetings import Meeting, MeetingState
from bot.domain.pairs import Side
from bot.domain.stages import Status
from bot.edges.calendars import IcalendarFiles
from bot.services.meeting_notices import calendar_entry
from bot.services.ports.calendars import CalendarEntry
from tests.domain.pairs_in_time import known
from tests.domain.zones import moments
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

AT = datetime(2027, 3, 28, 9, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid="pair-2-mentee@mentor-cadence",
    sequence=1,
    starts=AT,
    length=timedelta(minutes=45),
    tz="Europe/Berlin",
    title="Mentoring: Ana, Ben; and a line\nbreak",
    made_at=NOW,
    is_cancelled=False,
)
MEETING = Meeting(pair=a_pair().id, number=2, expected_at=AT, state=MeetingState.AGREED, changes=1)


def start_of(event: Event) -> datetime:
    """When it begins: an instant, not a day."""
    found = event.start
    assert isinstance(found, datetime)
    return found


def written(entry: CalendarEntry) -> Calendar:
    """The file, read back by a parser."""
    found = Calendar.from_ical(IcalendarFiles().file(entry))
    assert isinstance(found, Calendar)
    return found


@settings(max_examples=40)
@given(moments())
def test_an_entry_read_back_is_the_same_instant(drawn: tuple[str, datetime]) -> None:
    tz, at = drawn
    at = at.replace(microsecond=0)
    (event,) = written(replace(ENTRY, starts=at, tz=tz)).events

    # Of an hour that comes twice a calendar knows no second one: it may be read as the first.
    meant = start_of(event).astimezone(UTC)
    assert at - meant in (timedelta(0), timedelta(hours=1), timedelta(minutes=30), timedelta(hours=2))


@pytest.mark.parametrize("tz", ["Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata"])
def test_an_entry_brings_the_rules_of_its_zone_and_no_other(tz: str) -> None:
    calendar = written(replace(ENTRY, tz=tz))

    assert [zone.tz_name for zone in calendar.timezones] == [tz]
    (event,) = calendar.events
    assert event.start == AT
    assert event.end == AT + ENTRY.length
    assert str(event["summary"]) == ENTRY.title


def test_an_unknown_zone_is_written_in_utc_and_never_floating() -> None:
    (event,) = written(replace(ENTRY, tz="Mars/Olympus")).events

    assert event.start == AT
    assert start_of(event).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("is_cancelled", "method", "status"), [(False, "PUBLISH", "CONFIRMED"), (True, "CANCEL", "CANCELLED")]
)
def test_a_cancellation_takes_the_same_entry_away(is_cancelled: bool, method: str, status: str) -> None:
    calendar = written(replace(ENTRY, is_cancelled=is_cancelled, sequence=2))
    (event,) = calendar.events

    assert (str(calendar["method"]), str(event["status"])) == (method, status)
    assert (str(event["uid"]), str(event["sequence"])) == (ENTRY.uid, "2")


def test_a_meeting_keeps_its_entry_when_it_moves_and_each_side_has_its_own() -> None:
    facts = known(mentor=ana(tz="Pacific/Auckland"), mentee=ben(tz="America/Los_Angeles"))
    moved = replace(MEETING, expected_at=AT + timedelta(days=1), changes=2)
    before, after = (calendar_entry(facts, Side.MENTEE, each, "Mentoring", NOW) for each in (MEETING, moved))

    assert before.uid == after.uid
    assert (before.sequence, after.sequence) == (1, 2)
    assert calendar_entry(facts, Side.MENTOR, MEETING, "Mentoring", NOW).uid != before.uid
    assert before.tz == "America/Los_Angeles"
    assert calendar_entry(facts, Side.MENTEE, replace(MEETING, number=3), "Mentoring", NOW).uid != before.uid


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.PAUSED, Status.ENDED])
def test_an_entry_goes_with_the_meeting_and_with_the_mentorship(status: Status) -> None:
    facts = known(pair=a_pair(status=status))
    off = replace(MEETING, state=MeetingState.CANCELLED)

    assert calendar_entry(facts, Side.MENTOR, MEETING, "Mentoring", NOW).is_cancelled is (status is not Status.ACTIVE)
    assert calendar_entry(facts, Side.MENTOR, off, "Mentoring", NOW).is_cancelled
