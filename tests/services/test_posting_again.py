"""Laws of *Post again*: there is always somebody who can, and what they post again leaves."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain import errors
from bot.domain.bundles import Bundle, Part
from bot.domain.notices import (
    Delivered,
    GiveUp,
    Notice,
    NoticeKind,
    OutboxEntry,
    OutboxState,
    SendOutcome,
    ToPerson,
    TryLater,
    Unsure,
)
from bot.services import delivery, digests, homes, programs
from tests.services.house import House, actor, profile
from tests.support.people_of_the_house import WORKSPACE

ARRIVED = Delivered(channel="D9", ts="9.9")


@pytest.fixture
def ana_alone(house: House) -> House:
    """Ana is the only lead."""
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    with house.work() as work:
        programs.dismiss_lead(work, actor("Ana"), "U0LEA")
    return house


def unsure_introduction(house: House, pair: UUID) -> OutboxEntry:
    """Nobody knows whether Ana and Ben were introduced."""
    (entry,) = (each for each in house.claim() if each.notice.kind is NoticeKind.INTRODUCTION)
    assert entry.notice.pair == pair
    return house.record(entry, Unsure(reason="time-out"))


def told(house: House, entry: OutboxEntry) -> list[str]:
    """Who hears of it."""
    found = [each.notice.to for each in house.entries(NoticeKind.UNDELIVERED) if each.notice.about == entry.id]
    return sorted(house.state.people[to.person].name for to in found if isinstance(to, ToPerson))


def post_again(house: House, name: str, entry: OutboxEntry) -> OutboxEntry:
    """A click."""
    with house.work() as work:
        return delivery.post_again(work, actor(name), entry.id)


def arrives(house: House, entry: OutboxEntry) -> bool:
    """Whether it leaves now, to a Slack that takes it."""
    found = [each for each in house.claim() if each.id == entry.id]
    return [house.record(each, ARRIVED).state for each in found] == [OutboxState.DELIVERED]


def test_the_only_lead_hears_of_their_own_pair_s_introduction_and_can_post_it_again(ana_alone: House) -> None:
    house, pair = ana_alone, started(ana_alone)
    entry = unsure_introduction(house, pair)

    assert told(house, entry) == ["Ana"]
    with house.reading() as work:
        assert [each.id for each in homes.read_home(work, actor("Ana")).waiting] == [entry.id]
        assert delivery.waiting_for(work, house.person("Lea").id, WORKSPACE) == ()
    for name in ("Ben", "Lea", "Nobody"):
        with pytest.raises(errors.NotALead):
            post_again(house, name, entry)
    assert post_again(house, "Ana", entry).state is OutboxState.WAITING
    assert arrives(house, entry)


def started(house: House) -> UUID:
    """Ana, who leads, proposes herself and Ben; both say yes."""
    with house.work() as work:
        programs.appoint_lead(work, actor("Ana"), profile("Lea"))
    pair = house.propose()
    with house.work() as work:
        programs.dismiss_lead(work, actor("Ana"), "U0LEA")
    house.accept("Ana", pair)
    house.accept("Ben", pair)
    return pair


def test_an_outside_contact_who_was_told_can_post_again_and_the_lead_in_the_pair_cannot(ana_alone: House) -> None:
    house = ana_alone
    house.set_up("Ana", outside=profile("Max"))
    entry = unsure_introduction(house, started(house))

    assert told(house, entry) == ["Max"]
    with pytest.raises(errors.NotPostedAgain):
        post_again(house, "Ana", entry)
    with pytest.raises(errors.NotALead):
        post_again(house, "Ben", entry)
    assert post_again(house, "Max", entry).state is OutboxState.WAITING
    assert arrives(house, entry)
    with pytest.raises(errors.NotPostedAgain):
        post_again(house, "Max", entry)


def test_a_contact_who_was_not_told_posts_nothing(house: House) -> None:
    house.set_up(outside=profile("Max"))
    entry = unsure_introduction(house, house.start())

    assert told(house, entry) == ["Lea"]
    with pytest.raises(errors.NotALead):
        post_again(house, "Max", entry)


def late_digest(house: House) -> OutboxEntry:
    """A digest that could not be posted until its day was over."""
    house.go(days=7)
    with house.work() as work:
        digests.post_due_digests(work)
    (digest,) = (each for each in house.claim() if each.notice.kind is NoticeKind.DIGEST)
    waiting = house.record(digest, GiveUp(reason="not_in_channel"))
    assert waiting.notice.expires_at
    house.now = waiting.notice.expires_at + timedelta(hours=1)
    return waiting


def late_check_in(house: House) -> OutboxEntry:
    """A check-in that Slack refused, and that a lead finds a week later."""
    house.start()
    while not (found := [each for each in house.claim() if each.notice.kind is NoticeKind.CHECK_IN]):
        house.go(hours=3)
        house.tick_all()
    waiting = house.record(found[0], GiveUp(reason="missing_scope"))
    assert waiting.notice.expires_at
    house.now = waiting.notice.expires_at
    return waiting


@pytest.mark.parametrize("late", [late_digest, late_check_in])
def test_what_is_posted_again_leaves_although_its_day_is_over(
    house: House, late: Callable[[House], OutboxEntry]
) -> None:
    entry = late(house)
    assert post_again(house, "Lea", entry).state is OutboxState.WAITING
    assert arrives(house, entry)


@pytest.mark.parametrize(
    "outcome",
    [
        TryLater(seconds=1, reason="pacing"),
        TryLater(seconds=60, reason="ratelimited"),
        TryLater(seconds=300, reason="token_revoked"),
        TryLater(seconds=0, reason="claimed and not sent"),
    ],
)
def test_nor_does_its_day_count_when_slack_makes_it_wait(house: House, outcome: SendOutcome) -> None:
    entry = late_digest(house)
    post_again(house, "Lea", entry)
    for _ in range(3):
        (again,) = (each for each in house.claim() if each.id == entry.id)
        assert house.record(again, outcome).state is OutboxState.WAITING
        house.go(minutes=6)
    assert arrives(house, entry)


def test_an_unsure_repetition_of_what_was_posted_again_leaves_too(house: House) -> None:
    entry = late_check_in(house)
    post_again(house, "Lea", entry)
    (again,) = (each for each in house.claim() if each.id == entry.id)
    assert house.record(again, Unsure(reason="time-out")).state is OutboxState.WAITING
    house.go(minutes=1)
    assert arrives(house, entry)


def test_what_nobody_posts_again_does_not_leave_after_its_day(house: House) -> None:
    entry = late_digest(house)
    house.go(days=30)
    assert not arrives(house, entry)
    assert house.state.outbox[entry.id].state is OutboxState.WAITING_LEAD


def test_of_several_things_in_one_message_a_lead_hears_as_of_one(house: House) -> None:
    pair = house.start()
    ben = house.state.pairs[pair].mentee
    part = Part(kind=NoticeKind.CHECK_IN, pair=pair, facts={"number": 1})
    bundle = Bundle(id=uuid4(), workspace=WORKSPACE, person=ben, made_at=house.now, parts=(part,), is_weekly=False)
    notice = Notice(kind=NoticeKind.BUNDLE, workspace=WORKSPACE, to=ToPerson(person=ben), key="bundle", about=bundle.id)
    with house.work() as work:
        work.tx.bundles.add(bundle)
        work.tell(notice)
    (entry,) = (each for each in house.claim() if each.notice.kind is NoticeKind.BUNDLE)
    refused = house.record(entry, GiveUp(reason="channel_not_found"))

    assert told(house, refused) == ["Lea"]
    assert post_again(house, "Lea", refused).state is OutboxState.WAITING
