"""A meeting in two calendars: set, moved, called off, ended; and a workspace in which the bot hands over no files."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from bot.domain.notices import NoticeKind
from sandbox import Fault, Message
from storage import SqlStore
from tests.crash.records import outbox
from tests.journeys.test_meetings import ahead, move, press_at_home
from tests.journeys.town import A_MOMENT, Town, accepted


@dataclass(frozen=True)
class Got:
    """A calendar file as its reader's calendar understands it."""

    method: str
    uid: str
    sequence: int
    starts: datetime
    words: str


def files(town: Town, name: str) -> list[Got]:
    """The calendar files somebody got, oldest first."""
    return [read(town, file_id, message) for message in town.person(name).dm for file_id in message.files]


def read(town: Town, file_id: str, message: Message) -> Got:
    """One file."""
    upload = town.ws.uploads.file(file_id)
    assert upload.filename == "mentoring.ics"
    assert upload.title == "Mentoring: Ana and Ben"
    assert upload.shared_in == message.channel
    calendar = Calendar.from_ical(upload.content or b"")
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    starts = event.start
    assert isinstance(starts, datetime)
    assert calendar.timezones
    return Got(
        method=str(calendar["METHOD"]),
        uid=event.uid,
        sequence=event.sequence,
        starts=starts.astimezone(UTC),
        words=message.text,
    )


def told(got: list[Got]) -> list[tuple[str, int]]:
    """What a calendar was told, in order."""
    return [(each.method, each.sequence) for each in got]


def kinds(town: Town) -> set[NoticeKind]:
    """What was put on its way, to anybody."""
    store = town.bot.store
    assert isinstance(store, SqlStore)
    return {entry.notice.kind for entry in outbox(store)}


def call_off(town: Town, name: str) -> None:
    """Somebody calls the next meeting off, from Home."""
    press_at_home(town, name, "meeting_cancel")
    accepted(town.person(name).submit())
    town.pass_days(A_MOMENT)


def leave(town: Town, name: str) -> None:
    """Somebody leaves the program, and with it the mentorship ends."""
    who = town.person(name)
    who.command("/mentor", "leave")
    accepted(who.submit())
    town.pass_days(A_MOMENT)


def test_an_agreed_meeting_is_set_moved_and_called_off_in_both_calendars(town_with_files: Town) -> None:
    town = town_with_files
    town.set_up()
    town.pair()
    move(town, "ana", "ben")
    at = ahead(town).at
    for name in ("ana", "ben"):
        (first,) = files(town, name)
        assert (first.method, first.sequence, first.starts) == ("PUBLISH", 1, at)
        assert first.words.startswith("For your calendar, your meeting with ")
    assert files(town, "ana")[0].uid != files(town, "ben")[0].uid

    move(town, "ben", "ana")
    assert ahead(town).at == at + timedelta(days=1)
    town.build_anew()
    town.pass_days(A_MOMENT)
    call_off(town, "ben")
    for name in ("ana", "ben"):
        got = files(town, name)
        assert told(got) == [("PUBLISH", 1), ("PUBLISH", 2), ("CANCEL", 3)]
        assert len({each.uid for each in got}) == 1
        assert [each.starts for each in got] == [at, at + timedelta(days=1), at + timedelta(days=1)]
        assert "now" in got[1].words
        assert "is off" in got[2].words
    for name in ("lea", "max"):
        assert files(town, name) == []
    assert not [message for message in town.group() if message.files], "each of the two alone"


def test_an_end_takes_the_meeting_out_of_both_calendars(town_with_files: Town) -> None:
    town = town_with_files
    town.set_up()
    town.pair()
    move(town, "ana", "ben")
    leave(town, "ben")
    for name in ("ana", "ben"):
        assert told(files(town, name)) == [("PUBLISH", 1), ("CANCEL", 2)]
    assert [bool(message.files) for message in town.person("ana").dm[-2:]] == [False, True], (
        "after the words that tell of the end"
    )


def test_a_file_whose_answer_was_lost_is_handed_over_once_more_and_changes_nothing(town_with_files: Town) -> None:
    town = town_with_files
    town.set_up()
    town.pair()
    town.ws.faults.add(Fault(method="files.completeUploadExternal", kind="drop_after_accept"))
    town.ws.faults.add(Fault(method="files.getUploadURLExternal", kind="http_500"))
    move(town, "ana", "ben")
    town.pass_days(3 * A_MOMENT)
    got = {name: files(town, name) for name in ("ana", "ben")}
    assert sorted(len(each) for each in got.values()) == [1, 2]
    for each in got.values():
        assert {(one.method, one.sequence, one.uid) for one in each} == {("PUBLISH", 1, each[0].uid)}
    assert NoticeKind.UNDELIVERED not in kinds(town)


def test_without_the_scope_there_are_links_alone_and_nothing_goes_wrong(town: Town) -> None:
    town.set_up()
    town.pair()
    move(town, "ana", "ben")
    move(town, "ben", "ana")
    call_off(town, "ana")
    leave(town, "ben")
    for name in ("ana", "ben"):
        assert files(town, name) == []
    assert not town.ws.traffic.calls("files.getUploadURLExternal")
    assert not kinds(town) & {NoticeKind.CALENDAR_FILE, NoticeKind.UNDELIVERED}


def test_a_scope_that_is_added_while_the_bot_runs_shows_with_the_next_time(town: Town) -> None:
    town.set_up()
    town.pair()
    move(town, "ana", "ben")
    town.ws.manifest = replace(town.ws.manifest, scopes=town.ws.manifest.scopes | {"files:write"})
    move(town, "ben", "ana")
    for name in ("ana", "ben"):
        assert told(files(town, name)) == [("PUBLISH", 2)]
    town.ws.manifest = replace(town.ws.manifest, scopes=town.ws.manifest.scopes - {"files:write"})
    call_off(town, "ana")
    for name in ("ana", "ben"):
        assert told(files(town, name)) == [("PUBLISH", 2)]
    assert NoticeKind.UNDELIVERED not in kinds(town)
