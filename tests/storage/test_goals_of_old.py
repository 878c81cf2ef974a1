"""A goal written when it was still a line of the agreement is a goal of its own after the migration."""

from uuid import UUID

from alembic import command
from sqlalchemy import Engine, text

from storage import SqlStore
from storage.cipher import Cipher
from storage.engine import BEGIN
from storage.migrating import _config, migrate
from tests.storage.conftest import KEY
from tests.storage.test_migrations import empty, empty_url

__all__ = ["empty", "empty_url"]

PAIR, FIRST, SECOND, BEN = (UUID(int=number) for number in range(1, 5))
WORDS = '{"purpose": "p", "goal": "%s", "measure": "it ships", "first_step": "ask", "boundaries": ""}'
CODES = '{"kind": "leadership", "due": "2026-06-30", "tz": "UTC"}'


def keep_agreements(engine: Engine) -> None:
    """Two versions as they were kept before, without the people and the pair they refer to."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        switch = "PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica"
        connection.exec_driver_sql(switch)
        connection.commit()
        if is_sqlite:
            connection.connection.cursor().execute(switch)
        for version, (id_, goal) in enumerate(((FIRST, "lead"), (SECOND, "lead two")), start=1):
            connection.execute(
                text(
                    "INSERT INTO agreement (id, workspace, pair, version, codes, words, drafted_by, drafted_at) "
                    "VALUES (:id, 'T0', :pair, :version, :codes, :words, :by, '2026-03-02T09:00:00.000000+00:00')"
                ),
                {
                    "id": id_.hex,
                    "pair": PAIR.hex,
                    "version": version,
                    "codes": CODES,
                    "words": Cipher([KEY]).seal(WORDS % goal),
                    "by": BEN.hex,
                },
            )
        connection.commit()


def test_the_goal_of_the_newest_version_is_kept_with_its_words_and_day(empty: Engine) -> None:
    with empty.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}).begin() as connection:
        command.upgrade(_config(connection), "0003")
    keep_agreements(empty)
    with empty.connect() as connection:
        if empty.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    migrate(empty)
    with SqlStore(empty, Cipher([KEY])).reads() as tx:
        goal, older = tx.goals.find(SECOND), tx.goals.find(FIRST)

    assert older is None
    assert goal is not None
    assert (goal.text, goal.measure, goal.first_step) == ("lead two", "it ships", "ask")
    assert (str(goal.kind), str(goal.due), goal.pair, goal.written_by) == ("leadership", "2026-06-30", PAIR, BEN)
