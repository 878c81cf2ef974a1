"""Laws of two transactions at once: who gets what, and who waits for whom."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from bot.domain.errors import FieldsRefused, NotALead
from bot.services import programs
from bot.services.ports import Transaction
from bot.services.work import Work
from storage import SqlStore
from tests.services.house import asker
from tests.support.papers_of_the_house import an_entry, an_occurrence
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, a_program, a_proposal, ana, ben, max_, some_terms

T = TypeVar("T")

LEASE_END = NOW + timedelta(minutes=2)
WAIT = 20
"""Seconds after which a test gives up on another thread."""


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
        return [entry.notice.key for entry in tx.outbox.claim(NOW, "courier", LEASE_END, 5, WORKSPACE)]

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


def test_of_two_programs_of_one_name_at_once_one_is_set_up(sql_store: SqlStore) -> None:
    def set_up(tx: Transaction, lead: str) -> bool:
        try:
            programs.add_program(work_in(tx), asker(lead), some_terms(name="Choir"), uuid4())
        except FieldsRefused:
            return False
        return True

    assert sorted(at_once(sql_store, lambda tx: set_up(tx, "Lou"), lambda tx: set_up(tx, "Kim"))) == [False, True]


def test_of_two_who_set_up_the_first_program_at_once_one_does(sql_store: SqlStore) -> None:
    def set_up(tx: Transaction, lead: str) -> bool:
        try:
            programs.save_program(work_in(tx), asker(lead, workspace="T0OTHER"), some_terms(name=lead))
        except NotALead:
            return False
        return True

    assert sorted(at_once(sql_store, lambda tx: set_up(tx, "Lou"), lambda tx: set_up(tx, "Kim"))) == [False, True]


def test_who_locks_a_pair_second_sees_what_the_first_changed(sql_store: SqlStore) -> None:
    def count(tx: Transaction) -> int:
        pair = tx.pairs.lock(a_pair().id)
        assert pair is not None
        tx.pairs.save(replace(pair, history=pair.history + 1))
        return pair.history

    assert sorted(at_once(sql_store, count, count)) == [1, 2]


def work_in(tx: Transaction) -> Work:
    """A use case's work in this transaction."""
    return Work(tx=tx, prompts=(), now=NOW)


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
