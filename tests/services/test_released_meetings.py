"""Laws of a meeting that both agreed on when the two pause or part: it is called off, and nobody is told twice."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.cadence import local
from bot.domain.meetings import MeetingState
from bot.domain.notices import NoticeKind, OutboxState
from bot.domain.programs import Rhythm
from bot.services import absences, endings, meetings
from bot.services.endings import Leaving
from tests.services.house import House, actor
from tests.services.test_meetings import ahead, suggest, take, workday
from tests.support.papers_of_the_house import agreed

Act = Callable[[House, UUID], object]


def pause(house: House, pair: UUID) -> None:
    """Ana pauses the two."""
    with house.work() as work:
        absences.pause_pair(work, actor("Ana"), pair, None)


def end(house: House, pair: UUID) -> None:
    """Ben ends it."""
    with house.work() as work:
        endings.end_pair(work, actor("Ben"), pair, Leaving.KINDLY)


def leave(house: House, pair: UUID) -> None:
    """Ana leaves the program."""
    del pair
    house.leave("Ana")


def come_to_the_planned_end(house: House, pair: UUID) -> None:
    """Both sign an end that comes before the meeting, and it comes."""
    ends_on = local(house.now, "Europe/Berlin").date() + timedelta(days=20)
    house.draft("Ben", pair, agreed(rhythm=Rhythm.WEEKLY, ends_on=ends_on, review_on=None))
    house.sign("Ana", pair)
    house.live(22)


@pytest.mark.parametrize("act", [pause, end, leave, come_to_the_planned_end])
def test_an_agreed_meeting_is_called_off_without_a_word_or_a_mover(house: House, pair: UUID, act: Act) -> None:
    at = workday(house, weeks=4)
    suggest(house, "Ben", pair, at)
    take(house, "Ana", pair, 1)
    number = ahead(house, pair).number
    act(house, pair)

    facts = house.facts(pair)
    meeting = facts.meeting(number)
    assert meeting is not None
    assert (meeting.state, meeting.expected_at, meeting.changes) == (MeetingState.CANCELLED, at, 2)
    assert (meeting.moved_by, meeting.word) == (frozenset(), "")
    assert house.entries(NoticeKind.MEETING_CANCELLED) == []


@pytest.mark.parametrize("act", [pause, end, leave])
def test_a_suggested_time_waits_for_nobody_any_more(house: House, pair: UUID, act: Act) -> None:
    suggest(house, "Ben", pair, workday(house))
    act(house, pair)

    assert house.facts(pair).suggestion is None
    house.deliver()
    states = [entry.state for entry in house.entries(NoticeKind.MEETING_SUGGESTED)]
    assert states == [OutboxState.CANCELLED], "it was not true any more when it was drawn"


def test_after_a_pause_another_meeting_is_ahead_under_a_number_of_its_own(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)
    before = ahead(house, pair)
    pause(house, pair)
    house.live(3)
    with house.work() as work:
        absences.resume_pair(work, actor("Ben"), pair)

    after = ahead(house, pair)
    assert after.number > before.number
    assert not after.is_agreed
    with house.reading() as work:
        _, read = meetings.read_next(work, actor("Ana"), pair)
    assert read == after
