"""Laws of a mentor with several mentees: the week stays quiet, and nobody is the one who is never asked about."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from bot.domain.attention import SLOTS_A_WEEK
from bot.domain.cadence import iso_week
from bot.domain.facts import Occurrence, OccurrenceState
from bot.domain.meetings import Meeting
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.programs import Rhythm, Role
from scheduler.prompts import PROMPTS
from scheduler.prompts.check_in import CheckInPrompt
from tests.services.house import House
from tests.support.papers_of_the_house import agreed
from tests.support.people_of_the_house import NOW

MENTEES = ("Ben", "Kim", "Liv")
UNASKED = (NoticeKind.CHECK_IN, NoticeKind.AGREEMENT_NUDGE, NoticeKind.CLOSURE_OPENS)
WEEKS = 15


def three_mentees(order: tuple[str, ...] = MENTEES) -> tuple[House, list[UUID]]:
    """Ana in a weekly program, started with three mentees on the same morning."""
    house = House()
    house.set_up(rhythm=Rhythm.WEEKLY)
    house.join("Ana", Role.MENTOR)
    for name in order:
        house.join(name, Role.MENTEE)
    return house, [house.start("Ana", name) for name in order]


@pytest.fixture(scope="module")
def lived() -> tuple[House, list[UUID]]:
    """The same after fifteen weeks."""
    house, pairs = three_mentees()
    house.live(7 * WEEKS, step=0.25)
    return house, pairs


def asked_of_ana(house: House, pair: UUID) -> int:
    """How often Ana was asked about a pair."""
    facts = house.facts(pair)
    return sum(check.person == facts.mentor.id for check in facts.checks)


def test_no_mentee_is_asked_about_less_than_half_as_often_as_another(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    asked = [asked_of_ana(house, pair) for pair in pairs]

    assert max(asked) <= 2 * min(asked)
    assert sum(asked) >= 1.5 * WEEKS, "nor is the week left empty"


def test_whoever_was_left_out_is_asked_about_next(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    for pair in pairs:
        facts = house.facts(pair)
        asked = sorted(check.asked_at for check in facts.checks if check.person == facts.mentor.id)
        # In the fourth and fifth week three reminders of the agreement take three slots.
        gaps = [(then - before, before) for before, then in pairwise([NOW, *asked])]
        assert all(gap <= timedelta(days=22 if since < NOW + timedelta(days=35) else 15) for gap, since in gaps)
        assert asked[-1] >= house.now - timedelta(days=15)


def test_nobody_s_week_has_more_than_two_unasked_messages(lived: tuple[House, list[UUID]]) -> None:
    house, _ = lived
    weeks: Counter[tuple[UUID, str]] = Counter()
    for entry in house.entries(*UNASKED):
        assert isinstance(entry.notice.to, ToPerson)
        person = house.state.people[entry.notice.to.person]
        weeks[person.id, iso_week(entry.created_at, person.tz)] += 1

    assert max(weeks.values()) == SLOTS_A_WEEK


def test_nobody_is_asked_about_a_meeting_beyond_its_grace(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    for pair in pairs:
        facts = house.facts(pair)
        expected = {meeting.number: meeting.expected_at for meeting in facts.meetings}
        for check in facts.checks:
            # Three days more at most, until a window opens after a weekend.
            assert check.asked_at - expected[check.number] <= CheckInPrompt.grace + timedelta(days=3)


def test_each_mentee_hears_as_often_as_with_a_mentor_of_their_own(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    for pair in pairs:
        facts = house.facts(pair)
        assert sum(check.person == facts.mentee.id for check in facts.checks) >= WEEKS - 1


@pytest.mark.parametrize(
    "slots",
    [
        ((0, time(10)), (0, time(11)), (0, time(13))),
        ((0, time(10)), (0, time(10)), (1, time(10))),
        ((0, time(10)), (1, time(10)), (4, time(10))),
        ((2, time(10)), (2, time(11)), (2, time(12))),
    ],
)
def test_whoever_meets_later_in_the_week_is_asked_about_as_fairly(slots: tuple[tuple[int, time], ...]) -> None:
    house, pairs = three_mentees()
    for name, pair, (weekday, at) in zip(MENTEES, pairs, slots, strict=True):
        house.draft(name, pair, agreed(weekday=weekday, at=at, rhythm=Rhythm.WEEKLY))
        house.sign("Ana", pair)
    house.live(7 * WEEKS, step=1 / 24)
    asked = [asked_of_ana(house, pair) for pair in pairs]

    assert max(asked) <= 2 * min(asked)
    assert sum(asked) >= 1.5 * WEEKS


def check_in(house: House, pair: UUID) -> Occurrence:
    """Ben's newest check-in."""
    facts = house.facts(pair)
    found = facts.newest("check_in", facts.mentee.id)
    assert found is not None
    return found


@pytest.mark.parametrize(("after", "state"), [(0, OccurrenceState.DONE), (1, OccurrenceState.SKIPPED)])
def test_a_check_in_that_was_moved_is_late_from_when_it_was_first_due(after: int, state: OccurrenceState) -> None:
    house = House(PROMPTS)
    house.set_up()
    house.join("Ana")
    house.join("Ben")
    pair = house.start()
    ben = house.person("Ben")
    # First due on a Wednesday: Monday is within its five days, the hour after Monday's is not.
    first = datetime(2026, 3, 11, 8, tzinfo=UTC)
    with house.work() as work:
        work.tx.checks.expect(pair_workspace(house, pair), Meeting(pair=pair, number=1, expected_at=first_meeting()))
        work.replan([pair])
        for slot in range(1, SLOTS_A_WEEK + 1):
            work.tx.attention.take(ben.workspace, ben.id, "2026-W11", slot, house.now)
    assert check_in(house, pair).due_at == first
    house.now = first
    house.tick_all()
    moved = check_in(house, pair)
    monday = datetime(2026, 3, 16, 8, tzinfo=UTC)
    assert (moved.due_at, moved.reason, moved.state) == (
        monday,
        "the week's slots are taken",
        OccurrenceState.OPEN,
    )
    house.now = monday + timedelta(hours=after)
    house.tick()

    finished = next(row for row in house.state.occurrences.values() if row.id == moved.id)
    assert (finished.state, finished.finished_at) == (state, house.now)
    assert finished.reason == ("its time was over" if after else None)
    assert check_in(house, pair).number == 2
    assert house.readers(NoticeKind.CHECK_IN).count("Ben") == (0 if after else 1)


def pair_workspace(house: House, pair: UUID) -> str:
    """Where a pair is."""
    return house.facts(pair).pair.workspace


def first_meeting() -> datetime:
    """When a meeting of 45 minutes began that is over when Wednesday's window opens."""
    return datetime(2026, 3, 11, 7, 15, tzinfo=UTC)
