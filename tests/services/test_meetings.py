"""Laws of arranging: both taps agree, the newest suggestion counts, whoever is second is shown what holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.arranging import LONGEST_WORD, Upcoming, open_suggestion, upcoming
from bot.domain.cadence import instant, local
from bot.domain.meetings import MeetingState, Outcome
from bot.domain.notices import NoticeKind, NotSent, OutboxEntry
from bot.domain.pairs import Side
from bot.domain.stages import Status
from bot.services import meetings
from bot.services.reading import read_scene
from tests.services.house import House, actor

Kind = NoticeKind
TO_THE_PARTNER = (Kind.MEETING_SUGGESTED, Kind.MEETING_AGREED, Kind.MEETING_CANCELLED)


def ahead(house: House, pair: UUID) -> Upcoming:
    """The next meeting."""
    found = upcoming(house.facts(pair), house.now)
    assert found is not None
    return found


def suggest(house: House, name: str, pair: UUID, at: datetime, word: str = "", number: int | None = None) -> None:
    """Somebody suggests a time for the next meeting."""
    with house.work() as work:
        meetings.suggest_time(work, actor(name), pair, number or ahead(house, pair).number, at, word)


def take(house: House, name: str, pair: UUID, turn: int) -> None:
    """Somebody takes a suggested time."""
    with house.work() as work:
        meetings.take_time(work, actor(name), pair, turn)


def same(house: House, name: str, pair: UUID, number: int | None = None) -> None:
    """Somebody taps on the usual time."""
    with house.work() as work:
        meetings.keep_usual_time(work, actor(name), pair, number or ahead(house, pair).number)


def cancel(house: House, name: str, pair: UUID, word: str = "", number: int | None = None) -> None:
    """Somebody calls the next meeting off."""
    with house.work() as work:
        meetings.cancel_meeting(work, actor(name), pair, number or ahead(house, pair).number, word)


def workday(house: House, weeks: int = 1, at: time = time(11)) -> datetime:
    """A Wednesday some weeks ahead, in the hours of both."""
    today = local(house.now, "Europe/Berlin").date()
    day = today + timedelta(days=7 * weeks + (2 - today.weekday()))
    return instant(day, at, "Europe/Berlin")


def drawn(house: House, entry: OutboxEntry) -> object:
    """What a courier would find now."""
    with house.reading() as work:
        return read_scene(work.tx, entry.notice, house.now)


def test_the_usual_time_is_agreed_with_the_taps_of_both_and_no_message(house: House, pair: UUID) -> None:
    before = ahead(house, pair)
    same(house, "Ana", pair)
    same(house, "Ana", pair)
    assert not ahead(house, pair).is_agreed
    same(house, "Ben", pair)

    assert ahead(house, pair).is_agreed
    assert (ahead(house, pair).number, ahead(house, pair).at) == (before.number, before.at)
    assert house.entries(*TO_THE_PARTNER) == []
    assert house.facts(pair).suggestion is None


def test_a_suggested_time_is_agreed_when_the_other_takes_it(house: House, pair: UUID) -> None:
    at = workday(house)
    suggest(house, "Ben", pair, at, "before my review?")
    assert house.readers(Kind.MEETING_SUGGESTED) == ["Ana"]
    take(house, "Ben", pair, 1)
    assert not ahead(house, pair).is_agreed, "nobody takes their own"
    take(house, "Ana", pair, 1)

    assert (ahead(house, pair).is_agreed, ahead(house, pair).at) == (True, at)
    assert house.readers(Kind.MEETING_AGREED) == ["Ben"]


def test_in_a_pause_no_time_is_suggested_and_nobody_reads_that_the_end_is_near(house: House, pair: UUID) -> None:
    number = ahead(house, pair).number
    with house.store.write() as tx:
        tx.pairs.save(replace(house.facts(pair).pair, status=Status.PAUSED))
    with pytest.raises(errors.PairPaused):
        suggest(house, "Ben", pair, workday(house), number=number)


def test_the_newest_suggestion_counts_and_an_older_one_shows_what_holds(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    suggest(house, "Ana", pair, workday(house, 2))
    old, new = house.entries(Kind.MEETING_SUGGESTED)
    with house.work() as work:
        stale = meetings.take_time(work, actor("Ana"), pair, 1)

    assert isinstance(drawn(house, old), NotSent)
    assert not isinstance(drawn(house, new), NotSent)
    waiting = open_suggestion(stale.facts, house.now)
    assert waiting is not None
    assert (waiting.turn, waiting.at) == (2, workday(house, 2))
    take(house, "Ben", pair, 2)
    assert ahead(house, pair).at == workday(house, 2)


def test_suggesting_what_the_other_suggested_takes_it(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    suggest(house, "Ana", pair, workday(house))

    assert ahead(house, pair).is_agreed
    assert len(house.entries(Kind.MEETING_SUGGESTED)) == 1


def test_an_agreed_time_stands_until_another_is_taken(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)
    suggest(house, "Ana", pair, workday(house, 2))
    assert ahead(house, pair).at == workday(house)
    take(house, "Ben", pair, 2)

    moved = ahead(house, pair)
    assert moved.at == workday(house, 2)
    assert moved.meeting is not None
    assert moved.meeting.changes == 2
    assert moved.meeting.moved_by == {Side.MENTOR}


def test_who_first_left_the_time_moved_it_however_often_the_two_go_on(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)
    suggest(house, "Ben", pair, workday(house, 2))
    suggest(house, "Ana", pair, workday(house, 3))
    take(house, "Ben", pair, 3)

    (meeting,) = house.facts(pair).meetings
    assert meeting.moved_by == {Side.MENTEE}


def test_a_suggestion_before_anything_was_settled_moves_nothing(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)

    (meeting,) = house.facts(pair).meetings
    assert meeting.moved_by == frozenset()


def test_a_meeting_called_off_closes_its_number_and_the_next_follows_in_the_rhythm(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    house.sign("Ana", pair)
    before = ahead(house, pair)
    cancel(house, "Ana", pair, "a sick child", before.number)
    cancel(house, "Ana", pair, "again", before.number)

    after = ahead(house, pair)
    assert (after.number, after.at - before.at) == (before.number + 1, timedelta(days=14))
    assert house.readers(Kind.MEETING_CANCELLED) == ["Ben"]
    (meeting,) = house.facts(pair).meetings
    assert (meeting.state, meeting.word) == (MeetingState.CANCELLED, "a sick child")
    assert meeting.moved_by == {Side.MENTOR}
    house.live(13)
    assert {check.number for check in house.facts(pair).checks} == set(), "nobody is asked about it"
    house.live(8)
    assert {check.number for check in house.facts(pair).checks} == {2}


def test_the_check_in_follows_the_agreed_time_and_comes_once(house: House, pair: UUID) -> None:
    at = workday(house, 2)
    suggest(house, "Ben", pair, at)
    take(house, "Ana", pair, 1)
    while house.now < at:
        house.live(0.5)
        assert house.facts(pair).checks == ()
    house.live(3)

    numbers = [(check.number, check.person) for check in house.facts(pair).checks]
    assert sorted(numbers) == sorted({(1, house.person(name).id) for name in ("Ana", "Ben")})
    (meeting,) = house.facts(pair).meetings
    assert meeting.expected_at == at
    house.live(14)
    assert {number for number, _ in ((check.number, 0) for check in house.facts(pair).checks)} == {1, 2}


def test_what_has_passed_is_written_down_before_a_later_time_is_agreed(house: House, pair: UUID) -> None:
    house.now += timedelta(days=7, hours=7)  # the first expected meeting is over, and nobody was asked yet
    assert ahead(house, pair).number == 2
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)

    assert [each.number for each in house.facts(pair).meetings] == [1, 2]
    house.live(3, step=0.25)
    assert {check.number for check in house.facts(pair).checks} == {1}


REFUSED: dict[str, tuple[Callable[[House, UUID], None], type[errors.RuleBroken]]] = {
    "a time that is over": (lambda house, pair: suggest(house, "Ben", pair, house.now), errors.TimeRefused),
    "a day off": (
        lambda house, pair: suggest(house, "Ben", pair, datetime(2026, 3, 7, 10, tzinfo=UTC)),
        errors.TimeRefused,
    ),
    "another meeting": (lambda house, pair: suggest(house, "Ben", pair, workday(house), "", 7), errors.MeetingChanged),
    "a long word": (
        lambda house, pair: suggest(house, "Ben", pair, workday(house), "x" * (LONGEST_WORD + 1)),
        errors.FieldsRefused,
    ),
    "a long word at the end": (
        lambda house, pair: cancel(house, "Ben", pair, "x" * (LONGEST_WORD + 1)),
        errors.FieldsRefused,
    ),
    "somebody else": (lambda house, pair: take(house, "Lea", pair, 1), errors.NotYourPair),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_changes_nothing(house: House, pair: UUID, what: str) -> None:
    before = house.state.copy()
    act, refusal = REFUSED[what]

    with pytest.raises(refusal):
        act(house, pair)
    assert house.state == before


def test_a_pair_that_is_over_arranges_nothing(house: House, pair: UUID) -> None:
    house.leave("Ben")
    with pytest.raises(errors.PairEnded):
        same(house, "Ana", pair, 1)
    with pytest.raises(errors.PairEnded):
        cancel(house, "Ana", pair, "", 1)


def test_meetings_released_by_a_pause_are_off_and_blame_nobody(house: House, pair: UUID) -> None:
    suggest(house, "Ben", pair, workday(house))
    take(house, "Ana", pair, 1)
    suggest(house, "Ana", pair, workday(house, 2))
    with house.work() as work:
        facts = work.tx.pairs.facts([pair])[pair]
        meetings.release_meeting(work, facts)
        work.replan([pair])

    (meeting,) = house.facts(pair).meetings
    assert (meeting.state, meeting.moved_by) == (MeetingState.CANCELLED, frozenset())
    assert house.facts(pair).suggestion is None
    assert house.entries(Kind.MEETING_CANCELLED) == []


def test_moved_and_not_yet_are_answers_that_leave_the_number_closed(house: House, pair: UUID) -> None:
    house.live(9)
    house.answer("Ben", pair, 1, Outcome.MOVED)
    suggest(house, "Ben", pair, workday(house))

    assert ahead(house, pair).number == 2
