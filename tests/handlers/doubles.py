"""Doubles of the handlers' ports: a store that notes its commits and can fail, and a directory of people."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.domain.people import Profile
from handlers.connection import Connection
from tests.support.fake_store import FakeStore, FakeTransaction

SECRET = "Ben wrote: please let me finish my sentences"


class StoreLost(Exception):
    """The database is gone; like a driver's own message, this one may hold what somebody wrote."""


class NotedStore(FakeStore):
    """Notes each commit. It can lose its connection, altogether or just when it is to commit."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self.order = order
        self.is_lost = False
        self.loses_commits = False
        self.was_read = 0

    @contextmanager
    def reads(self) -> Iterator[FakeTransaction]:
        self._refuse_if_lost()
        self.was_read += 1
        with super().reads() as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[FakeTransaction]:
        self._refuse_if_lost()
        with super().write() as tx:
            yield tx
            if self.loses_commits:
                raise StoreLost(SECRET)
        self.order.append("committed")

    def _refuse_if_lost(self) -> None:
        if self.is_lost:
            raise StoreLost(SECRET)


@dataclass(slots=True)
class FakeDirectory:
    """Implements `ports.Directory`. `asked` is who was looked up."""

    profiles: dict[tuple[str, str], Profile] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        self.asked.append(slack_id)
        return self.profiles.get((workspace, slack_id))


@contextmanager
def hurried(connection: Connection) -> Iterator[None]:
    """Spare the second that Slack's client waits for one more message before it closes: give it empty ones."""
    over = threading.Event()

    def feed() -> None:
        while not over.wait(0.02):
            if connection._handler:
                connection._handler.client.enqueue_message("{}")

    feeding = threading.Thread(target=feed)
    feeding.start()
    try:
        yield
    finally:
        over.set()
        feeding.join()
