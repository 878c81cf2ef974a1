"""Empty stores that are gone when one is done with them: for playing something through that nobody shall remember."""

import re
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from cryptography.fernet import Fernet
from sqlalchemy import Connection, Engine, event

from bot.domain.facts import PairFacts
from bot.services.ports import DaysOff, no_days_off
from storage.cipher import Cipher
from storage.engine import make_engine
from storage.facts import Facts
from storage.migrating import migrate
from storage.pairs import SqlPairs
from storage.repository import table
from storage.schema import AttentionRow, BundleRow, OccurrenceRow, OutboxRow, PaceRow
from storage.transactions import SqlStore, SqlTransaction

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
CARRY_MESSAGES = frozenset({table(row).name for row in (OutboxRow, AttentionRow, BundleRow, PaceRow)})
"""Tables that no fact of a pair is read from, and that change most often."""

PLANS = table(OccurrenceRow).name
"""Written in each use case that plans anew, after which it reads the pair once more."""


@dataclass(slots=True)
class Known:
    """The facts of some pairs since the last change; `is_planned_anew` when their occurrences alone have changed."""

    facts: dict[UUID, PairFacts] = field(default_factory=dict)
    is_planned_anew: bool = False

    def forget(self) -> None:
        """Read all of it again."""
        self.facts.clear()
        self.is_planned_anew = False


class Scratch:
    """Makes empty stores, each a SQLite file in a folder of its own. The schema is made once and copied."""

    def __init__(self, days_off: DaysOff = no_days_off) -> None:
        self._days_off = days_off
        self._making = threading.Lock()
        self._empty: bytes | None = None

    @contextmanager
    def __call__(self) -> Iterator[SqlStore]:
        """An empty store for the length of a block."""
        with TemporaryDirectory(prefix="mentor-scratch-") as folder:
            file = Path(folder) / "scratch.db"
            file.write_bytes(self._schema())
            store = _store(file, self._days_off)
            try:
                yield store
            finally:
                store.close()

    def _schema(self) -> bytes:
        with self._making:
            if self._empty is None:
                self._empty = _made()
            return self._empty


def _made() -> bytes:
    """A file with the schema and nothing in it."""
    with TemporaryDirectory(prefix="mentor-scratch-") as folder:
        file = Path(folder) / "empty.db"
        store = _store(file, no_days_off)
        migrate(store.engine)
        # The last connection that closes writes the journal into the file.
        store.close()
        return file.read_bytes()


class ScratchStore(SqlStore):
    """A store of one thread, in which facts are read again only after a change: who plays months in seconds asks for
    the same ones many times."""

    def __init__(self, engine: Engine, cipher: Cipher, days_off: DaysOff) -> None:
        super().__init__(engine, cipher, days_off)
        self._known = Known()
        event.listen(engine, "before_cursor_execute", self._notice)
        event.listen(engine, "rollback", lambda _connection: self._known.forget())

    @contextmanager
    def reads(self) -> Iterator[SqlTransaction]:
        """A snapshot to read from."""
        with super().reads() as tx:
            yield self._remembering(tx)

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """A person's change."""
        with super().write() as tx:
            yield self._remembering(tx)

    @contextmanager
    def batch(self) -> Iterator[SqlTransaction]:
        """The scheduler's change."""
        with super().batch() as tx:
            yield self._remembering(tx)

    def _remembering(self, tx: SqlTransaction) -> SqlTransaction:
        tx.pairs = _Pairs(tx.pairs.connection, tx.pairs.cipher, tx.pairs.days_off, self._known)
        return tx

    def _notice(self, _connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        """Whatever is written may change facts, but for what carries messages."""
        written = WRITES.match(statement)
        if written and written[1] == PLANS:
            self._known.is_planned_anew = True
        elif written and written[1] not in CARRY_MESSAGES:
            self._known.forget()


@dataclass(frozen=True, slots=True)
class _Pairs(SqlPairs):
    """The same pairs, with the facts that were read since the last change at hand."""

    known: Known = field(default_factory=Known)

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        known = self.known.facts
        if self.known.is_planned_anew and known:
            planned = Facts(self.connection, self.cipher, self.days_off).occurrences(known)
            known.update({pair: replace(each, occurrences=planned[pair]) for pair, each in known.items()})
        self.known.is_planned_anew = False
        if unknown := [pair for pair in pairs if pair not in known]:
            # A dataclass with slots is made anew, and a bare `super` would not know it.
            known.update(SqlPairs.facts(self, unknown))
        return {pair: known[pair] for pair in pairs if pair in known}


def _store(file: Path, days_off: DaysOff) -> ScratchStore:
    engine = make_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", _let_go)
    return ScratchStore(engine, Cipher([Fernet.generate_key().decode()]), days_off)


def _let_go(connection: sqlite3.Connection, _entry: object) -> None:
    """What a power cut takes from a scratch file is no loss."""
    connection.execute("PRAGMA synchronous = OFF")
