"""Laws of the connection to either database."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import SqlStore, make_engine
from storage.engine import normalised
from tests.support.people_of_the_house import ana


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://lea:secret@db.example/mentor", "postgresql+psycopg://lea:secret@db.example/mentor"),
        ("postgresql://lea:secret@db.example:5433/m", "postgresql+psycopg://lea:secret@db.example:5433/m"),
        ("postgresql+psycopg://db.example/m?sslmode=require", "postgresql+psycopg://db.example/m?sslmode=require"),
        ("sqlite:///var/mentor.db", "sqlite:///var/mentor.db"),
        ("sqlite+pysqlite:////var/mentor.db", "sqlite:////var/mentor.db"),
    ],
)
def test_a_url_is_used_with_the_driver_of_the_bot(given: str, used: str) -> None:
    assert normalised(given).render_as_string(hide_password=False) == used


@pytest.mark.parametrize(
    "url",
    ["mysql://lea:secret@db.example/m", "postgresql+asyncpg://lea:secret@db/m", "sqlite://", "sqlite:///:memory:"],
)
def test_another_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite|supported") as raised:
        make_engine(url)

    assert "secret" not in str(raised.value)


def test_a_fresh_sqlite_file_that_another_process_writes_to_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "mentor.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.2, lambda: other.execute("COMMIT"))
    ending.start()
    engine = make_engine(f"sqlite:///{tmp_path}/mentor.db")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    ending.join()
    other.close()
    engine.dispose()


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/new/folder/mentor.db")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()

    assert (tmp_path / "new/folder/mentor.db").exists()


def test_every_connection_to_sqlite_is_prepared(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/mentor.db")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "query_only": 0}
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in expected}
            assert found == expected
    engine.dispose()


def test_a_write_on_sqlite_begins_as_the_writer(sqlite_store: SqlStore) -> None:
    other = sqlite3.connect(str(sqlite_store.engine.url.database), timeout=0, isolation_level=None)
    with sqlite_store.reads():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with sqlite_store.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_connection_that_only_read_writes_again_afterwards(sql_store: SqlStore) -> None:
    for _ in range(40):
        with sql_store.reads() as tx:
            tx.people.get(ana().id)
        with sql_store.write() as tx:
            tx.people.save(ana())


def test_postgresql_reads_at_one_moment_and_writes_at_each_statement(postgres_store: SqlStore) -> None:
    level = text("SHOW transaction_isolation")
    with postgres_store.reads() as tx:
        assert tx.people.connection.scalar(level) == "repeatable read"
        assert tx.people.connection.scalar(text("SHOW transaction_read_only")) == "on"
    for transaction in (postgres_store.write, postgres_store.batch):
        with transaction() as tx:
            assert tx.people.connection.scalar(level) == "read committed"
