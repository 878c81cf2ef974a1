"""Laws of the outbox."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, ToChannel, ToPair, ToPerson
from bot.services.ports import Store, Trouble
from storage import SqlStore
from storage.schema import OutboxRow
from tests.support.papers_of_the_house import a_notice, an_entry
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, a_program, ana, ben, id_of

HOUR = timedelta(hours=1)
LEASE_END = NOW + timedelta(minutes=2)


def test_a_key_is_put_once(store: Store) -> None:
    with store.write() as tx:
        assert tx.outbox.put(an_entry())
        assert not tx.outbox.put(an_entry(id=uuid4()))
        elsewhere = replace(a_notice(), workspace="T0OTHER")
        assert tx.outbox.put(an_entry(id=uuid4(), notice=elsewhere))

        assert tx.outbox.find(WORKSPACE, "pulse:1") == an_entry()
        assert tx.outbox.find(WORKSPACE, "pulse:2") is None


@pytest.mark.parametrize("to", [ToPerson(person=ben().id), ToPair(pair=a_pair().id), ToChannel(channel="C0LEADS")])
def test_a_message_comes_back_as_it_was_put(store: Store, to: ToPerson | ToPair | ToChannel) -> None:
    notice = Notice(
        kind=NoticeKind.DIGEST,
        workspace=WORKSPACE,
        to=to,
        key="digest:1",
        program=a_program().id,
        about=ana().id,
        facts={"held": 3, "week": "2026-W09"},
        not_before=NOW + HOUR,
        expires_at=NOW + 2 * HOUR,
    )
    made = an_entry(notice=notice, not_before=NOW + HOUR, unsure=1, attempts=2, reason="ratelimited", channel="C1")
    with store.write() as tx:
        tx.outbox.put(made)

        assert tx.outbox.get(made.id) == made
        assert tx.outbox.lock(made.id) == made
        assert tx.outbox.lock(uuid4()) is None
        with pytest.raises(KeyError):
            tx.outbox.get(uuid4())


def test_messages_are_claimed_oldest_first_and_equals_in_the_order_they_came(store: Store) -> None:
    entries = [
        an_entry("later", not_before=NOW + HOUR),
        an_entry("younger", created_at=NOW - HOUR),
        an_entry("oldest", not_before=NOW - HOUR),
        an_entry("third"),
        an_entry("fourth"),
    ]
    with store.write() as tx:
        for entry in entries:
            tx.outbox.put(entry)
    with store.batch() as tx:
        assert tx.outbox.backlog(NOW) == {WORKSPACE: 4}
        claimed = tx.outbox.claim(NOW, "courier 1", LEASE_END, 3, WORKSPACE)
        rest = tx.outbox.claim(NOW, "courier 2", LEASE_END, 3, WORKSPACE)

        assert [entry.notice.key for entry in claimed] == ["oldest", "younger", "third"]
        assert [entry.notice.key for entry in rest] == ["fourth"]
        leased = replace(entries[2], state=OutboxState.LEASED, attempts=1, lease_until=LEASE_END, leased_by="courier 1")
        assert claimed[0] == leased
        assert tx.outbox.get(leased.id) == leased
        assert tx.outbox.backlog(NOW) == {}
        assert list(tx.outbox.claim(NOW, "courier 1", LEASE_END, 3, WORKSPACE)) == []


def test_a_lease_lapses_at_its_end_and_not_before(store: Store) -> None:
    with store.batch() as tx:
        for key in ("one", "two"):
            tx.outbox.put(an_entry(key))
        tx.outbox.claim(NOW, "courier 1", LEASE_END, 1, WORKSPACE)

        assert list(tx.outbox.lapsed(LEASE_END - timedelta(microseconds=1), 10)) == []
        assert [entry.notice.key for entry in tx.outbox.lapsed(LEASE_END, 10)] == ["one"]
        tx.outbox.claim(NOW, "courier 1", LEASE_END, 1, WORKSPACE)
        assert len(tx.outbox.lapsed(LEASE_END, 1)) == 1


def test_the_outbox_names_the_next_instant_at_which_there_is_work(store: Store) -> None:
    with store.batch() as tx:
        assert tx.outbox.next_due() is None
        tx.outbox.put(an_entry("one", not_before=NOW))
        tx.outbox.put(an_entry("two", not_before=NOW + HOUR))
        assert tx.outbox.next_due() == NOW
        tx.outbox.claim(NOW, "courier 1", LEASE_END, 1, WORKSPACE)
        assert tx.outbox.next_due() == LEASE_END


def test_saving_a_message_changes_its_progress_and_nothing_else(store: Store) -> None:
    changed = an_entry(
        state=OutboxState.WAITING_LEAD,
        not_before=NOW + HOUR,
        attempts=3,
        unsure=1,
        reason="timeout",
        channel="D0BEN",
        ts="1.2",
    )
    with store.batch() as tx:
        tx.outbox.put(an_entry())
        tx.outbox.save([replace(changed, notice=a_notice("another key"), created_at=NOW + HOUR)])
        tx.outbox.save([])
        tx.outbox.save([an_entry("never put")])

        assert tx.outbox.get(changed.id) == changed
        assert list(tx.outbox.waiting_for_lead(WORKSPACE)) == [changed]
        assert list(tx.outbox.waiting_for_lead("T0OTHER")) == []


def finished(entry: OutboxEntry, state: OutboxState) -> OutboxEntry:
    """The entry at its end."""
    return replace(entry, state=state, finished_at=NOW, channel="D0BEN", ts="1.2", reason="why")


FINAL = [OutboxState.DELIVERED, OutboxState.CANCELLED, OutboxState.EXPIRED, OutboxState.DEAD]


@pytest.mark.parametrize("state", FINAL)
def test_a_final_message_drops_its_facts_and_never_comes_back(store: Store, state: OutboxState) -> None:
    end = finished(an_entry(), state)
    kept = replace(end, notice=replace(end.notice, facts={}))
    with store.batch() as tx:
        tx.outbox.put(an_entry())
        tx.outbox.save([end])
        assert tx.outbox.get(end.id) == kept

        tx.outbox.save([an_entry()])
        tx.outbox.save([replace(end, state=OutboxState.DEAD, reason="late")])
        assert not tx.outbox.put(an_entry(id=uuid4()))
        assert tx.outbox.find(WORKSPACE, "pulse:1") == kept
        assert list(tx.outbox.claim(NOW, "courier 1", LEASE_END, 10, WORKSPACE)) == []


def test_a_message_put_at_its_end_has_no_facts(store: Store) -> None:
    end = finished(an_entry(), OutboxState.CANCELLED)
    with store.batch() as tx:
        tx.outbox.put(end)

        assert tx.outbox.get(end.id).notice.facts == {}


def test_people_are_unreachable_when_a_message_to_them_died(store: Store) -> None:
    to_ben, to_pair = an_entry("one"), an_entry("two", notice=a_notice("two", ToPair(pair=a_pair().id)))
    to_ana = an_entry("three", notice=a_notice("three", ToPerson(person=ana().id)))
    with store.batch() as tx:
        for entry in (to_ben, to_pair, to_ana):
            tx.outbox.put(entry)
        dead = [finished(entry, OutboxState.DEAD) for entry in (to_ben, to_pair)]
        tx.outbox.save([*dead, finished(to_ana, OutboxState.DELIVERED)])

        assert tx.outbox.unreachable(WORKSPACE, NOW) == {ben().id}
        assert tx.outbox.unreachable(WORKSPACE, NOW + HOUR) == frozenset()
        assert tx.outbox.unreachable("T0OTHER", NOW) == frozenset()


def test_old_final_messages_are_pruned_and_no_others(store: Store) -> None:
    with store.batch() as tx:
        for key in ("old", "new", "waiting"):
            tx.outbox.put(an_entry(key, created_at=NOW - 10 * HOUR))
        tx.outbox.save([finished(an_entry("old"), OutboxState.DELIVERED)])
        tx.outbox.save([replace(finished(an_entry("new"), OutboxState.DEAD), finished_at=NOW + HOUR)])

        assert tx.outbox.prune(NOW, 10) == 0
        assert tx.outbox.prune(NOW + HOUR, 10) == 1
        assert tx.outbox.find(WORKSPACE, "old") is None
        assert tx.outbox.find(WORKSPACE, "new") is not None
        assert tx.outbox.find(WORKSPACE, "waiting") is not None


def test_no_more_is_pruned_at_once_than_is_asked_for_and_the_oldest_first(store: Store) -> None:
    with store.batch() as tx:
        for age in (3, 1, 2):
            end = replace(finished(an_entry(f"{age} hours"), OutboxState.DELIVERED), finished_at=NOW - age * HOUR)
            tx.outbox.put(end)

        assert tx.outbox.prune(NOW, 2) == 2
        assert tx.outbox.find(WORKSPACE, "1 hours") is not None
        assert tx.outbox.prune(NOW, 2) == 1


def elsewhere(entry: OutboxEntry) -> OutboxEntry:
    """The same in another workspace."""
    return replace(entry, notice=replace(entry.notice, workspace="T0OTHER"))


def test_a_claim_takes_of_one_workspace_alone(store: Store) -> None:
    with store.batch() as tx:
        tx.outbox.put(an_entry("here", not_before=NOW - HOUR))
        tx.outbox.put(an_entry("later", not_before=NOW + HOUR))
        tx.outbox.put(elsewhere(an_entry("there")))

        assert tx.outbox.due() == {WORKSPACE: NOW - HOUR, "T0OTHER": NOW}
        assert [entry.notice.key for entry in tx.outbox.claim(NOW, "courier 1", LEASE_END, 9, "T0OTHER")] == ["there"]
        assert tx.outbox.due() == {WORKSPACE: NOW - HOUR}
        assert tx.outbox.backlog(NOW) == {WORKSPACE: 1}
        assert [entry.notice.key for entry in tx.outbox.claim(NOW, "courier 1", LEASE_END, 9, WORKSPACE)] == ["here"]
        assert tx.outbox.due() == {WORKSPACE: NOW + HOUR}
        assert tx.outbox.next_due() == tx.outbox.next_lapse() == LEASE_END


def test_a_lease_is_held_by_one_for_one_attempt(store: Store) -> None:
    with store.batch() as tx:
        tx.outbox.put(an_entry())
        (mine,) = tx.outbox.claim(NOW, "courier 1", LEASE_END, 1, WORKSPACE)
        never = replace(mine, id=uuid4())

        assert tx.outbox.held([mine, never], "courier 1") == {mine.id}
        assert tx.outbox.held([mine], "courier 2") == frozenset()
        assert tx.outbox.held([replace(mine, attempts=2)], "courier 1") == frozenset()
        assert tx.outbox.held([], "courier 1") == frozenset()
        tx.outbox.save([replace(mine, state=OutboxState.WAITING, lease_until=None, leased_by=None)])
        assert tx.outbox.held([mine], "courier 1") == frozenset()


def test_channels_that_slack_named_are_kept(store: Store) -> None:
    with store.batch() as tx:
        tx.outbox.keep_channels({ana().id: "D0ANA", ben().id: "D0BEN", uuid4(): "D0GONE"}, {a_pair().id: "G0PAIR"})
        tx.outbox.keep_channels({ben().id: "D0NEW"}, {})

        assert (tx.people.get(ana().id).dm_channel, tx.people.get(ben().id).dm_channel) == ("D0ANA", "D0NEW")
        assert tx.pairs.facts([a_pair().id])[a_pair().id].pair.group_channel == "G0PAIR"


def test_messages_that_need_somebody_are_counted_by_kind_and_reason(store: Store) -> None:
    waiting = an_entry("waiting", state=OutboxState.WAITING_LEAD, reason="not_in_channel", created_at=NOW - HOUR)
    dead = [finished(an_entry(key), OutboxState.DEAD) for key in ("one", "two")]
    long_ago = replace(dead[0], id=uuid4(), notice=a_notice("long ago"), finished_at=NOW - 9 * HOUR)
    with store.batch() as tx:
        for entry in (waiting, *dead, long_ago, an_entry("on its way")):
            tx.outbox.put(entry)

        kind = an_entry().notice.kind.value
        assert list(tx.outbox.troubles(NOW - HOUR)) == [
            Trouble(state=OutboxState.WAITING_LEAD, kind=kind, reason="not_in_channel", count=1, oldest=NOW - HOUR),
            Trouble(state=OutboxState.DEAD, kind=kind, reason="why", count=2, oldest=NOW),
        ]


def test_a_lease_has_an_end_and_a_final_message_its_day(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.batch() as tx:
        tx.outbox.put(an_entry(state=OutboxState.LEASED, leased_by="courier 1"))
    with pytest.raises(refusal), store.batch() as tx:
        tx.outbox.put(an_entry(state=OutboxState.DELIVERED))


def test_ids_of_two_rows_differ(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.outbox.put(an_entry("one", id=id_of("same")))
    with pytest.raises(refusal), store.write() as tx:
        tx.outbox.put(an_entry("two", id=id_of("same")))


def test_a_message_that_this_version_cannot_draw_is_dead_with_its_reason(sql_store: SqlStore) -> None:
    with sql_store.batch() as tx:
        for key in ("of a newer version", "known"):
            tx.outbox.put(an_entry(key))
        newer = update(OutboxRow).where(OutboxRow.key == "of a newer version")
        tx.outbox.connection.execute(newer.values(kind="invented_later"))

        assert [entry.notice.key for entry in tx.outbox.claim(NOW, "courier 1", LEASE_END, 2, WORKSPACE)] == ["known"]
        tx.outbox.connection.execute(newer.values(kind="check_in"))
        dead = tx.outbox.find(WORKSPACE, "of a newer version")
    assert dead is not None
    assert (dead.state, dead.reason, dead.finished_at) == (OutboxState.DEAD, "unknown_kind", NOW)
    assert dead.notice.facts == {}


def test_what_may_have_gone_lately_is_what_was_delivered_since_and_what_is_leased(store: Store) -> None:
    lately = NOW - timedelta(seconds=1)
    with store.write() as tx:
        tx.outbox.put(an_entry("waits"))
        tx.outbox.put(an_entry("leased", state=OutboxState.LEASED, leased_by="a", lease_until=LEASE_END))
        for key, at, state in (
            ("now", NOW, OutboxState.DELIVERED),
            ("then", lately, OutboxState.DELIVERED),
            ("cancelled", NOW, OutboxState.CANCELLED),
        ):
            tx.outbox.put(an_entry(key, state=state, finished_at=at))

        assert {entry.notice.key for entry in tx.outbox.sent([WORKSPACE], lately)} == {"leased", "now"}
        assert not tx.outbox.sent(["T0OTHER"], lately)
