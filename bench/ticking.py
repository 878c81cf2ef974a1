"""How long a tick takes when every pair's check-ins are due at once."""

import time

from bench.figures import Figure
from bench.house import DUE, a_store, fill
from bot.services.ticking import tick
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from storage import SqlStore


def tick_of(pairs: int) -> list[Figure]:
    """Seconds to fire and plan `2 * pairs` check-ins on SQLite, and of a tick that finds nothing due."""
    with a_store() as store:
        fill(store, pairs)
        busy = _timed(store)
        empty = _timed(store)
    return [
        Figure(name=f"tick: {2 * pairs} check-ins due at once, SQLite", value=busy, unit="s"),
        Figure(name=f"tick: nothing due, {2 * pairs} finished", value=empty * 1000, unit="ms"),
    ]


def _timed(store: SqlStore) -> float:
    began = time.perf_counter()
    while True:
        with store.batch() as tx:
            report = tick(Work(tx=tx, prompts=PROMPTS, now=DUE), _raise)
        if not report.people:
            return time.perf_counter() - began


def _raise(prompt: str, problem: Exception) -> None:
    raise RuntimeError(prompt) from problem
