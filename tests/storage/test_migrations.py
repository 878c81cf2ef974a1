"""Laws of migrations: they make the tables the code expects, from anywhere, once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from storage import MadeByNewer, NotMigrated, check, make_engine, migrate, pending
from storage.schema import Base

ROOT = Path(__file__).parents[2]
TRIGGERS = {
    "sqlite": {"stage_change_never_changes", "stage_change_stays", "stage_change_is_new"},
    "postgresql": {"stage_change_stays", "stage_change_is_never_emptied"},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with nothing in it."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    """An engine for it."""
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def test_migrations_make_the_tables_of_the_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_make_every_key_check_and_index_of_the_schema(engine: Engine) -> None:
    migrated = described(engine)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)

    assert migrated.keys() == Base.metadata.tables.keys()
    assert migrated == described(engine)


def test_the_history_is_guarded(engine: Engine) -> None:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        found = set(connection.scalars(text(query[engine.dialect.name])))

    assert found == TRIGGERS[engine.dialect.name]


def test_what_is_pending_is_named_until_it_is_applied(empty: Engine) -> None:
    assert [name.split()[0] for name in pending(empty)] == [f"{number:04}" for number in range(1, 10)]
    with pytest.raises(NotMigrated, match="0001 People"):
        check(empty)

    migrate(empty)
    migrate(empty)
    assert pending(empty) == ()
    check(empty)


def test_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(migrate_elsewhere, [empty_url] * 2))

    engine = make_engine(empty_url)
    assert pending(engine) == ()
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE inbox (delivery integer)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(empty)

    assert inspect(empty).get_table_names() == ["inbox"]


def test_alembic_itself_finds_the_migrations_and_asks_for_the_database(sqlite_url: str) -> None:
    command = [sys.executable, "-W", "error", "-m", "alembic"]
    unnamed = subprocess.run([*command, "current"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "-x url=" in unnamed.stderr

    named = [*command, "-x", f"url={sqlite_url}", "upgrade", "head"]
    done = subprocess.run(named, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    engine = make_engine(sqlite_url)
    check(engine)
    engine.dispose()


def test_a_database_of_a_newer_program_is_named_as_such(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MadeByNewer, match="newer"):
        check(engine)
    with pytest.raises(MadeByNewer, match="newer"):
        migrate(engine)


def migrate_elsewhere(url: str) -> None:
    """Migrate in a process of its own, with another current directory."""
    order = f"from storage import make_engine, migrate; migrate(make_engine({url!r}))"
    subprocess.run([sys.executable, "-c", order], cwd="/", env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)


def described(engine: Engine) -> dict[str, object]:
    """All tables but Alembic's own: columns, keys, checks and indexes, by name."""
    found = inspect(engine)
    return {
        name: {
            "columns": [(it["name"], str(it["type"]), it["nullable"]) for it in found.get_columns(name)],
            "key": found.get_pk_constraint(name),
            "foreign keys": by_name(found.get_foreign_keys(name)),
            "once": by_name(found.get_unique_constraints(name)),
            "checks": by_name(found.get_check_constraints(name)),
            "indexes": by_name(found.get_indexes(name)),
        }
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def by_name(described: object) -> list[str]:
    """Descriptions in the order of their names."""
    assert isinstance(described, list)
    for each in described:
        # The rule of a partial index comes as a clause, which equals nothing but itself.
        each["dialect_options"] = {name: str(value) for name, value in each.get("dialect_options", {}).items()}
    return [str(sorted(each.items(), key=str)) for each in sorted(described, key=lambda each: str(each["name"]))]
