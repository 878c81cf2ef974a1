"""Loggers as they come: a test that set them up leaves nothing behind, least of all a file that is closed by now."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def fresh_loggers() -> Iterator[None]:
    """After each test loggers write where they do by default."""
    yield
    structlog.reset_defaults()
