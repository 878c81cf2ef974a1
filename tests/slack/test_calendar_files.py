"""Laws of calendar files at the courier: drawn when they are claimed, for a DM that is known, in their order."""

import json
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from icalendar import Calendar

from bot.deps import Deps
from bot.domain.notices import FILES, GiveUp, NoticeKind, OutboxEntry, OutboxState
from bot.edges.calendars import IcalendarFiles
from bot.slack.courier import Connection, Courier
from bot.slack.drawing import BEHIND_ANOTHER, WITHOUT_DM, Letter, draw_entry
from bot.slack.grants import Grants
from bot.slack.outcomes import AFTER_TOKEN_TROUBLE
from bot.slack.sharing import SHARING_LIMITED
from tests.services.house import House
from tests.services.test_calendar_files import FILE, agree, files
from tests.slack.tiny_slack import TinySlack, refuses

PLACE, DONE = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture
def agreed(house: House) -> UUID:
    """Ana and Ben, whose DMs are known, agreed on a time."""
    pair = house.start()
    house.deliver()
    agree(house, pair)
    house.deliver()
    with house.store.write() as tx:
        for name in ("Ana", "Ben"):
            tx.people.save(replace(house.person(name), dm_channel=f"D0{name.upper()}"))
    house.go(seconds=5)
    return pair


@pytest.fixture
def writing(deps: Deps) -> Deps:
    """The courier's parts, with somebody who writes calendar files."""
    return replace(deps, calendars=IcalendarFiles())


@pytest.fixture
def courier(slack: TinySlack, writing: Deps) -> Iterator[Courier]:
    """A courier who has not begun."""
    made = Courier(deps=writing, connection=Connection(token="xoxb-test", base_url=slack.url))
    yield made
    assert made.stop(20)


def bens(house: House, sequence: int = 1) -> OutboxEntry:
    """The file for Ben."""
    return next(each for each in files(house, sequence) if str(house.person("Ben").id) in each.notice.key)


def test_a_file_is_drawn_in_its_readers_zone_with_the_title_of_their_language(
    house: House, agreed: UUID, writing: Deps
) -> None:
    with house.store.write() as tx:
        tx.people.save(replace(house.person("Ben"), locale="de-DE", tz="America/New_York"))
    letter = draw_entry(writing, bens(house))

    assert isinstance(letter, Letter)
    assert letter.attachment is not None
    assert (letter.address, letter.attachment.name) == ("D0BEN", "mentoring.ics")
    assert letter.attachment.title == "Mentoring: Ana und Ben"
    calendar = Calendar.from_ical(letter.attachment.content)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    assert (event["SEQUENCE"], event["DTSTART"].params["TZID"]) == (1, "America/New_York")
    assert event["UID"] == f"{agreed}-{bens(house).notice.facts['number']}-mentee@mentor-cadence"


def test_a_file_waits_for_a_dm_that_is_known(house: House, agreed: UUID, writing: Deps) -> None:
    del agreed
    with house.store.write() as tx:
        tx.people.save(replace(house.person("Ben"), dm_channel=None))
    assert draw_entry(writing, bens(house)) == WITHOUT_DM


def test_a_file_waits_for_the_one_before_it(house: House, agreed: UUID, writing: Deps) -> None:
    house.claim()
    agree(house, agreed, turn=2, weeks=2)
    assert draw_entry(writing, bens(house, 2)) == BEHIND_ANOTHER


def test_a_process_without_a_writer_sets_the_file_aside(house: House, agreed: UUID, deps: Deps) -> None:
    del agreed
    assert draw_entry(deps, bens(house)) == GiveUp(reason="bad facts: LookupError")


def test_each_of_the_two_gets_the_file_in_their_own_dm(
    house: House, agreed: UUID, slack: TinySlack, courier: Courier
) -> None:
    del agreed
    courier.start()
    assert courier.settle(20)

    shares = [call.given for call in slack.calls if call.method == DONE]
    assert sorted(str(each["channel_id"]) for each in shares) == ["D0ANA", "D0BEN"]
    assert {json.loads(str(each["files"]))[0]["title"] for each in shares} == {"Mentoring: Ana and Ben"}
    assert {entry.state for entry in house.entries(FILE)} == {OutboxState.DELIVERED}
    assert {(entry.channel, entry.ts) for entry in house.entries(FILE)} == {("D0ANA", "F0ICS"), ("D0BEN", "F0ICS")}
    assert house.person("Ben").dm_channel == "D0BEN"


def test_a_limit_for_files_leaves_them_waiting(house: House, agreed: UUID, slack: TinySlack, courier: Courier) -> None:
    del agreed
    slack.next(PLACE, *(refuses("ratelimited", 429, **{"Retry-After": "30"}) for _ in range(2)))
    courier.start()
    assert courier.settle(20)
    assert {(entry.state, entry.reason) for entry in house.entries(FILE)} == {(OutboxState.WAITING, SHARING_LIMITED)}

    house.go(minutes=2)
    courier.wake()
    assert courier.settle(20)
    assert {entry.state for entry in house.entries(FILE)} == {OutboxState.DELIVERED}


def test_a_missing_scope_ends_quietly(house: House, agreed: UUID, slack: TinySlack, courier: Courier) -> None:
    del agreed
    slack.next(PLACE, *(refuses("missing_scope") for _ in range(2)))
    courier.start()
    assert courier.settle(20)

    ended = {(entry.state, entry.reason) for entry in house.entries(FILE)}
    assert ended == {(OutboxState.CANCELLED, "Slack takes no file: missing_scope")}
    assert house.entries(NoticeKind.UNDELIVERED) == []


def test_a_file_that_slack_refuses_shows_that_the_token_works(
    house: House, agreed: UUID, slack: TinySlack, courier: Courier
) -> None:
    del agreed
    slack.next(PLACE, *(refuses("token_revoked") for _ in range(2)), *(refuses("missing_scope") for _ in range(2)))
    courier.start()
    assert courier.settle(20)
    house.go(seconds=AFTER_TOKEN_TROUBLE)
    assert courier.settle(20)

    ended = {(entry.state, entry.reason) for entry in house.entries(FILE)}
    assert ended == {(OutboxState.CANCELLED, "Slack takes no file: missing_scope")}, "the second one waits for no trial"


def test_what_is_hidden_is_asked_anew_for_each_use_case(deps: Deps) -> None:
    grants = Grants("chat:write")
    asking = replace(deps, hidden=grants.hidden)
    with asking.reading() as work:
        assert work.hidden == FILES
    grants.heed({"x-oauth-scopes": "chat:write,files:write"})
    with asking.reading() as work:
        assert work.hidden == frozenset()
