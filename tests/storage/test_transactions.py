"""Laws of transactions: everything or nothing, who waits for whom, who reads what."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from bot.domain.notices import OutboxState
from bot.services.ports import Store, Transaction
from storage import Cipher, SqlStore, make_engine
from storage.priority import TransactionInside
from tests.storage.conftest import KEY, settle_in
from tests.support.fake_store import FakeStore, Refused
from tests.support.papers_of_the_house import an_entry, an_occurrence
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, a_program, a_proposal, ana, ben, max_

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


def test_a_transaction_inside_a_transaction_is_refused_where_it_would_wait_for_itself(store: Store) -> None:
    if isinstance(store, SqlStore) and store.engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL has several writers")
    with store.write(), pytest.raises(RuntimeError, match="inside a transaction"), store.batch():
        pass
    assert issubclass(TransactionInside, RuntimeError)


def test_of_two_pairs_for_a_mentee_at_once_one_is_made(sql_store: SqlStore) -> None:
    made = at_once(
        sql_store,
        lambda tx: tx.pairs.add(a_proposal(id=uuid4(), mentor=ana().id, mentee=max_().id)),
        lambda tx: tx.pairs.add(a_proposal(id=uuid4(), mentor=ben().id, mentee=max_().id)),
    )

    assert sorted(made) == [False, True]


def test_of_two_deliveries_at_once_one_takes_effect(sql_store: SqlStore) -> None:
    taken = at_once(sql_store, *[lambda tx: tx.inbox.take(WORKSPACE, "Ev1", NOW)] * 2)

    assert sorted(taken) == [False, True]


def test_of_two_taking_a_slot_at_once_one_gets_it(sql_store: SqlStore) -> None:
    taken = at_once(sql_store, *[lambda tx: tx.attention.take(WORKSPACE, ben().id, "2026-W10", 1, NOW)] * 2)

    assert sorted(taken) == [False, True]


def test_two_ticks_get_different_people(sql_store: SqlStore) -> None:
    with sql_store.write() as tx:
        tx.occurrences.save([an_occurrence(person=person.id) for person in (ana(), ben(), max_())])

    def lock_and_finish(tx: Transaction) -> list[UUID]:
        found = [person.id for person in tx.people.lock_due(NOW, 2)]
        due = tx.occurrences.due(found, NOW)
        tx.occurrences.save([replace(row, state=row.state.DONE, finished_at=NOW) for row in due])
        return found

    first, second = at_once(sql_store, lock_and_finish, lock_and_finish)
    assert sorted([*first, *second]) == sorted([ana().id, ben().id, max_().id])


def test_two_couriers_get_different_messages(sql_store: SqlStore) -> None:
    with sql_store.write() as tx:
        for number in range(10):
            tx.outbox.put(an_entry(f"pulse:{number}"))

    def claim(tx: Transaction) -> list[str]:
        return [entry.notice.key for entry in tx.outbox.claim(NOW, "courier", LEASE_END, 5)]

    first, second = at_once(sql_store, claim, claim)
    assert sorted([*first, *second]) == sorted(f"pulse:{number}" for number in range(10))


def test_a_digest_is_locked_by_one(sql_store: SqlStore) -> None:
    later = replace(a_program(), next_digest_at=NOW + timedelta(days=30))

    def send(tx: Transaction) -> int:
        due = tx.programs.lock_due(a_program().next_digest_at)
        for _ in due:
            tx.programs.save(later)
        return len(due)

    assert sorted(at_once(sql_store, send, send)) == [0, 1]


def test_who_locks_a_pair_second_sees_what_the_first_changed(sql_store: SqlStore) -> None:
    def count(tx: Transaction) -> int:
        pair = tx.pairs.lock(a_pair().id)
        assert pair is not None
        tx.pairs.save(replace(pair, history=pair.history + 1))
        return pair.history

    assert sorted(at_once(sql_store, count, count)) == [1, 2]


def test_a_late_courier_does_not_bring_a_message_back(sql_store: SqlStore) -> None:
    with sql_store.batch() as tx:
        tx.outbox.put(an_entry())
        (stale,) = tx.outbox.claim(NOW, "courier 1", LEASE_END, 1)
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


def at_once(store: SqlStore, first: Callable[[Transaction], T], second: Callable[[Transaction], T]) -> list[T]:
    """Run two transactions; the second begins while the first has done its work and not committed."""
    worked, begun = threading.Event(), threading.Event()

    def run_first() -> T:
        with store.batch() as tx:
            result = first(tx)
            worked.set()
            begun.wait(WAIT)
            # Long enough for the other one to meet what is locked, or to queue behind it.
            threading.Event().wait(0.1)
        return result

    def run_second() -> T:
        worked.wait(WAIT)
        begun.set()
        with store.batch() as tx:
            return second(tx)

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(run_first), threads.submit(run_second)]
        return [each.result(WAIT) for each in running]
