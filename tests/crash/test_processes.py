"""Several processes on one PostgreSQL: one dies, one stands still past its leases, and nothing is sent by two."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services.delivery import LEASE
from bot.slack.window import AT_ONCE
from sandbox import Fault
from tests.crash import records
from tests.crash.harbour import Child, Harbour, a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=20, rounds=2)


@pytest.fixture
def harbour(postgres_url: str, tmp_path: Path) -> Iterator[Harbour]:
    """A place for several."""
    with a_harbour(postgres_url, tmp_path, SCENE) as built:
        yield built


def begun(harbour: Harbour, count: int) -> list[Child]:
    """So many processes, connected."""
    children = [harbour.start() for _ in range(count)]
    for child in children:
        child.begun()
    return children


def standing_still(harbour: Harbour, child: Child) -> None:
    """Stop it with its first letters in the air and as many in its hand as one claim gives."""
    harbour.wait(lambda: len(records.leased(harbour.store)) > AT_ONCE)
    assert child.process.pid
    os.kill(child.process.pid, signal.SIGSTOP)
    harbour.note_crash()


def test_who_stood_still_past_its_lease_sends_nothing_that_another_took(harbour: Harbour) -> None:
    harbour.ws.faults.add(Fault(method="chat.postMessage", kind="latency:2", times=AT_ONCE))
    (stopped,) = begun(harbour, 1)
    standing_still(harbour, stopped)
    held = len(records.leased(harbour.store))
    (heir,) = begun(harbour, 1)
    harbour.pass_span(heir, LEASE + LATER)
    posted = harbour.posted
    assert stopped.process.pid
    os.kill(stopped.process.pid, signal.SIGCONT)
    stopped.order("settle")

    assert held > AT_ONCE, "some had not begun"
    assert harbour.posted == posted
    assert harbour.check().doubled <= held


def test_two_go_on_for_a_third_that_was_killed(harbour: Harbour) -> None:
    first, second, third = begun(harbour, 3)
    harbour.pass_time(second, lambda: harbour.posted > SCENE.pairs)
    first.kill()
    harbour.note_crash()
    harbour.beside = [second]
    harbour.pass_span(third, LATER)

    assert harbour.check().posted >= SCENE.due


def test_ticks_of_three_at_once_ask_each_person_once(harbour: Harbour) -> None:
    before = {entry.id for entry in records.outbox(harbour.store)}
    children = begun(harbour, 3)
    ticks = [threading.Thread(target=child.order, args=("tick",)) for child in children]
    for tick in ticks:
        tick.start()
    for tick in ticks:
        tick.join()
    asked = Counter(
        (entry.notice.to, entry.notice.kind) for entry in records.outbox(harbour.store) if entry.id not in before
    )
    harbour.beside = children[1:]
    harbour.pass_span(children[0], LATER)
    harbour.check()

    assert len({to for to, _ in asked}) == 2 * SCENE.pairs
    assert set(asked.values()) == {1}


def test_connections_that_the_server_ends_cost_no_message(harbour: Harbour) -> None:
    (child,) = begun(harbour, 1)
    for part in range(1, 5):
        harbour.pass_time(child, lambda part=part: harbour.posted >= part * SCENE.pairs // 2)  # type: ignore[misc]  # binds
        with harbour.store.engine.begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
    harbour.pass_span(child, LATER)

    assert harbour.check().doubled == 0
    assert child.is_alive
