"""A tiny Slack, and the house with its courier."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from bot.deps import Deps
from bot.domain.people import Profile
from bot.services.ports import Transaction
from bot.slack.courier import Connection, Courier
from bot.texts import Texts
from tests.services.house import House, opened
from tests.slack.tiny_slack import TinySlack, tiny_slack


class FakeDirectory:
    """Knows nobody."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        return None


class StumblingStore:
    """The house's store, of which each kind of transaction fails as often as it is told to."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.stumbles = {"reads": 0, "batch": 0}

    def reads(self) -> AbstractContextManager[Transaction]:
        self._stumble("reads")
        return self.house.store.reads()

    def write(self) -> AbstractContextManager[Transaction]:
        return self.house.store.write()

    def batch(self) -> AbstractContextManager[Transaction]:
        self._stumble("batch")
        return self.house.store.batch()

    def _stumble(self, kind: str) -> None:
        if self.stumbles[kind]:
            self.stumbles[kind] -= 1
            raise ConnectionError("the database is away")


@pytest.fixture
def slack() -> Iterator[TinySlack]:
    """Takes what it is given unless it is told otherwise."""
    with tiny_slack() as running:
        yield running


@pytest.fixture
def house() -> House:
    """Lea's program, with Ana and Ben in it."""
    return opened()


@pytest.fixture
def store(house: House) -> StumblingStore:
    """The house's store; it stumbles when it is told to."""
    return StumblingStore(house)


@pytest.fixture
def deps(house: House, store: StumblingStore) -> Deps:
    """What the courier receives."""
    return Deps(
        store=store,
        prompts=house.prompts,
        texts=Texts.load(),
        directory=FakeDirectory(),
        now=lambda: house.now,
        wake=lambda: None,
    )


@pytest.fixture
def idle(slack: TinySlack, deps: Deps) -> Iterator[Courier]:
    """A courier who has not begun."""
    courier = Courier(deps=deps, connection=Connection(token="xoxb-test", base_url=slack.url))
    yield courier
    assert courier.stop(20)


@pytest.fixture
def courier(idle: Courier) -> Courier:
    """A courier at work."""
    idle.start()
    return idle
