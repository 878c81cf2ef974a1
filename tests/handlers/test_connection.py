"""The connection over a real local workspace: it comes up, comes back, and goes without dropping what it has taken."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.connection import Connection
from sandbox import CommandResult, Fault, Server, Workspace, serve
from tests.handlers.doubles import hurried
from tests.sandbox.parts import MANIFEST

ACK_SECONDS = 0.5
"""Real seconds after which the local Slack gives up on an acknowledgement."""


@dataclass(slots=True)
class Town:
    """A workspace, an app in it whose one listener waits until it is let go, and people who type."""

    workspace: Workspace
    server: Server
    app: App
    taken: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    served: list[str] = field(default_factory=list)

    def connection(self, patience: float = 60, app_token: str | None = None) -> Connection:
        token = app_token or self.workspace.app_token
        return Connection(self.app, app_token=token, base_url=self.server.api_url, patience=patience)

    def connected(self, patience: float = 60) -> Connection:
        """A connection over which something has come already: Slack's client hangs when it is closed before."""
        connection = self.connection(patience)
        connection.start()
        self.is_reached()
        return connection

    def is_reached(self) -> None:
        """Something sent comes back."""
        self.server.wait_connected()
        self.server.wait(lambda: self.server.as_person(self.workspace.add_person("eve")).command("/raw").acknowledged)

    def types(self, name: str) -> CommandResult:
        """Somebody new types the command."""
        return self.server.as_person(self.workspace.add_person(name)).command("/helm", name)

    def listen(self, ack: Ack, body: dict[str, Any]) -> None:
        self.taken.set()
        self.let_go.wait(20)
        self.served.append(body["text"])
        ack("done")


@pytest.fixture
def town() -> Iterator[Town]:
    """Everything a test started is gone when it ends: no thread is left."""
    before = set(threading.enumerate())
    workspace = Workspace(MANIFEST, name="Town")
    with serve(workspace, ack_seconds=ACK_SECONDS) as server:
        client = WebClient(token=workspace.bot_token, base_url=server.api_url)
        made = Town(workspace, server, App(client=client, process_before_response=True))
        made.app.command("/helm")(made.listen)
        made.app.command("/raw")(lambda ack: ack())
        yield made
        made.let_go.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert set(threading.enumerate()) <= before


@dataclass(slots=True)
class Later:
    """Something done in a thread of its own, and what came of it."""

    thread: threading.Thread
    results: list[Any]

    def result(self) -> Any:
        self.thread.join(20)
        return self.results[0]


def later(act: Any, *args: Any) -> Later:
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(act(*args)))
    thread.start()
    return Later(thread, results)


def test_it_is_up_from_start_to_stop(town: Town) -> None:
    connection = town.connection()
    ups = [connection.is_up]
    town.let_go.set()
    connection.start()
    town.is_reached()
    ups.append(connection.is_up)
    assert town.types("ana").acknowledged
    with hurried(connection):
        assert connection.stop()
    assert [*ups, connection.is_up] == [False, True, False]
    town.server.wait(lambda: town.server.hub.connected == 0)


def test_what_was_taken_is_finished_and_acknowledged_and_nothing_more_is_taken(town: Town) -> None:
    connection = town.connected()
    first = later(town.types, "ana")
    assert town.taken.wait(10)
    with hurried(connection):
        stopping = later(connection.stop)
        town.server.wait(lambda: connection._handler and connection._handler._closing)
        second = later(town.types, "ben")
        town.server.wait(lambda: len(town.server.hub._waiting) == 2)
        town.let_go.set()
        assert stopping.result() is True
    assert (first.result().acknowledged, second.result().acknowledged) == (True, False)
    assert town.served == ["ana"]


def test_what_takes_too_long_is_not_waited_for(town: Town) -> None:
    connection = town.connected()
    hanging = later(town.types, "ana")
    assert town.taken.wait(10)
    stopping = later(connection.stop, 0.05)
    assert stopping.result() is False
    assert town.served == [], "the listener hangs still"
    town.let_go.set()
    assert hanging.result().acknowledged is False


def test_a_client_that_does_not_close_is_not_waited_for(town: Town) -> None:
    connection = town.connected()
    assert connection._handler
    connection._handler.client.message_workers.submit(town.let_go.wait, 20)
    assert connection.stop(0.05) is False
    town.let_go.set()


def test_stopping_twice_or_before_the_start_is_no_trouble(town: Town) -> None:
    assert town.connection().stop() is True
    connection = town.connected()
    with hurried(connection):
        assert connection.stop() is True
    assert connection.stop() is True


def test_a_refused_start_raises_and_leaves_nothing_behind(town: Town) -> None:
    before = set(threading.enumerate())
    connection = town.connection(app_token="xapp-wrong")
    with pytest.raises(SlackApiError):
        connection.start()
    assert set(threading.enumerate()) <= before
    assert connection.stop() is True


def cut_off(connection: Connection) -> None:
    """The client loses its socket and is of those that never come back by themselves."""
    assert connection._handler
    client = connection._handler.client
    client.auto_reconnect_enabled = False
    client.disconnect()


def test_down_for_longer_than_its_patience_it_is_built_anew(town: Town) -> None:
    town.let_go.set()
    connection = town.connected(patience=0.1)
    town.server.outage(0.5)
    cut_off(connection)
    town.server.wait(lambda: connection.rebuilt and connection.is_up, timeout=20)
    town.is_reached()
    assert town.types("ana").acknowledged
    with hurried(connection):
        assert connection.stop() is True


def test_it_is_built_anew_until_slack_takes_it(town: Town) -> None:
    connection = town.connected(patience=0.1)
    town.workspace.faults.add(Fault(method="apps.connections.open", kind="error:internal_error", times=2))
    cut_off(connection)
    with hurried(connection):
        town.server.wait(lambda: connection.rebuilt == 3 and connection.is_up, timeout=20)
        town.is_reached()
        assert connection.stop() is True


def test_a_short_gap_builds_nothing_anew(town: Town) -> None:
    town.let_go.set()
    connection = town.connected()
    town.server.disconnect_all()
    town.server.wait(lambda: connection.is_up and town.server.hub.connected, timeout=20)
    assert (connection.rebuilt, town.types("ana").acknowledged) == (0, True)
    with hurried(connection):
        connection.stop()
