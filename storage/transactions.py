"""How transactions are opened: snapshots to read from, people's changes first, the scheduler's last."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property

from sqlalchemy import Connection, Engine

from bot.services.ports import DaysOff, no_days_off
from storage.agreements import SqlAgreements
from storage.attention import SqlAttention
from storage.bundles import SqlBundles
from storage.checks import SqlChecks
from storage.cipher import Cipher
from storage.commitments import SqlCommitments
from storage.engine import BEGIN
from storage.enrolments import SqlEnrolments
from storage.feedback import SqlFeedbacks
from storage.goal_notes import SqlGoalNotes
from storage.goals import SqlGoals
from storage.history import SqlHistory
from storage.inbox import SqlInbox
from storage.kickoffs import SqlKickoffs
from storage.looks import SqlLooks
from storage.meetings import SqlMeetings
from storage.occurrences import SqlOccurrences
from storage.outbox import SqlOutbox
from storage.pace import SqlPaces
from storage.pairs import SqlPairs
from storage.people import SqlPeople
from storage.priority import PriorityLock
from storage.programs import SqlPrograms


class SqlTransaction:
    """Implements `ports.Transaction`: all repositories on one connection."""

    def __init__(self, connection: Connection, cipher: Cipher, days_off: DaysOff = no_days_off) -> None:
        self.people = SqlPeople(connection, cipher, days_off)
        self.programs = SqlPrograms(connection, cipher)
        self.enrolments = SqlEnrolments(connection, cipher)
        self.pairs = SqlPairs(connection, cipher, days_off)
        self.agreements = SqlAgreements(connection, cipher)
        self.goals = SqlGoals(connection, cipher)
        self.goal_notes = SqlGoalNotes(connection, cipher)
        self.kickoffs = SqlKickoffs(connection, cipher)
        self.history = SqlHistory(connection, cipher)
        self.meetings = SqlMeetings(connection, cipher)
        self.checks = SqlChecks(connection, cipher)
        self.commitments = SqlCommitments(connection, cipher)
        self.occurrences = SqlOccurrences(connection, cipher)
        self.attention = SqlAttention(connection, cipher)
        self.feedback = SqlFeedbacks(connection, cipher)
        self.outbox = SqlOutbox(connection, cipher)
        self.paces = SqlPaces(connection, cipher)
        self.inbox = SqlInbox(connection, cipher)
        self.looks = SqlLooks(connection, cipher)
        self.bundles = SqlBundles(connection, cipher)


class SqlStore:
    """Implements `ports.Store` on SQLite and PostgreSQL.

    SQLite has one writer, so writers queue in the process, people before batches, before they take a connection.
    PostgreSQL locks rows and needs no queue.
    """

    def __init__(self, engine: Engine, cipher: Cipher, days_off: DaysOff = no_days_off) -> None:
        self.engine = engine
        self.cipher = cipher
        self._days_off = days_off
        self._turns = PriorityLock()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def reads(self) -> Iterator[SqlTransaction]:
        """A snapshot to read from; never waits for a writer. The database refuses to write in it."""
        with self._reader.connect() as connection, _only_reading(connection), connection.begin():
            yield SqlTransaction(connection, self.cipher, self._days_off)

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """A person's change; goes before batches."""
        with self._turn(self._turns.first()), self._writer.begin() as connection:
            yield SqlTransaction(connection, self.cipher, self._days_off)

    @contextmanager
    def batch(self) -> Iterator[SqlTransaction]:
        """The scheduler's change; goes after people."""
        with self._turn(self._turns.last()), self._writer.begin() as connection:
            yield SqlTransaction(connection, self.cipher, self._days_off)

    def _turn(self, turn: AbstractContextManager[None]) -> AbstractContextManager[None]:
        return turn if self.engine.dialect.name == "sqlite" else nullcontext()

    @cached_property
    def _writer(self) -> Engine:
        # SQLite: IMMEDIATE, because a deferred transaction that read first cannot become the writer once another wrote.
        return self.engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})

    @cached_property
    def _reader(self) -> Engine:
        if self.engine.dialect.name == "sqlite":
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def _only_reading(connection: Connection) -> Iterator[None]:
    """Let SQLite refuse to write, as a read-only transaction of PostgreSQL does."""
    if connection.dialect.name != "sqlite":
        yield
        return
    plain = connection.connection.dbapi_connection
    assert plain is not None
    plain.cursor().execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        plain.cursor().execute("PRAGMA query_only = OFF")
