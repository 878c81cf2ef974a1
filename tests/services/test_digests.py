"""Laws of the digest's use cases: once a week, names to leads alone and on the record."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.digest import DigestCounts
from bot.domain.health import SignalKind
from bot.domain.notices import GiveUp, NoticeKind, OutboxEntry, ToChannel
from bot.services import digests, homes, programs
from tests.services.house import House, actor, profile


def post(house: House) -> int:
    """The digests that are due."""
    with house.work() as work:
        return digests.post_due_digests(work)


def needs(house: House, name: str) -> list[tuple[str, str, list[SignalKind]]]:
    """What a lead is shown."""
    with house.work() as work:
        found = digests.look_at_needs(work, actor(name))
    return [(need.mentor, need.mentee, [signal.kind for signal in need.signals]) for need in found]


def test_a_digest_comes_once_on_its_day(house: House, pair: UUID) -> None:
    assert post(house) == 0
    house.go(days=7)
    assert post(house) == 1
    assert post(house) == 0

    (digest,) = house.entries(NoticeKind.DIGEST)
    assert digest.notice.to == ToChannel(channel="C0LEADS")
    assert DigestCounts(**{key: int(number) for key, number in digest.notice.facts.items()}).initiation == 1
    (program,) = house.state.programs.values()
    assert house.now < program.next_digest_at <= house.now + timedelta(days=7)


def test_three_weeks_of_outage_make_one_digest(house: House, pair: UUID) -> None:
    house.go(days=24)
    assert post(house) == 1
    assert post(house) == 0
    house.go(days=7)
    assert post(house) == 1


def test_another_hour_on_the_same_day_makes_no_second_digest(house: House) -> None:
    house.go(days=7)
    post(house)
    house.set_up(digest_hour=20)
    house.go(hours=12)
    post(house)

    assert len(house.entries(NoticeKind.DIGEST)) == 1


def test_leads_read_the_same_numbers_now_and_nobody_else_does(house: House, pair: UUID) -> None:
    with house.reading() as work:
        program, counts = digests.read_digest(work, actor("Lea"))
        assert (program.terms.name, counts) == ("Compass", DigestCounts(initiation=1, unsigned=1))
        for name in ("Ana", "Ben", "Max"):
            with pytest.raises(errors.NotALead):
                digests.read_digest(work, actor(name))
            with pytest.raises(errors.NotALead):
                digests.look_at_needs(work, actor(name))


def test_a_look_is_recorded_and_the_pair_can_see_that_somebody_looked(house: House, pair: UUID) -> None:
    house.go(days=20)
    assert needs(house, "Lea") == [("U0ANA", "U0BEN", [SignalKind.NOT_STARTED])]

    with house.reading() as work:
        (look,) = work.tx.looks.of(pair)
        assert (look.lead, look.at) == (house.person("Lea").id, house.now)
        for name in ("Ana", "Ben"):
            (mine,) = homes.read_home(work, actor(name)).pairs
            assert mine.looks == (house.now,)


def test_a_healthy_pair_is_neither_shown_nor_looked_at(house: House, pair: UUID) -> None:
    assert needs(house, "Lea") == []
    assert house.state.looks == {}


def test_a_lead_in_a_pair_sees_none_of_its_needs(house: House, pair: UUID) -> None:
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    house.go(days=20)

    assert needs(house, "Ana") == []
    assert house.state.looks == {}
    assert len(needs(house, "Lea")) == 1


def test_people_who_could_not_be_reached_are_counted_by_person(house: House, pair: UUID) -> None:
    entries: list[OutboxEntry] = []
    while not entries:
        house.go(hours=3)
        house.tick_all()
        entries = [entry for entry in house.claim() if entry.notice.kind is NoticeKind.CHECK_IN]
    for entry in entries:
        house.record(entry, GiveUp(reason="user_disabled"))
    with house.reading() as work:
        _, counts = digests.read_digest(work, actor("Lea"))
    assert counts.unreachable == len({entry.notice.to for entry in entries}) == 2

    house.go(days=8)
    with house.reading() as work:
        assert digests.read_digest(work, actor("Lea"))[1].unreachable == 0


def test_a_refused_proposal_is_no_ending(house: House) -> None:
    pair = house.propose()
    house.decline("Ana", pair)
    with house.reading() as work:
        assert digests.read_digest(work, actor("Lea"))[1] == DigestCounts(proposed=1)
    house.live(9)
    with house.reading() as work:
        assert digests.read_digest(work, actor("Lea"))[1] == DigestCounts()
