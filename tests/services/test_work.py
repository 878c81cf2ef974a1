"""Laws of how every use case ends: told once, withdrawn in time, planned anew."""

from datetime import timedelta
from uuid import UUID

from bot.domain.facts import OccurrenceState
from bot.domain.notices import NoticeKind, OutboxState
from bot.services import housekeeping
from bot.services.work import replanned
from scheduler.prompts import PROMPTS
from tests.services.house import House
from tests.support.papers_of_the_house import a_notice
from tests.support.people_of_the_house import WORKSPACE


def test_a_known_key_is_told_once(house: House, pair: UUID) -> None:
    with house.work() as work:
        work.tell(a_notice("one"), a_notice("one"), a_notice("two"))
        work.tell(a_notice("one"))

    assert [entry.notice.key for entry in house.entries(NoticeKind.CHECK_IN)] == ["one", "two"]


def test_only_what_has_not_left_can_be_withdrawn(house: House, pair: UUID) -> None:
    house.deliver()
    with house.work() as work:
        work.tell(a_notice("one"))
        assert work.cancel(WORKSPACE, "one", "a test")
        assert not work.cancel(WORKSPACE, "one", "a test")
        assert not work.cancel(WORKSPACE, "never told", "a test")
        assert not work.cancel("T0OTHER", "one", "a test")
        work.tell(a_notice("two"))
    house.claim()
    with house.work() as work:
        assert not work.cancel(WORKSPACE, "two", "a test")

    one, two = house.entries(NoticeKind.CHECK_IN)
    assert (one.state, one.reason) == (OutboxState.CANCELLED, "a test")
    assert two.state is OutboxState.LEASED


def test_planning_what_is_planned_writes_nothing(house: House, pair: UUID) -> None:
    assert replanned(house.facts(pair), PROMPTS, house.now) == []


def test_what_is_called_for_no_more_is_dropped_with_its_reason(house: House, pair: UUID) -> None:
    rows = replanned(house.facts(pair), (), house.now)

    assert len(rows) == len(house.state.occurrences) - 1, "the proposal's own is finished"
    assert {(row.state, row.reason) for row in rows} == {(OccurrenceState.DROPPED, "not called for any more")}


def test_what_nobody_needs_any_more_is_pruned(house: House, pair: UUID) -> None:
    house.deliver()
    with house.work() as work:
        work.tx.inbox.take(WORKSPACE, "Ev1", work.now)
    delivered = len(house.entries(NoticeKind.PROPOSAL, NoticeKind.INTRODUCTION))
    for days, pruned in ((3, (0, 0)), (1, (0, 1)), (396, (0, 0)), (1, (delivered, 0))):
        house.now += timedelta(days=days)
        with house.work() as work:
            assert housekeeping.housekeep(work) == pruned
    assert house.entries(NoticeKind.PROPOSAL) == []
