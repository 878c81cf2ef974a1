"""Laws of cost: it follows what is asked for and what is due, never what exists."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine, event, text

from bot.domain.facts import OccurrenceState
from bot.domain.notices import OutboxState, ToPerson
from bot.services.ahead import read_ahead
from bot.services.ports import Transaction
from bot.services.reading import read_scene
from storage import SqlStore
from storage.transactions import SqlTransaction
from tests.support.papers_of_the_house import a_notice, an_entry, an_occurrence
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, a_person, a_program, a_proposal, ana, ben

LEASE_END = NOW + timedelta(minutes=2)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that were sent meanwhile."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def statements_for_facts(store: SqlStore, pairs: int) -> int:
    """How many statements the facts of so many pairs take."""
    with store.reads() as tx:
        wanted = list(tx.pairs.of_program(a_program().id))[:pairs]
        with counted(store.engine) as seen:
            assert len(tx.pairs.facts(wanted)) == pairs
    return len(seen)


def test_facts_of_many_pairs_take_as_many_statements_as_facts_of_one(sql_store: SqlStore) -> None:
    with sql_store.write() as tx:
        for number in range(1199):
            mentee = a_person(f"mentee {number}")
            tx.people.add(mentee)
            tx.pairs.add(a_proposal(id=uuid4(), mentee=mentee.id))

    assert statements_for_facts(sql_store, 1) == statements_for_facts(sql_store, 1200) <= 21


def statements_for_scenes(store: SqlStore, copies: int) -> int:
    """How many statements it takes to read what so many check-ins of Ana's and Ben's speak of."""
    base = a_notice()
    notices = [replace(base, to=ToPerson(person=each), pair=a_pair().id) for each in (ana().id, ben().id)] * copies
    with store.reads() as tx, counted(store.engine) as seen:
        ahead = read_ahead(tx, notices)
        for notice in notices:
            read_scene(ahead, notice, NOW)
    return len(seen)


def test_scenes_of_a_batch_take_as_many_statements_as_those_of_two(sql_store: SqlStore) -> None:
    assert statements_for_scenes(sql_store, 1) == statements_for_scenes(sql_store, 50)


def finish_many(tx: Transaction, count: int, start: int) -> None:
    """Put so many finished occurrences and messages behind the house."""
    numbers = range(start, start + count)
    tx.occurrences.save(
        [an_occurrence(number=number, state=OccurrenceState.DONE, finished_at=NOW) for number in numbers]
    )
    for number in numbers:
        end = an_entry(f"old:{number}", state=OutboxState.DELIVERED, finished_at=NOW)
        tx.outbox.put(replace(end, notice=a_notice(f"old:{number}")))


def look_for_work(tx: SqlTransaction) -> None:
    """What a tick and a courier ask when there is nothing to do."""
    assert not tx.people.lock_due(NOW, 200)
    assert not tx.occurrences.due([ana().id, ben().id], NOW)
    assert tx.occurrences.next_due() is None
    assert not tx.outbox.due()
    assert not tx.outbox.claim(NOW, "courier", LEASE_END, 50, WORKSPACE)
    assert not tx.outbox.lapsed(NOW, 50)
    assert tx.outbox.next_due() is None
    assert not tx.outbox.backlog(NOW)
    assert not tx.outbox.waiting_for_lead(WORKSPACE)
    assert not tx.paces.hold([], "courier", NOW, LEASE_END)
    assert not tx.programs.lock_due(NOW)


def steps(store: SqlStore, look: Callable[[SqlTransaction], object] = look_for_work) -> int:
    """How many steps SQLite's machine takes, by default to find that there is nothing to do."""
    taken = [0]

    def step() -> int:
        taken[0] += 1
        return 0

    with store.batch() as tx:
        plain = tx.people.connection.connection.driver_connection
        assert plain is not None
        plain.set_progress_handler(step, 1)
        look(tx)
        plain.set_progress_handler(None, 1)
    return taken[0]


def test_an_empty_tick_costs_the_same_however_much_is_behind_it(sqlite_store: SqlStore) -> None:
    with sqlite_store.write() as tx:
        finish_many(tx, 10, start=1)
    few = steps(sqlite_store)
    with sqlite_store.write() as tx:
        finish_many(tx, 2000, start=11)

    assert steps(sqlite_store) == few


def test_looking_for_work_follows_the_workspaces_not_what_waits_in_them(sqlite_store: SqlStore) -> None:
    def waiting(count: int, start: int) -> None:
        with sqlite_store.write() as tx:
            for number in range(start, start + count):
                tx.outbox.put(an_entry(f"waits:{number}", not_before=NOW + timedelta(hours=1)))

    waiting(10, start=0)
    few = steps(sqlite_store, lambda tx: tx.outbox.due())
    waiting(1000, start=10)

    assert steps(sqlite_store, lambda tx: tx.outbox.due()) == few


def test_a_claim_costs_the_same_however_much_waits_behind_it(sqlite_store: SqlStore) -> None:
    def of_one(tx: SqlTransaction) -> None:
        assert len(tx.outbox.claim(NOW, "courier", LEASE_END, 5, WORKSPACE)) == 5

    def waiting(count: int, start: int) -> None:
        with sqlite_store.write() as tx:
            for number in range(start, start + count):
                tx.outbox.put(an_entry(f"waits:{number}"))

    waiting(20, start=0)
    few = steps(sqlite_store, of_one)
    waiting(2000, start=20)

    assert steps(sqlite_store, of_one) <= few * 1.2, "a deeper tree costs a step or two"


def test_what_went_in_the_last_minute_is_found_however_much_waits(sqlite_store: SqlStore) -> None:
    def fill(waiting: range, done: range) -> None:
        with sqlite_store.write() as tx:
            for number in waiting:
                tx.outbox.put(an_entry(f"waits:{number}"))
            for number in done:
                tx.outbox.put(an_entry(f"done:{number}", state=OutboxState.DELIVERED, finished_at=NOW))

    def of_two(tx: SqlTransaction) -> None:
        tx.outbox.sent([WORKSPACE, "T0OTHER"], NOW + timedelta(seconds=1))

    fill(range(10), range(10))
    few = steps(sqlite_store, of_two)
    fill(range(10, 1000), range(10, 1000))

    assert steps(sqlite_store, of_two) <= few * 1.2, "a deeper tree costs a step or two"


def test_postgresql_finds_work_by_index(postgres_store: SqlStore) -> None:
    with postgres_store.write() as tx:
        finish_many(tx, 2000, start=1)
    with postgres_store.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    with postgres_store.batch() as tx, counted(postgres_store.engine) as seen:
        look_for_work(tx)
    plans = {statement: plan_of(postgres_store, statement) for statement in seen}
    assert len(plans) == 11

    assert not [statement for statement, plan in plans.items() if "Seq Scan on o" in plan]


def plan_of(store: SqlStore, statement: str) -> str:
    """PostgreSQL's plan, made without knowing the parameters."""
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN (GENERIC_PLAN) {numbered(statement)}").scalars()
        return "\n".join(rows)


def numbered(statement: str) -> str:
    """The statement with `$1` for each parameter, as GENERIC_PLAN wants them."""
    parts = statement.split("%(")
    return parts[0] + "".join(f"${number}{part.split(')s', 1)[1]}" for number, part in enumerate(parts[1:], start=1))


def test_the_facts_of_a_pair_hold_the_newest_of_many_occurrences(sql_store: SqlStore) -> None:
    with sql_store.write() as tx:
        finish_many(tx, 30, start=1)
        found = tx.pairs.facts([a_pair().id])[a_pair().id].occurrences

    assert [occurrence.number for occurrence in found] == [30]
