"""What the tick's batches are worth: check-ins planned in batches of 200 people beside one commit for each."""

import time

from cryptography.fernet import Fernet
from sqlalchemy import URL

from bench.figures import Figure, Found, Goal
from bench.house import DUE, STARTED, Template, add_pair, new_program
from bench.postgres import empty_database
from bot.services.ticking import BATCH, tick
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from storage import SqlStore, migrate, open_store

ALONE = 200
"""Check-ins planned one by one: enough for a rate."""


def planning(admin: URL, check_ins: int) -> list[Found]:
    """Both databases."""
    found: list[Found] = []
    with Template(pairs=2).copy() as sqlite:
        found += _on("SQLite", sqlite, check_ins)
    store = open_store(empty_database(admin), [Fernet.generate_key().decode()])
    migrate(store.engine)
    found += _on("PostgreSQL", store, check_ins)
    store.close()
    return found


def _on(database: str, store: SqlStore, check_ins: int) -> list[Found]:
    plan(store, check_ins // 2 + ALONE)
    alone = ALONE / _timed(store, 1, ALONE)
    together = check_ins / _timed(store, BATCH, check_ins)
    return [
        Figure(name=f"check-ins planned, {database}", value=together, unit="check-ins/s"),
        Figure(name=f"the same with a commit for each, {database}", value=alone, unit="check-ins/s"),
        Figure(
            name=f"planning {check_ins:,} in batches / a commit for each, {database}",
            value=together / alone,
            unit="",
            goal=Goal(at_least=20),
        ),
    ]


def plan(store: SqlStore, pairs: int) -> None:
    """Pairs whose check-ins are due."""
    program = new_program("T0PLAN")
    with store.write() as tx:
        tx.programs.add(program)
    for first in range(0, pairs, 500):
        with store.write() as tx:
            made = [add_pair(tx, program, number).id for number in range(first, min(first + 500, pairs))]
            Work(tx=tx, prompts=PROMPTS, now=STARTED).replan(made)


def _timed(store: SqlStore, limit: int, check_ins: int) -> float:
    began, fired = time.perf_counter(), 0
    while fired < check_ins:
        with store.batch() as tx:
            report = tick(Work(tx=tx, prompts=PROMPTS, now=DUE.at(0)), _raise, limit)
        if not report.people:
            raise RuntimeError(f"only {fired} of {check_ins} were due")
        fired += report.fired
    return (time.perf_counter() - began) * check_ins / fired


def _raise(prompt: str, problem: Exception) -> None:
    raise RuntimeError(prompt) from problem
