"""The door into an empty workspace, into Lea's program, and into a mentorship."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import structlog

from operations.logs import QUIET, set_up_logs
from tests.handlers import house
from tests.handlers.door import Door
from tests.handlers.slack_on_record import SlackOnRecord, slack_on_record


@pytest.fixture(scope="session")
def slack() -> Iterator[SlackOnRecord]:
    """One server for all tests of the folder."""
    with slack_on_record() as running:
        yield running


@pytest.fixture
def log_lines() -> Iterator[StringIO]:
    """The log as an operator reads it, in JSON."""
    before = {name: logging.getLogger(name).propagate for name in QUIET}
    handlers = {name: list(logging.getLogger(name).handlers) for name in QUIET}
    written = StringIO()
    set_up_logs("json", out=written)
    yield written
    structlog.reset_defaults()
    for name in QUIET:
        logging.getLogger(name).propagate = before[name]
        logging.getLogger(name).handlers = handlers[name]
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def a_door(slack: SlackOnRecord, log_lines: StringIO) -> Iterator[Callable[..., Door]]:
    """Makes a door; at the end nothing that went through it may have been more than Slack takes."""
    doors: list[Door] = []

    def make(first_lead: str = "") -> Door:
        doors.append(Door(slack, first_lead))
        house.fill_directory(doors[-1])
        return doors[-1]

    yield make
    assert [complaint for door in doors for complaint in door.complaints] == []


@pytest.fixture
def empty(a_door: Callable[..., Door]) -> Door:
    """Nobody has set up anything."""
    return a_door()


@pytest.fixture
def door(empty: Door) -> Door:
    """Lea leads a program; Ana, Ben and Mia have joined."""
    house.set_up(empty)
    return empty


@pytest.fixture
def paired(door: Door) -> Door:
    """Ana mentors Ben since yesterday."""
    house.pair_up(door)
    return door
