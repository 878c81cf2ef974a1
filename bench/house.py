"""A database full of pairs, for benches."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from cryptography.fernet import Fernet

from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program, ProgramTerms, Rhythm, Role
from bot.domain.stages import Stage, Status
from bot.services.ports import Transaction
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from storage import SqlStore, migrate, open_store

STARTED = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
DUE = STARTED + timedelta(days=9)
"""Two days after the first expected meeting: every check-in is due and every send window in Europe is open."""
WORKSPACE = "T0BENCH"


@contextmanager
def a_store() -> Iterator[SqlStore]:
    """A SQLite store in a folder of its own, fsync on as in life."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}", [Fernet.generate_key().decode()])
        migrate(store.engine)
        try:
            yield store
        finally:
            store.close()


def fill(store: SqlStore, pairs: int) -> None:
    """A program with this many active pairs, planned from their facts."""
    program = Program(
        id=uuid4(),
        workspace=WORKSPACE,
        terms=ProgramTerms(name="Bench", digest_channel="C0BENCH"),
        next_digest_at=DUE + timedelta(days=365),
    )
    with store.write() as tx:
        tx.programs.add(program)
        made = [_pair(tx, program, number) for number in range(pairs)]
        Work(tx=tx, prompts=PROMPTS, now=STARTED).replan(made)


def _pair(tx: Transaction, program: Program, number: int) -> UUID:
    mentor, mentee = (
        _person(tx, program, f"U{side}{number:06}", role) for side, role in (("A", Role.MENTOR), ("B", Role.MENTEE))
    )
    pair = Pair(
        id=uuid4(),
        workspace=WORKSPACE,
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
    return pair.id


def _person(tx: Transaction, program: Program, slack_id: str, role: Role) -> Person:
    person = Person(id=uuid4(), workspace=WORKSPACE, slack_id=slack_id, name=slack_id, tz="Europe/Berlin")
    tx.people.add(person)
    tx.enrolments.save(Enrolment(id=uuid4(), workspace=WORKSPACE, program=program.id, person=person.id, role=role))
    return person
