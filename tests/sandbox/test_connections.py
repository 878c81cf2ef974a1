"""Socket Mode as bare sockets see it: tickets, hello, redelivery, the end."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sandbox import Person, Server, Workspace, serve
from sandbox.socket_mode import MOST_CONNECTIONS
from tests.sandbox.conftest import ACK_SECONDS
from tests.sandbox.helm import url_of
from tests.sandbox.parts import MANIFEST


def test_an_event_is_delivered_again_until_it_is_acknowledged(ws: Workspace, server: Server, ana: Person) -> None:
    with connect(url_of(ws, server)) as socket:
        assert json.loads(socket.recv())["type"] == "hello"
        server.as_person(ana).open_home()
        first, second = json.loads(socket.recv()), json.loads(socket.recv())
        socket.send(json.dumps({"envelope_id": second["envelope_id"]}))
        with pytest.raises(TimeoutError):
            socket.recv(timeout=ACK_SECONDS * 1.5)
    assert (first["retry_attempt"], second["retry_attempt"], second["retry_reason"]) == (0, 1, "timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["envelope_id"] != second["envelope_id"]
    assert first["accepts_response_payload"] is False


def test_an_event_is_given_up_after_three_redeliveries(ws: Workspace, ana: Person) -> None:
    with serve(ws, ack_seconds=0.05) as server, connect(url_of(ws, server)) as socket:
        socket.recv()
        server.as_person(ana).open_home()
        attempts = [json.loads(socket.recv())["retry_attempt"] for _ in range(4)]
        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.2)
    assert attempts == [0, 1, 2, 3]


def test_only_events_the_manifest_subscribes_to_are_sent(ana: Person) -> None:
    settings = MANIFEST["settings"] | {"event_subscriptions": {"bot_events": []}}
    quiet = Workspace(MANIFEST | {"settings": settings}, name="Quiet")
    ada = quiet.add_person("ada")
    with serve(quiet) as server:
        server.as_person(ada).open_home()
        quiet.change_person(ada.id, tz="Asia/Tokyo")
    assert quiet.traffic.payloads() == []


def test_uninstalling_sends_both_events(ws: Workspace, server: Server) -> None:
    with connect(url_of(ws, server)) as socket:
        socket.recv()
        ws.uninstall()
        kinds = {json.loads(socket.recv())["payload"]["event"]["type"] for _ in range(2)}
    assert kinds == {"tokens_revoked", "app_uninstalled"}


def test_a_ticket_opens_one_connection(ws: Workspace, server: Server) -> None:
    url = url_of(ws, server)
    with connect(url), pytest.raises(InvalidStatus):
        connect(url)


def test_a_ticket_lives_half_a_minute(ws: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = url_of(ws, server)
    later = time.monotonic() + 31
    monkeypatch.setattr("sandbox.tickets.time.monotonic", lambda: later)
    with pytest.raises(InvalidStatus):
        connect(url)


def test_each_payload_reaches_one_of_up_to_ten_connections(ws: Workspace, server: Server, ana: Person) -> None:
    with ExitStack() as stack:
        sockets = [stack.enter_context(connect(url_of(ws, server))) for _ in range(MOST_CONNECTIONS)]
        numbers = sorted(json.loads(each.recv())["num_connections"] for each in sockets)
        server.as_person(ana).open_home()
        reached = [each for each in sockets if _receives(each.recv)]
        one_more = stack.enter_context(connect(url_of(ws, server)))
        with pytest.raises(ConnectionClosed):
            one_more.recv()
    assert numbers == list(range(1, MOST_CONNECTIONS + 1))
    assert len(reached) == 1


def _receives(recv: Callable[..., Any]) -> bool:
    try:
        recv(timeout=0.02)
    except TimeoutError:
        return False
    return True


def test_ping_is_answered(ws: Workspace, server: Server) -> None:
    with connect(url_of(ws, server)) as socket:
        assert socket.ping().wait(2)


def test_stopping_leaves_nothing_behind(ws: Workspace) -> None:
    before = set(threading.enumerate())
    with serve(ws) as server, connect(url_of(ws, server)):
        server.wait_connected()
    assert set(threading.enumerate()) <= before
    with serve(ws, port=server.port):
        pass
