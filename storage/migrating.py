"""Bringing a database up to date, and knowing whether it is. Works from any current directory."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from storage.engine import BEGIN

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 7316503
"""Key of the advisory lock on PostgreSQL; any number that nothing else in the database uses."""


class NotMigrated(RuntimeError):
    """The database is older than the program. `migrate` brings it up to date."""


class MadeByNewer(RuntimeError):
    """A newer version of the program has changed the database. Run that version."""


def migrate(engine: Engine) -> None:
    """Apply all pending migrations in one transaction; of several processes that start at once, one does it.

    Raises `MadeByNewer`.
    """
    with engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        config = _config(connection)
        _applied(MigrationContext.configure(connection), ScriptDirectory.from_config(config))
        command.upgrade(config, "head")


def pending(engine: Engine) -> tuple[str, ...]:
    """Migrations that have yet to be applied, oldest first: their number and what they do. Raises `MadeByNewer`."""
    script = ScriptDirectory.from_config(_config(None))
    with engine.connect() as connection:
        applied = _applied(MigrationContext.configure(connection), script)
    revisions = reversed(list(script.walk_revisions()))
    return tuple(f"{revision.revision} {revision.doc}" for revision in revisions if revision.revision not in applied)


def check(engine: Engine) -> None:
    """Raise `NotMigrated`, naming what is pending."""
    if missing := pending(engine):
        raise NotMigrated(f"the database lacks: {', '.join(missing)}")


def _applied(context: MigrationContext, script: ScriptDirectory) -> frozenset[str]:
    heads = context.get_current_heads()
    if not {revision.revision for revision in script.walk_revisions()}.issuperset(heads):
        raise MadeByNewer("the database was made by a newer version of Mentor Cadence: run that version")
    return frozenset(revision.revision for head in heads for revision in script.iterate_revisions(head, "base"))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
