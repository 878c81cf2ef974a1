"""Every journey is made on SQLite and on PostgreSQL; long lives on SQLite alone."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet

from storage import make_engine, migrate
from tests.journeys.town import START, Town, a_town


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    """A town with a running bot."""
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_url")
    else:
        url = request.getfixturevalue("postgres_url")
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
    with a_town("Harbour", url, Fernet.generate_key().decode()) as built:
        yield built


@pytest.fixture
def sqlite_town(sqlite_url: str, request: pytest.FixtureRequest) -> Iterator[Town]:
    """A town on SQLite alone: what these lives show does not depend on the database."""
    with a_town("Harbour", sqlite_url, Fernet.generate_key().decode(), getattr(request, "param", START)) as built:
        yield built
