"""Laws of what the operator is told of delivery."""

from datetime import timedelta
from uuid import UUID

from bot.domain.notices import GiveUp, NoticeKind, OutboxState
from bot.services.backlog import DEAD_SINCE, Backlog, read_backlog
from tests.services.house import House
from tests.services.test_delivery import leased
from tests.support.people_of_the_house import WORKSPACE


def backlog_of(house: House) -> Backlog:
    """How delivery stands."""
    with house.reading() as work:
        return read_backlog(work)


def test_what_can_go_is_counted_with_its_oldest(house: House) -> None:
    house.deliver()
    assert backlog_of(house).oldest is None
    first = house.now
    house.propose()
    house.go(minutes=5)
    found = backlog_of(house)

    assert found.waiting == {WORKSPACE: len(house.waiting(*NoticeKind))}
    assert (found.count, found.oldest) == (found.waiting[WORKSPACE], first)
    assert found.time_left(per_minute=2) == timedelta(minutes=found.count / 2)


def test_what_needs_somebody_is_counted_by_reason_and_the_dead_for_a_week(house: House, pair: UUID) -> None:
    house.record(leased(house, NoticeKind.DIGEST), GiveUp(reason="is_archived"))
    house.record(leased(house, NoticeKind.CHECK_IN), GiveUp(reason="user_disabled"))
    found = backlog_of(house)

    assert [(each.kind, each.reason, each.count) for each in found.for_leads] == [("digest", "is_archived", 1)]
    assert [(each.kind, each.reason, each.state) for each in found.dead] == [
        ("check_in", "user_disabled", OutboxState.DEAD)
    ]
    house.now += DEAD_SINCE + timedelta(seconds=1)
    assert backlog_of(house).dead == ()
    assert len(backlog_of(house).for_leads) == 1, "a lead has still to decide"
