"""Whether the database can be worked with, in words for an operator."""

from sqlalchemy.exc import SQLAlchemyError

from storage.migrating import migrate, pending
from storage.transactions import SqlStore


class DatabaseProblem(RuntimeError):
    """The database cannot be used now; the message says how to mend it and holds no URL."""


def bring_up_to_date(store: SqlStore) -> None:
    """Apply what is pending. Raises `DatabaseProblem`."""
    try:
        migrate(store.engine)
    except SQLAlchemyError as problem:
        raise _unusable(problem) from None


def make_ready(store: SqlStore) -> None:
    """Before the bot starts: a SQLite file is brought up to date, a shared database must be already.

    Several processes may run the older program against PostgreSQL, so there an operator decides when it changes.
    Raises `DatabaseProblem`.
    """
    if store.engine.dialect.name == "sqlite":
        bring_up_to_date(store)
    elif missing := missing_migrations(store):
        raise DatabaseProblem(
            f"The database lacks {', '.join(missing)}. Bring it up to date with: python app.py migrate."
        )


def missing_migrations(store: SqlStore) -> tuple[str, ...]:
    """What is pending. Raises `DatabaseProblem` when the database cannot be reached or written."""
    try:
        return pending(store.engine)
    except SQLAlchemyError as problem:
        raise _unusable(problem) from None


def _unusable(problem: SQLAlchemyError) -> DatabaseProblem:
    return DatabaseProblem(
        f"The database cannot be used ({type(problem).__name__}). Check MENTOR_DATABASE_URL: that the server runs, "
        "that user and password are right, or that the file's folder can be written."
    )
