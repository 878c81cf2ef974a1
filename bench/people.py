"""People's writes, and memory, while a million rows wait and are planned and drained on SQLite."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from bench.figures import Figure, Found, Goal
from bench.house import Template
from bench.machine import slack
from bench.pipeline import NO_LIMITS, TOKEN, deps_of
from bench.planning import plan
from bot.deps import Deps
from bot.running import keep_what_is_loaded
from bot.slack.courier import Connection, Courier
from scheduler.jobs import Jobs
from storage import SqlStore

WARMING = 3.0
"""Seconds before it is measured: each statement is compiled once in a process's life."""
EVERY = 0.005
"""Seconds between two people's writes."""
MULTIPLY = """
INSERT INTO outbox (id, workspace, kind, key, recipient_kind, recipient, pair, facts, state, created_at, not_before,
                    attempts, unsure)
WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < :copies)
SELECT lower(hex(randomblob(16))), workspace, kind, key || ':' || n, recipient_kind, recipient, pair, facts, state,
       created_at, not_before, attempts, unsure
FROM copies, outbox
"""
"""Many messages to each person; a loop in Python would take minutes."""


def people_first(rows: int, seconds: float) -> list[Found]:
    """For so many seconds of the drain: how long a write of a person takes, and what the process grows by."""
    people = 4_000
    with slack() as server, Template(pairs=people // 2, workspaces=50).copy() as store:
        plan(store, 3_000)
        with store.engine.begin() as connection:
            connection.execute(text(MULTIPLY), {"copies": rows // people - 1})
        deps = deps_of(store)
        courier = Courier(deps=deps, connection=Connection(token=TOKEN, base_url=server.api, limits=NO_LIMITS))
        before = resident()
        courier.start()
        keep_what_is_loaded()
        with _ticking(deps):
            time.sleep(WARMING)
            waits, sizes = _write_for(store, seconds)
        counts = server.counts()
        courier.stop(60)
    middle = sizes[len(sizes) // 3]
    named = f"while {rows:,} rows wait and drain"
    return [
        Figure(
            name=f"a person's write {named}: p99", value=waits[int(len(waits) * 0.99)], unit="ms", goal=Goal(at_most=50)
        ),
        Figure(name=f"a person's write {named}: worst", value=waits[-1], unit="ms", goal=Goal(at_most=1000)),
        Figure(name=f"memory {named}: growth", value=max(sizes) - before, unit="MB", goal=Goal(at_most=40)),
        Figure(name=f"memory {named}: growth after the first third", value=sizes[-1] - middle, unit="MB"),
        Figure(name=f"messages drained beside it in {seconds:g} s", value=counts.get("posted", 0), unit="messages"),
    ]


def _write_for(store: SqlStore, seconds: float) -> tuple[list[float], list[float]]:
    waits, sizes = [], []
    with store.reads() as tx:
        person = tx.people.find("T0PLAN", "U0PLANA000000")
    assert person is not None
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        with store.write() as tx:
            (locked,) = tx.people.lock([person.id])
            tx.people.save(locked)
        waits.append((time.perf_counter() - began) * 1000)
        sizes.append(resident())
        time.sleep(EVERY)
    return sorted(waits), sizes


@contextmanager
def _ticking(deps: Deps) -> Iterator[None]:
    """The largest tick there is, beside the block."""
    jobs = Jobs(deps=deps)
    thread = threading.Thread(target=jobs.tick)
    thread.start()
    yield
    jobs.stop()
    thread.join()


def resident() -> float:
    """Megabytes of this process in memory now, as Linux says."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
