"""Laws of calendar files: one for each of the two and each change, and none that is not true or not needed."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.domain.notices import FILES, Delivered, NoticeKind, NotSent, OutboxEntry, OutboxState, Unsure
from bot.services import endings, meetings
from bot.services.calendar_files import AFTER_THE_WORDS, is_overtaking
from bot.services.endings import Leaving
from bot.services.reading import read_scene
from bot.services.work import Work
from tests.services.house import House, actor
from tests.services.test_meetings import ahead, cancel, drawn, same, suggest, take, workday
from tests.services.test_released_meetings import Act, come_to_the_planned_end, end, leave, pause

FILE = NoticeKind.CALENDAR_FILE


def agree(house: House, pair: UUID, turn: int = 1, weeks: int = 1) -> None:
    """Ben suggests a time and Ana takes it."""
    suggest(house, "Ben", pair, workday(house, weeks))
    take(house, "Ana", pair, turn)


def files(house: House, sequence: int) -> list[OutboxEntry]:
    """The two files of one change."""
    return [entry for entry in house.entries(FILE) if entry.notice.key.endswith(f":{sequence}")]


def hand_over(house: House) -> list[NoticeKind]:
    """Deliver what goes in the next moment; the files that arrived."""
    arrived = house.deliver()
    house.go(seconds=AFTER_THE_WORDS.total_seconds())
    return [notice.kind for notice in [*arrived, *house.deliver()] if notice.kind is FILE]


def part(house: House, pair: UUID) -> None:
    """Ana ends contact at once."""
    with house.work() as work:
        endings.end_pair(work, actor("Ana"), pair, Leaving.AT_ONCE)


def test_an_agreed_time_is_a_file_for_each_of_the_two_just_after_the_words(house: House, pair: UUID) -> None:
    agree(house, pair)
    assert house.readers(FILE) == ["Ana", "Ben"]
    keys = {entry.notice.key for entry in house.entries(FILE)}
    number = ahead(house, pair).number
    assert keys == {f"calendar_file:{pair}:{house.person(name).id}:{number}:1" for name in ("Ana", "Ben")}
    assert {entry.not_before for entry in house.entries(FILE)} == {house.now + AFTER_THE_WORDS}
    take(house, "Ana", pair, 1)
    assert len(house.entries(FILE)) == 2, "a second click changes nothing"


def test_the_usual_time_is_a_file_too_since_no_message_tells_of_it(house: House, pair: UUID) -> None:
    same(house, "Ana", pair)
    assert house.entries(FILE) == []
    same(house, "Ben", pair)
    assert house.readers(FILE) == ["Ana", "Ben"]


def test_a_time_that_moves_is_the_next_sequence_and_the_file_before_it_goes_no_more(house: House, pair: UUID) -> None:
    agree(house, pair)
    agree(house, pair, turn=2, weeks=2)
    assert [drawn(house, each) for each in files(house, 1)] == [
        NotSent(reason="the next meeting has changed since")
    ] * 2
    assert len(files(house, 2)) == 2
    assert len(hand_over(house)) == 2


def call_off(house: House, pair: UUID) -> None:
    """Ben calls it off."""
    cancel(house, "Ben", pair)


@pytest.mark.parametrize("act", [pause, end, leave, part, call_off, come_to_the_planned_end])
def test_what_takes_an_agreed_meeting_away_takes_it_out_of_both_calendars(house: House, pair: UUID, act: Act) -> None:
    agree(house, pair, weeks=4)
    assert len(hand_over(house)) == 2
    act(house, pair)
    hand_over(house)
    assert [entry.state for entry in files(house, 2)] == [OutboxState.DELIVERED] * 2


def test_a_calendar_that_never_had_the_meeting_is_not_told_that_it_is_off(house: House, pair: UUID) -> None:
    agree(house, pair)
    cancel(house, "Ben", pair)
    assert hand_over(house) == []
    assert {entry.reason for entry in files(house, 2)} == {"no calendar has the meeting"}


def test_a_calendar_that_may_have_the_meeting_is_told_that_it_is_off(house: House, pair: UUID) -> None:
    agree(house, pair)
    house.go(seconds=2)
    claimed = [entry for entry in house.claim() if entry.notice.kind is FILE]
    cancel(house, "Ben", pair)
    second = files(house, 2)[0]
    with house.reading() as work:
        assert is_overtaking(work.tx, second.notice), "not before the first has ended"
    for entry in claimed:
        house.record(entry, Unsure(reason="Slack did not answer in time"))
    with house.reading() as work:
        assert not is_overtaking(work.tx, second.notice)
    house.go(minutes=1)
    assert len(hand_over(house)) == 2


def test_a_time_nobody_agreed_on_is_in_no_calendar(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    cancel(house, "Ben", pair)
    assert house.entries(FILE) == []


def test_who_has_no_account_any_more_gets_no_file(house: House, pair: UUID) -> None:
    agree(house, pair)
    hand_over(house)
    with house.store.write() as tx:
        tx.people.save(replace(house.person("Ana"), is_deactivated=True))
    end(house, pair)
    assert [house.readers(FILE).count(name) for name in ("Ana", "Ben")] == [1, 2]


def test_a_file_whose_meeting_is_over_is_not_handed_over(house: House, pair: UUID) -> None:
    agree(house, pair)
    house.go(days=30)
    house.deliver()
    assert {entry.state for entry in house.entries(FILE)} == {OutboxState.EXPIRED}


def test_without_the_scope_no_file_is_put(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    with house.store.write() as tx:
        work = Work(tx=tx, prompts=house.prompts, now=house.now, hidden=FILES)
        meetings.take_time(work, actor("Ana"), pair, 1)
    assert house.entries(FILE) == []
    assert house.readers(NoticeKind.MEETING_AGREED) == ["Ben"]


def test_a_file_that_slack_refuses_ends_and_nobody_is_asked(house: House, pair: UUID) -> None:
    agree(house, pair)
    house.go(seconds=2)
    for entry in [each for each in house.claim() if each.notice.kind is FILE]:
        ended = house.record(entry, NotSent(reason="Slack takes no file: missing_scope"))
        assert (ended.state, ended.reason) == (OutboxState.CANCELLED, "Slack takes no file: missing_scope")
    assert house.entries(NoticeKind.UNDELIVERED) == []


def test_a_file_whose_end_is_not_known_goes_once_more(house: House, pair: UUID) -> None:
    agree(house, pair)
    house.go(seconds=2)
    entry = next(each for each in house.claim() if each.notice.kind is FILE)
    assert house.record(entry, Unsure(reason="lost")).state is OutboxState.WAITING
    house.go(minutes=1)
    again = next(each for each in house.claim() if each.id == entry.id)
    with house.reading() as work:
        assert not isinstance(read_scene(work.tx, again.notice, house.now), NotSent)
    assert house.record(again, Delivered(channel="D0", ts="F0")).state is OutboxState.DELIVERED
    assert house.entries(NoticeKind.UNDELIVERED) == []
