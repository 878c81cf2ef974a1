"""Laws of transactions: everything or nothing, who waits for whom, who reads what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from bot.domain.notices import OutboxState
from bot.services.ports import Store, Transaction
from storage import Cipher, SqlStore, make_engine
from tests.storage.conftest import KEY, settle_in
from tests.support.fake_store import FakeStore, Refused
from tests.support.papers_of_the_house import an_entry
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben

T = TypeVar("T")

LEASE_END = NOW + timedelta(minutes=2)
WAIT = 20
"""Seconds after which a test gives up on another thread."""


class Interrupted(Exception):
    """Something went wrong half-way."""


def test_what_is_raised_undoes_all_of_a_transaction(store: Store) -> None:
    with pytest.raises(Interrupted), store.write() as tx:
        change_and_stop(tx)

    with store.reads() as tx:
        assert tx.people.get(ana().id) == ana()
        assert tx.outbox.find(WORKSPACE, "pulse:1") is None


def test_a_batch_keeps_what_it_changed(store: Store) -> None:
    with store.batch() as tx:
        tx.outbox.put(an_entry())
    with store.reads() as tx:
        assert tx.outbox.find(WORKSPACE, "pulse:1") == an_entry()


def test_what_only_reads_cannot_write(store: Store) -> None:
    with pytest.raises((DBAPIError, Refused)), store.reads() as tx:
        tx.people.save(ana(name="changed"))
    with store.write() as tx:
        assert tx.people.get(ana().id) == ana()
        tx.people.save(ana(name="changed again"))


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reads() as reader:
        assert reader.people.get(ana().id) == ana()
        in_another_thread(lambda: change_name(store))
        assert reader.people.get(ana().id) == ana()
    with store.reads() as reader:
        assert reader.people.get(ana().id).name == "changed"


def test_a_reader_never_waits_for_a_writer(store: Store) -> None:
    with store.write() as tx:
        tx.people.save(ana(name="changed"))
        assert in_another_thread(lambda: read_name(store)) == "Ana"


def test_a_transaction_inside_a_transaction_is_refused_rather_than_left_waiting(sqlite_store: SqlStore) -> None:
    for store in (sqlite_store, FakeStore()):
        with store.write(), pytest.raises(RuntimeError, match="inside a transaction"), store.batch():
            pass


def test_a_late_courier_does_not_bring_a_message_back(sql_store: SqlStore) -> None:
    with sql_store.batch() as tx:
        tx.outbox.put(an_entry())
        (stale,) = tx.outbox.claim(NOW, "courier 1", LEASE_END, 1, WORKSPACE)
    with sql_store.batch() as tx:
        tx.outbox.save([replace(stale, state=OutboxState.DELIVERED, finished_at=NOW)])
    with sql_store.batch() as tx:
        tx.outbox.save([replace(stale, state=OutboxState.WAITING, lease_until=None)])

        assert tx.outbox.get(stale.id).state is OutboxState.DELIVERED


def test_two_stores_on_one_database_wait_for_each_other(url: str) -> None:
    stores = [SqlStore(make_engine(url), Cipher([KEY])) for _ in range(2)]
    settle_in(stores[0])
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(count_up, store) for store in stores]
        for each in waiting:
            each.result(WAIT)

    with stores[0].reads() as tx:
        pair = tx.pairs.facts([a_pair().id])[a_pair().id].pair
    for store in stores:
        store.close()
    assert pair.history == 1 + 2 * 10


def test_errors_do_not_repeat_names(sql_store: SqlStore) -> None:
    with pytest.raises(StatementError) as raised, sql_store.write() as tx:
        tx.people.save(ana(slack_id=ben().slack_id, tz="Somewhere/Secret"))

    assert "Somewhere/Secret" not in str(raised.value)


def test_naive_instants_are_refused_everywhere(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.inbox.take(WORKSPACE, "Ev1", NOW.replace(tzinfo=None))
    with pytest.raises(refusal), store.write() as tx:
        tx.pairs.save(a_pair(quiet_until=NOW.replace(tzinfo=None)))


def test_the_fake_counts_as_a_store() -> None:
    store: Store = FakeStore()

    with store.reads() as tx:
        assert tx.outbox.next_due() is None


def change_and_stop(tx: Transaction) -> None:
    """Change two rows and fail."""
    tx.people.save(ana(name="changed"))
    tx.outbox.put(an_entry())
    raise Interrupted


def count_up(store: SqlStore) -> None:
    """Read and write the pair ten times."""
    for _ in range(10):
        with store.write() as tx:
            pair = tx.pairs.lock(a_pair().id)
            assert pair is not None
            tx.pairs.save(replace(pair, history=pair.history + 1))


def change_name(store: Store) -> None:
    """Call Ana something else."""
    with store.write() as tx:
        tx.people.save(ana(name="changed"))


def read_name(store: Store) -> str:
    """What Ana is called."""
    with store.reads() as tx:
        return tx.people.get(ana().id).name


def in_another_thread(act: Callable[[], T]) -> T:
    """The result of `act`, called by another thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(act).result(WAIT)
