"""Every journey is made on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from cryptography.fernet import Fernet

from tests.journeys.town import START, Town, a_town


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with the tables in it."""
    return str(request.getfixturevalue(f"migrated_{request.param}"))


@pytest.fixture
def start() -> datetime:
    """When the journey begins; one that needs other days parametrizes it."""
    return START


@pytest.fixture
def town(database_url: str, start: datetime) -> Iterator[Town]:
    """A town with a running bot."""
    with a_town("Harbour", database_url, Fernet.generate_key().decode(), start) as built:
        yield built


@pytest.fixture
def town_with_files(database_url: str) -> Iterator[Town]:
    """The same in a workspace that lets the bot hand over files."""
    with a_town("Harbour", database_url, Fernet.generate_key().decode(), scopes=["files:write"]) as built:
        yield built
