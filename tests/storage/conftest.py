"""The three stores, each empty or with the house in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from bot.services.ports import Store
from storage import Cipher, SqlStore, make_engine
from tests.support.fake_store import FakeStore, Refused
from tests.support.people_of_the_house import a_pair, a_program, an_enrolment, ana, ben, lea, max_

KEY = Fernet.generate_key().decode()


def settle_in(store: Store) -> None:
    """Put the four people, the program, two enrolments and the pair into a store."""
    with store.write() as tx:
        for person in (ana(), ben(), lea(), max_()):
            tx.people.add(person)
        tx.programs.add(a_program())
        tx.enrolments.save(an_enrolment(ana()))
        tx.enrolments.save(an_enrolment(ben()))
        tx.pairs.add(a_pair())


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of either database, with the tables."""
    found: str = request.getfixturevalue(f"migrated_{request.param}")
    return found


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine of its own for the same database."""
    engine = make_engine(url)
    yield engine
    engine.dispose()


@contextmanager
def opened(url: str) -> Iterator[SqlStore]:
    """A store on the database at `url`."""
    store = SqlStore(make_engine(url), Cipher([KEY]))
    yield store
    store.close()


@pytest.fixture
def sql_store(url: str) -> Iterator[SqlStore]:
    """A store in either database, with the house in it."""
    with opened(url) as store:
        settle_in(store)
        yield store


@pytest.fixture
def sqlite_store(migrated_sqlite: str) -> Iterator[SqlStore]:
    """A store in SQLite, with the house in it."""
    with opened(migrated_sqlite) as store:
        settle_in(store)
        yield store


@pytest.fixture
def postgres_store(migrated_postgresql: str) -> Iterator[SqlStore]:
    """A store in PostgreSQL, with the house in it."""
    with opened(migrated_postgresql) as store:
        settle_in(store)
        yield store


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def empty_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each of the three, with nothing in it."""
    if request.param == "fake":
        yield FakeStore()
        return
    with opened(request.getfixturevalue(f"migrated_{request.param}")) as store:
        yield store


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Each of the three, with the house in it."""
    settle_in(empty_store)
    return empty_store


@pytest.fixture
def refusal(empty_store: Store) -> type[Exception]:
    """What the store raises when a row breaks a rule of the schema."""
    return Refused if isinstance(empty_store, FakeStore) else StatementError
