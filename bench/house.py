"""Databases full of pairs whose check-ins are due, for benches. Each is filled once and then copied."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from cryptography.fernet import Fernet

from bench.machine import bench_folder
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program, ProgramTerms, Rhythm, Role
from bot.domain.stages import Stage, Status
from bot.services.ports import Transaction
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from storage import SqlStore, migrate, open_store

STARTED = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
KEY = Fernet.generate_key().decode()
TOGETHER = 500
"""Pairs put into a database in one transaction."""


class _Due:
    """Two days after the first expected meeting: every check-in is due and every send window in Europe is open."""

    start = STARTED + timedelta(days=9)

    def at(self, seconds: float) -> datetime:
        """So many seconds later."""
        return self.start + timedelta(seconds=seconds)


DUE = _Due()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """So many pairs, each side with a check-in that waits in the outbox, evenly over so many workspaces."""

    pairs: int
    workspaces: int = 1

    @contextmanager
    def copy(self) -> Iterator[SqlStore]:
        """A SQLite store of its own, fsync on as in life."""
        with TemporaryDirectory() as folder:
            shutil.copy(_filled(self), Path(folder) / "bench.db")
            store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}", [KEY])
            try:
                yield store
            finally:
                store.close()


@lru_cache
def _filled(template: Template) -> Path:
    path = bench_folder() / f"{template.pairs}-{template.workspaces}.db"
    store = open_store(f"sqlite:///{path}", [KEY])
    migrate(store.engine)
    each = template.pairs // template.workspaces
    for number in range(template.workspaces):
        fill(store, f"T{number:04}", each)
    store.close()
    return path


def new_program(workspace: str) -> Program:
    """One whose digest is far away."""
    return Program(
        id=uuid4(),
        workspace=workspace,
        terms=ProgramTerms(name="Bench", digest_channel="C0BENCH"),
        next_digest_at=DUE.at(0) + timedelta(days=365),
    )


def fill(store: SqlStore, workspace: str, pairs: int) -> None:
    """A program with this many active pairs, and their check-ins on their way."""
    program = new_program(workspace)
    with store.write() as tx:
        tx.programs.add(program)
    for first in range(0, pairs, TOGETHER):
        with store.write() as tx:
            work = Work(tx=tx, prompts=PROMPTS, now=DUE.at(0))
            for number in range(first, min(first + TOGETHER, pairs)):
                work.tell(*_check_ins(add_pair(tx, program, number)))


def _check_ins(pair: Pair) -> Iterator[Notice]:
    for person in (pair.mentor, pair.mentee):
        yield Notice(
            kind=NoticeKind.CHECK_IN,
            workspace=pair.workspace,
            to=ToPerson(person=person),
            key=f"check_in:{pair.id}:{person}:1",
            pair=pair.id,
            facts={"number": 1},
        )


def add_pair(tx: Transaction, program: Program, number: int) -> Pair:
    """A pair of two new people."""
    mentor, mentee = (
        _person(tx, program, f"U{program.workspace[1:]}{side}{number:06}", role)
        for side, role in (("A", Role.MENTOR), ("B", Role.MENTEE))
    )
    pair = Pair(
        id=uuid4(),
        workspace=program.workspace,
        program=program.id,
        mentor=mentor.id,
        mentee=mentee.id,
        status=Status.ACTIVE,
        stage=Stage.INITIATION,
        rhythm=Rhythm.FORTNIGHTLY,
        proposed_by=mentor.id,
        proposed_at=STARTED,
        started_at=STARTED,
    )
    tx.pairs.add(pair)
    return pair


def _person(tx: Transaction, program: Program, slack_id: str, role: Role) -> Person:
    workspace = program.workspace
    person = Person(id=uuid4(), workspace=workspace, slack_id=slack_id, name=slack_id, tz="Europe/Berlin")
    tx.people.add(person)
    tx.enrolments.save(Enrolment(id=uuid4(), workspace=workspace, program=program.id, person=person.id, role=role))
    return person
