"""Laws of a mentor with several mentees: one message a week, in which nobody is left out."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest

from bot.domain.attention import BEFORE_CLOSING, SLOTS_A_WEEK, weekly_at
from bot.domain.cadence import iso_week
from bot.domain.facts import Occurrence, OccurrenceState
from bot.domain.meetings import Meeting
from bot.domain.notices import NoticeKind, OutboxEntry, ToPerson
from bot.domain.programs import Rhythm, Role
from scheduler.prompts import PROMPTS
from tests.services.house import House
from tests.support.papers_of_the_house import agreed

MENTEES = ("Ben", "Kim", "Liv")
WEEKS = 15


def three_mentees() -> tuple[House, list[UUID]]:
    """Ana in a weekly program, started with three mentees on the same morning."""
    house = House()
    house.set_up(rhythm=Rhythm.WEEKLY)
    house.join("Ana", Role.MENTOR)
    for name in MENTEES:
        house.join(name, Role.MENTEE)
    return house, [house.start("Ana", name) for name in MENTEES]


def live(house: House, pairs: list[UUID], weeks: int, step: float = 1 / 24) -> None:
    """Weeks in which each mentee answers what they are asked, so that nobody falls silent."""
    end = house.now + timedelta(weeks=weeks)
    while house.now < end:
        house.live(step, step=step)
        for name, pair in zip(MENTEES, pairs, strict=True):
            open_checks = [each for each in house.facts(pair).checks if each.outcome is None]
            for check in open_checks:
                if check.person == house.person(name).id:
                    house.answer(name, pair, check.number)


@pytest.fixture(scope="module")
def lived() -> tuple[House, list[UUID]]:
    """Three mentorships after fifteen weeks."""
    house, pairs = three_mentees()
    live(house, pairs, WEEKS)
    return house, pairs


def to(house: House, name: str) -> list[OutboxEntry]:
    """All that was sent to somebody which they had not asked for."""
    person = ToPerson(person=house.person(name).id)
    replies = {NoticeKind.PROPOSAL, NoticeKind.AGREEMENT_DRAFTED, NoticeKind.AGREEMENT_SIGNED}
    return [
        entry for entry in house.state.outbox.values() if entry.notice.to == person and entry.notice.kind not in replies
    ]


def asked_about(house: House, pair: UUID, name: str) -> int:
    """How often somebody was asked about a pair's meetings."""
    person = house.person(name).id
    return sum(check.person == person for check in house.facts(pair).checks)


def test_a_mentor_of_several_gets_one_message_a_week(lived: tuple[House, list[UUID]]) -> None:
    house, _ = lived
    ana = house.person("Ana")
    weeks = Counter(iso_week(entry.created_at, ana.tz) for entry in to(house, "Ana"))

    assert set(weeks.values()) == {1}
    assert len(weeks) >= WEEKS - 1, "nor is a week left out"


def test_it_comes_on_the_last_working_day_before_it_closes(lived: tuple[House, list[UUID]]) -> None:
    house, _ = lived
    ana = house.person("Ana")

    for entry in to(house, "Ana"):
        at = weekly_at(ana, entry.created_at)
        assert at is not None
        assert at <= entry.created_at < at + BEFORE_CLOSING


def test_a_message_that_missed_its_day_comes_as_soon_as_it_can() -> None:
    house, pairs = three_mentees()
    friday = datetime(2026, 3, 13, 14, tzinfo=UTC)
    live(house, pairs, 1)
    house.now = friday - timedelta(hours=1)
    house.tick_all()
    before = len(to(house, "Ana"))
    house.now = friday + timedelta(hours=4)
    house.tick_all()
    assert len(to(house, "Ana")) == before

    house.now = friday + timedelta(days=3)
    house.tick_all()
    assert len(to(house, "Ana")) == before + 1


def test_no_mentee_is_left_out_of_it(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    asked = [asked_about(house, pair, "Ana") for pair in pairs]
    meetings = [len(house.facts(pair).meetings) for pair in pairs]

    assert all(count >= expected - 1 for count, expected in zip(asked, meetings, strict=True))


def test_each_mentee_hears_as_often_as_with_a_mentor_of_their_own(lived: tuple[House, list[UUID]]) -> None:
    house, pairs = lived
    for name, pair in zip(MENTEES, pairs, strict=True):
        assert asked_about(house, pair, name) >= WEEKS - 1
        person = house.person(name)
        weeks = Counter(iso_week(entry.created_at, person.tz) for entry in to(house, name))
        assert max(weeks.values()) <= SLOTS_A_WEEK


def test_a_second_mentee_is_what_makes_it_weekly(lived: tuple[House, list[UUID]]) -> None:
    house, _ = lived
    weekly = [bundle for bundle in house.state.bundles.values() if bundle.is_weekly]

    assert weekly
    assert {bundle.person for bundle in weekly} == {house.person("Ana").id}


@pytest.mark.parametrize(
    "slots",
    [
        ((0, time(10)), (0, time(11)), (0, time(13))),
        ((0, time(10)), (1, time(10)), (4, time(10))),
        ((4, time(16)), (4, time(16)), (4, time(16))),
    ],
    ids=["one morning", "through the week", "after the message of the week"],
)
def test_whoever_meets_whenever_in_the_week_is_in_it(slots: tuple[tuple[int, time], ...]) -> None:
    house, pairs = three_mentees()
    for name, pair, (weekday, at) in zip(MENTEES, pairs, slots, strict=True):
        house.draft(name, pair, agreed(weekday=weekday, at=at, rhythm=Rhythm.WEEKLY))
        house.sign("Ana", pair)
    live(house, pairs, 6)

    for pair in pairs:
        assert asked_about(house, pair, "Ana") >= len(house.facts(pair).meetings) - 1


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
        work.tx.meetings.expect(pair_workspace(house, pair), Meeting(pair=pair, number=1, expected_at=first_meeting()))
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
    house.tick_all()

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
