"""Databases with the tables in them. The migrations run once a session, and then their outcome is copied."""

import shutil
from pathlib import Path

import pytest

from storage import make_engine, migrate
from tests.support.postgres import PostgresServer


def migrated(url: str) -> None:
    """Make the tables in the database at `url`."""
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "mentor.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def migrated_sqlite(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a SQLite file with the tables."""
    shutil.copy(sqlite_template, tmp_path / "migrated.db")
    return f"sqlite:///{tmp_path / 'migrated.db'}"


@pytest.fixture
def migrated_postgresql(postgres_server: PostgresServer) -> str:
    """The URL of a PostgreSQL database with the tables."""
    postgres_server.template("mentor", migrated)
    return postgres_server.clone("mentor")
