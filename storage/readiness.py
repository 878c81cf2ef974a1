"""Whether the database can be worked with, in words for an operator."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from storage.cipher import Unreadable
from storage.migrating import MadeByNewer, migrate, pending
from storage.rotation import rotate_keys
from storage.schema import PersonRow
from storage.transactions import SqlStore


class DatabaseProblem(RuntimeError):
    """The database cannot be used now; the message says how to mend it and holds neither URL nor words."""


def bring_up_to_date(store: SqlStore) -> None:
    """Apply what is pending. Raises `DatabaseProblem`."""
    with _readable():
        migrate(store.engine)


def seal_again(store: SqlStore) -> int:
    """Seal all words with the first key; how many values. Raises `DatabaseProblem`."""
    with _readable():
        return rotate_keys(store.engine, store.cipher)


def make_ready(store: SqlStore) -> None:
    """Before the bot starts: a SQLite file is brought up to date, a shared database must be already; the keys must fit.

    Several processes may run the older program against PostgreSQL, so there an operator decides when it changes.
    Raises `DatabaseProblem`.
    """
    with _readable():
        if _is_file(store):
            migrate(store.engine)
        _refuse_pending(store)
        _try_key(store)


def state_of(store: SqlStore) -> str:
    """How the database stands, when it can be used. Raises `DatabaseProblem` for all that has to be mended first."""
    with _readable():
        if _is_file(store) and pending(store.engine):
            return "a file that is made, or brought up to date, when the bot starts."
        _refuse_pending(store)
        _try_key(store)
    return "reached, up to date, and its words can be read."


def _is_file(store: SqlStore) -> bool:
    return bool(store.engine.dialect.name == "sqlite")


def _refuse_pending(store: SqlStore) -> None:
    if missing := pending(store.engine):
        raise DatabaseProblem(f"it lacks {', '.join(missing)}. Bring it up to date with: python app.py migrate.")


def _try_key(store: SqlStore) -> None:
    """One sealed name is enough to tell whether the keys fit; an empty database fits any."""
    with store.engine.connect() as connection:
        sealed = connection.scalar(select(PersonRow.name).limit(1))
    store.cipher.open(sealed or "")


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (MadeByNewer, Unreadable) as problem:
        raise DatabaseProblem(str(problem)) from None
    except SQLAlchemyError as problem:
        raise DatabaseProblem(
            f"it cannot be used ({type(problem).__name__}). Check MENTOR_DATABASE_URL: that the server runs, that "
            "user and password are right, or that the file's folder can be written."
        ) from None
