"""The house with Lea's program, and Ana and Ben in it."""

from uuid import UUID

import pytest

from tests.services.house import House, opened


@pytest.fixture
def house() -> House:
    """Lea's program, which Ana and Ben have joined."""
    return opened()


@pytest.fixture
def pair(house: House) -> UUID:
    """Ana and Ben, who have just said yes."""
    return house.start()
