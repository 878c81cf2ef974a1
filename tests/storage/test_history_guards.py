"""The history cannot be rewritten, whatever reaches for it."""

import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from storage import SqlStore
from storage.repository import table
from storage.schema import StageChangeRow
from tests.support.people_of_the_house import NOW, WORKSPACE, a_line, a_pair

COLUMNS = ", ".join(column.name for column in table(StageChangeRow).c)
COPY = f"SELECT {COLUMNS} FROM stage_change"
REWRITES = [
    "UPDATE stage_change SET reason = 'reason.rewritten'",
    "UPDATE stage_change SET reason = 'reason.rewritten' WHERE seq = 1",
    "DELETE FROM stage_change",
    "DELETE FROM stage_change WHERE seq = 1",
    f"INSERT INTO stage_change ({COLUMNS}) {COPY}",
]
ONLY_SQLITE = [
    f"INSERT OR REPLACE INTO stage_change ({COLUMNS}) {COPY}",
    f"REPLACE INTO stage_change ({COLUMNS}) {COPY}",
    "UPDATE OR REPLACE stage_change SET reason = 'reason.rewritten'",
    f"INSERT INTO stage_change ({COLUMNS}) {COPY} WHERE true ON CONFLICT DO UPDATE SET reason = 'reason.rewritten'",
]
ONLY_POSTGRESQL = [
    "TRUNCATE stage_change",
    "TRUNCATE stage_change CASCADE",
    "TRUNCATE pair CASCADE",
    f"INSERT INTO stage_change ({COLUMNS}) {COPY} ON CONFLICT (pair, seq) DO UPDATE SET reason = 'reason.rewritten'",
]


@pytest.fixture
def rewrites(sql_store: SqlStore) -> list[str]:
    """Every attempt that this database understands, on a history of one line."""
    with sql_store.write() as tx:
        tx.history.append(WORKSPACE, a_line())
    return REWRITES + (ONLY_SQLITE if sql_store.engine.dialect.name == "sqlite" else ONLY_POSTGRESQL)


@pytest.fixture
def intact(sql_store: SqlStore) -> Iterator[None]:
    """Afterwards the history is what it was."""
    yield
    with sql_store.reads() as tx:
        assert list(tx.history.of(a_pair().id)) == [a_line()]


@pytest.mark.usefixtures("intact")
def test_no_statement_rewrites_the_history(engine: Engine, rewrites: list[str]) -> None:
    for attempt in rewrites:
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(attempt))


@pytest.mark.usefixtures("intact")
def test_nor_does_one_through_a_connection_that_nobody_prepared(engine: Engine, rewrites: list[str]) -> None:
    for attempt in rewrites:
        if engine.dialect.name == "sqlite":
            connection = sqlite3.connect(str(engine.url.database))
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(attempt)
            connection.close()
        else:
            plain = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
            with psycopg.connect(plain, autocommit=True) as fresh, pytest.raises(psycopg.IntegrityError):
                fresh.execute(attempt.encode())


def test_the_lines_of_an_erased_pair_go_and_no_others(sql_store: SqlStore, engine: Engine) -> None:
    with sql_store.write() as tx:
        tx.history.append(WORKSPACE, a_line())
    erase = text(
        "INSERT INTO erasure (workspace, pair, at) SELECT workspace, id, proposed_at FROM pair WHERE id = :pair"
    )
    pair = a_pair().id if engine.dialect.name == "postgresql" else a_pair().id.hex
    with engine.begin() as connection:
        connection.execute(erase, {"pair": pair})
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("UPDATE stage_change SET reason = 'reason.rewritten'"))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM stage_change"))

    with sql_store.reads() as tx:
        assert list(tx.history.since(a_pair().program, NOW.replace(year=2000))) == []
