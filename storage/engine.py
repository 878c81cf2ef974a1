"""The connection to SQLite or PostgreSQL, and how transactions begin in each."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

BEGIN = "mentor_begin"
"""Execution option: the word with which SQLite begins the transaction."""
WAIT_SECONDS = 10
"""How long SQLite waits for another process (a migration, an export) before it gives up."""
LOOK_AGAIN = 0.05
"""Seconds between two looks where SQLite does not wait by itself."""
CONNECTIONS = 10
"""Connections kept open: what a busy minute needs."""
MORE_CONNECTIONS = 20
"""Connections opened beyond those: each listener has one, and the courier and the jobs have theirs beside them."""

WAIT_FOR_CONNECTION = 1.0
"""Seconds somebody waits for one when all are taken: a click that gets none is still answered with a sentence within
the three seconds that Slack waits, for which the database is asked once more."""


def normalised(url: str) -> URL:
    """The URL with the driver the bot uses. Raises `ValueError` for another database, without the URL's password."""
    parsed = make_url(url)
    match parsed.drivername:
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return parsed.set(drivername="postgresql+psycopg")
        case "sqlite" | "sqlite+pysqlite":
            if parsed.database in (None, "", ":memory:"):
                raise ValueError("SQLite needs a file, as in sqlite:///var/mentor.db: memory is gone with the process")
            return parsed.set(drivername="sqlite")
        case other:
            raise ValueError(f"{other} is not supported: use sqlite:///… or postgresql://…")


def make_engine(url: str) -> Engine:
    """An engine for the database at `url`; a SQLite file's folder is made when it is missing.

    Errors do not repeat a statement's parameters, which may be names and words of people.
    """
    parsed = normalised(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return create_engine(
        parsed,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_timeout=WAIT_FOR_CONNECTION,
        isolation_level="READ COMMITTED",
        connect_args={"application_name": "mentor-cadence", "connect_timeout": WAIT_SECONDS},
    )


def _sqlite(url: URL) -> Engine:
    folder = Path(str(url.database)).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_timeout=WAIT_FOR_CONNECTION,
        connect_args={"timeout": WAIT_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Python's driver would begin transactions itself, late and always deferred; `_begin` does it instead.
    connection.isolation_level = None
    _write_ahead(connection)
    # FULL, although WAL would survive NORMAL: after a power cut NORMAL may lose the last commits, and what Slack was
    # told is done must be done.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it `INSERT OR REPLACE` deletes rows past the triggers that guard the history.
    connection.execute("PRAGMA recursive_triggers = ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and the writer do not wait for one another.

    While another process writes to a file that is not yet so, SQLite refuses the change at once instead of waiting.
    """
    for _ in range(int(WAIT_SECONDS / LOOK_AGAIN)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(LOOK_AGAIN)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
