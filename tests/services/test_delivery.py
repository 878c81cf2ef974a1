"""What becomes of a message: every outcome for every kind, and never a message that is lost."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.notices import (
    ASK_LEAD,
    Delivered,
    GiveUp,
    Notice,
    NoticeKind,
    NotSent,
    OutboxEntry,
    OutboxState,
    Recipient,
    ToChannel,
    ToPair,
    ToPerson,
    TryLater,
    Unsure,
)
from bot.services import delivery, digests, programs
from bot.services.delivery import AFTER_UNSURE, HOLD, LEASE, MENDABLE, Untried
from tests.services.house import COURIER, House, actor, profile
from tests.support.people_of_the_house import WORKSPACE

TO_ONE = sorted(set(NoticeKind) - ASK_LEAD)
REPORTED = sorted(set(NoticeKind) - {NoticeKind.UNDELIVERED})
ARRIVED = Delivered(channel="D9", ts="9.9")


def leased(house: House, kind: NoticeKind = NoticeKind.CHECK_IN, to: Recipient | None = None) -> OutboxEntry:
    """A message about Ana and Ben's pair, claimed."""
    (pair,) = house.state.pairs
    notice = Notice(
        kind=kind,
        workspace=WORKSPACE,
        to=to or ToPerson(person=house.person("Ben").id),
        key=f"{kind} in a test {len(house.state.outbox)}",
        pair=pair,
        facts={"number": 1},
    )
    house.deliver()
    with house.work() as work:
        work.tell(notice)
    (entry,) = house.claim()
    return entry


def reports(house: House, about: UUID) -> list[str]:
    """Who was told that a message did not arrive."""
    told = [entry.notice.to for entry in house.entries(NoticeKind.UNDELIVERED) if entry.notice.about == about]
    return sorted(house.state.people[to.person].name for to in told if isinstance(to, ToPerson))


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_slack_has_is_done_and_drops_its_facts(house: House, pair: UUID, kind: NoticeKind) -> None:
    entry = leased(house, kind)
    done = house.record(entry, ARRIVED)

    assert (done.state, done.channel, done.ts, done.finished_at) == (OutboxState.DELIVERED, "D9", "9.9", house.now)
    assert (done.lease_until, done.leased_by, done.notice.facts, done.notice.key) == (None, None, {}, entry.notice.key)
    assert reports(house, entry.id) == []


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_slack_refuses_for_now_waits_as_long_as_slack_says(house: House, pair: UUID, kind: NoticeKind) -> None:
    entry = leased(house, kind)
    for _ in range(5):
        later = house.record(entry, TryLater(seconds=30, reason="ratelimited"))
        assert (later.state, later.unsure, later.reason) == (OutboxState.WAITING, 0, "ratelimited")
        assert later.not_before == house.now + timedelta(seconds=30)
        house.go(seconds=29)
        assert house.claim() == []
        house.go(seconds=1)
        (entry,) = house.claim()
    assert entry.attempts == 6
    assert reports(house, entry.id) == []


@pytest.mark.parametrize("kind", REPORTED)
@pytest.mark.parametrize("reason", ["user_disabled", "msg_too_long", *sorted(MENDABLE)])
def test_what_slack_refuses_for_good_is_told_to_a_lead(house: House, pair: UUID, kind: NoticeKind, reason: str) -> None:
    entry = leased(house, kind)
    gone = house.record(entry, GiveUp(reason=reason))

    assert gone.state is (OutboxState.WAITING_LEAD if reason in MENDABLE else OutboxState.DEAD)
    assert (gone.reason, gone.lease_until) == (reason, None)
    assert reports(house, entry.id) == ["Lea"]


@pytest.mark.parametrize("kind", TO_ONE)
def test_a_message_to_one_goes_once_more_when_unsure_and_then_to_a_lead(
    house: House, pair: UUID, kind: NoticeKind
) -> None:
    entry = leased(house, kind)
    once = house.record(entry, Unsure(reason="time-out"))
    assert (once.state, once.unsure, once.not_before) == (OutboxState.WAITING, 1, house.now + AFTER_UNSURE)
    assert reports(house, entry.id) == []
    house.now = once.not_before
    (again,) = house.claim()

    assert house.record(again, Unsure(reason="time-out")).state is OutboxState.WAITING_LEAD
    assert reports(house, entry.id) == ([] if kind is NoticeKind.UNDELIVERED else ["Lea"])


@pytest.mark.parametrize("kind", sorted(ASK_LEAD))
def test_a_message_to_several_is_never_repeated_on_a_guess(house: House, pair: UUID, kind: NoticeKind) -> None:
    entry = leased(house, kind, ToPair(pair=pair))

    assert house.record(entry, Unsure(reason="time-out")).state is OutboxState.WAITING_LEAD
    assert reports(house, entry.id) == ["Lea"]
    house.go(days=30)
    assert entry.id not in {each.id for each in house.claim()}


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_must_not_be_sent_any_more_is_cancelled_and_told_to_nobody(
    house: House, pair: UUID, kind: NoticeKind
) -> None:
    entry = leased(house, kind)
    gone = house.record(entry, NotSent(reason="taken back by its author"))

    assert (gone.state, gone.reason) == (OutboxState.CANCELLED, "taken back by its author")
    assert reports(house, entry.id) == []


def test_a_message_past_its_day_is_not_sent(house: House, pair: UUID) -> None:
    house.deliver()
    with house.work() as work:
        work.tell(
            Notice(
                kind=NoticeKind.DIGEST,
                workspace=WORKSPACE,
                to=ToChannel(channel="C0LEADS"),
                key="old news",
                expires_at=house.now + timedelta(hours=1),
            )
        )
    house.go(hours=1)

    assert house.claim() == []
    (digest,) = house.entries(NoticeKind.DIGEST)
    assert (digest.state, digest.reason) == (OutboxState.EXPIRED, "its day was over")


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_lease_that_ran_out_is_unsure_not_free(house: House, pair: UUID, kind: NoticeKind) -> None:
    entry = leased(house, kind)
    house.now += LEASE - timedelta(microseconds=1)
    assert house.claim("courier-2") == []
    house.go(microseconds=1)
    house.claim("courier-2")

    lapsed = house.state.outbox[entry.id]
    assert lapsed.unsure == 1
    assert lapsed.state is (OutboxState.WAITING_LEAD if kind in ASK_LEAD else OutboxState.WAITING)


def test_a_result_for_a_lease_that_somebody_took_over_is_left_to_them(house: House, pair: UUID) -> None:
    entry = leased(house)
    house.now += LEASE
    house.claim("courier-2")
    house.now += AFTER_UNSURE
    (theirs,) = house.claim("courier-2")

    assert house.record(entry, ARRIVED, COURIER) == theirs
    assert house.record(theirs, ARRIVED, "courier-2").state is OutboxState.DELIVERED
    before = house.state.copy()
    house.record(theirs, GiveUp(reason="late"), "courier-2")
    with house.work() as work:
        delivery.record(work, [(replace(theirs, id=pair), ARRIVED)], "courier-2")
    assert house.state == before, "a final message stays final"


def test_no_more_is_claimed_than_is_asked_for_and_nothing_twice(house: House, pair: UUID) -> None:
    for name in ("Kim", "Liv"):
        house.join(name)
    house.propose("Ana", "Kim")
    house.propose("Ana", "Liv")
    first, rest, none = house.claim(limit=1), house.claim(), house.claim()

    assert len(first) == 1
    assert len(rest) > 1
    assert none == []
    assert {entry.id for entry in first}.isdisjoint(entry.id for entry in rest)


def test_a_workspace_is_paced_by_one_courier_until_that_one_is_silent(house: House, pair: UUID) -> None:
    (first,) = house.claim(limit=1)
    assert house.claim("courier-2") == []
    house.now += HOLD - timedelta(microseconds=1)
    assert house.claim("courier-2") == []
    house.now += timedelta(microseconds=1)
    theirs = house.claim("courier-2")

    assert {entry.leased_by for entry in theirs} == {"courier-2"}
    assert house.claim() == []
    assert house.record(first, ARRIVED).state is OutboxState.DELIVERED, "what it has in hand is its own"


def test_a_claim_that_was_not_tried_is_no_attempt(house: House, pair: UUID) -> None:
    entry = leased(house)
    with house.work() as work:
        delivery.record(work, [(entry, Untried())], COURIER)
    back = house.state.outbox[entry.id]

    assert (back.state, back.attempts, back.unsure, back.lease_until) == (OutboxState.WAITING, 0, 0, None)
    assert back.not_before == entry.not_before
    assert [each.attempts for each in house.claim() if each.id == entry.id] == [1]


def test_an_end_of_an_earlier_attempt_is_left_to_the_later_one(house: House, pair: UUID) -> None:
    entry = leased(house)
    house.now += LEASE
    house.claim()
    house.now += AFTER_UNSURE
    (again,) = house.claim()
    assert (again.leased_by, again.attempts) == (entry.leased_by, entry.attempts + 1)

    assert house.record(entry, GiveUp(reason="too late to count")) == again


def test_channels_are_kept_once_slack_named_them(house: House, pair: UUID) -> None:
    house.record(leased(house), ARRIVED)
    house.record(leased(house, NoticeKind.AGREEMENT_DRAFTED, ToPair(pair=pair)), Delivered(channel="G9", ts="1"))
    house.record(leased(house, NoticeKind.DIGEST, ToChannel(channel="C1")), Delivered(channel="C1", ts="1"))

    assert house.person("Ben").dm_channel == "D9"
    assert house.facts(pair).pair.group_channel == "G9"


def waiting_for_lead(house: House) -> OutboxEntry:
    """An introduction that a lead may post again."""
    entry = leased(house, NoticeKind.INTRODUCTION)
    return house.record(entry, Unsure(reason="time-out"))


def post_again(house: House, name: str, entry: UUID) -> OutboxEntry:
    """A lead's click."""
    with house.work() as work:
        return delivery.post_again(work, actor(name), entry)


def test_a_lead_posts_again_once_and_hears_again_when_it_fails_again(house: House, pair: UUID) -> None:
    entry = waiting_for_lead(house)
    house.deliver()
    assert post_again(house, "Lea", entry.id).state is OutboxState.WAITING
    with pytest.raises(errors.NotPostedAgain):
        post_again(house, "Lea", entry.id)
    (again,) = house.claim()
    house.record(again, Unsure(reason="time-out"))

    assert reports(house, entry.id) == ["Lea", "Lea"]
    post_again(house, "Lea", entry.id)
    assert house.record(next(each for each in house.claim() if each.id == entry.id), ARRIVED).unsure == 2


def test_a_lead_in_the_pair_neither_hears_of_its_messages_nor_posts_them(house: House, pair: UUID) -> None:
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    entry = waiting_for_lead(house)
    assert reports(house, entry.id) == ["Lea"]

    with pytest.raises(errors.NotPostedAgain):
        post_again(house, "Ana", entry.id)
    with house.reading() as work:
        assert delivery.waiting_for(work, house.person("Ana").id, WORKSPACE) == ()
        assert delivery.waiting_for(work, house.person("Lea").id, WORKSPACE) == (entry,)


def test_a_program_s_own_message_is_told_to_all_its_leads(house: House) -> None:
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Max"))
    house.go(days=7)
    with house.work() as work:
        digests.post_due_digests(work)
    (digest,) = house.claim()
    house.record(digest, GiveUp(reason="is_archived"))

    assert reports(house, digest.id) == ["Lea", "Max"]
