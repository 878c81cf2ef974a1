"""Socket Mode with a real Bolt app: envelopes, acknowledgements, redelivery, reconnecting."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sandbox import Person, Server, Workspace, serve
from sandbox.socket_mode import MOST_CONNECTIONS
from tests.sandbox.conftest import ACK_SECONDS
from tests.sandbox.helm import close
from tests.sandbox.parts import MANIFEST, Json, home, modal, section


@pytest.fixture
def app(client: WebClient) -> App:
    return App(client=client, process_before_response=True)


@pytest.fixture
def handler(app: App, ws: Workspace, server: Server) -> Iterator[SocketModeHandler]:
    running = SocketModeHandler(app, ws.app_token, web_client=WebClient(base_url=server.api_url))
    running.connect()  # type: ignore[no-untyped-call]
    server.wait_connected()
    yield running
    close(running)


def url_of(ws: Workspace, server: Server) -> str:
    url: str = WebClient(base_url=server.api_url).apps_connections_open(app_token=ws.app_token)["url"]
    return url


def test_a_command_is_acknowledged_with_a_payload(
    app: App, handler: SocketModeHandler, server: Server, ana: Person, ben: Person
) -> None:
    seen: list[Json] = []

    @app.command("/helm")
    def steer(ack: Ack, body: Json) -> None:
        seen.append(body)
        ack("aye")

    result = server.as_person(ana).command("/helm", "pair @ben & @nobody")
    assert result.acknowledged
    assert [each.text for each in result.messages] == ["aye"]
    body = seen[0]
    assert body["text"] == f"pair <@{ben.id}|ben> &amp; @nobody"
    assert (body["command"], body["user_id"], body["is_enterprise_install"]) == ("/helm", ana.id, "false")
    assert body["response_url"].startswith("http://127.0.0.1:")


def test_a_command_without_should_escape_arrives_as_typed(
    app: App, handler: SocketModeHandler, server: Server, ana: Person
) -> None:
    texts: list[str] = []

    @app.command("/raw")
    def raw(ack: Ack, command: Json) -> None:
        texts.append(command["text"])
        ack()

    server.as_person(ana).command("/raw", "@ana <b>")
    assert texts == ["@ana <b>"]


def test_a_command_nobody_listens_to_shows_slacks_warning(ws: Workspace, server: Server, ana: Person) -> None:
    you = server.as_person(ana)
    assert you.command("/helm").warning == '/helm failed with the error "dispatch_failed"'
    assert you.command("/other").warning == "/other is not a valid command."
    with connect(url_of(ws, server)):
        server.wait_connected()
        assert you.command("/helm").warning == '/helm failed with the error "operation_timeout"'


def test_an_acknowledgement_that_comes_too_late_changes_nothing(
    app: App, handler: SocketModeHandler, server: Server, ana: Person
) -> None:
    done = threading.Event()

    @app.command("/helm")
    def slow(ack: Ack) -> None:
        time.sleep(ACK_SECONDS * 1.3)
        ack("too late")
        done.set()

    result = server.as_person(ana).command("/helm")
    assert not result.acknowledged
    done.wait(5)
    assert server.as_person(ana).answers == []


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


def test_a_failed_listener_makes_slack_deliver_the_event_again(
    app: App, handler: SocketModeHandler, server: Server, ana: Person
) -> None:
    attempts: list[str] = []

    @app.event("app_home_opened")
    def opened(body: Json, client: WebClient) -> None:
        attempts.append(body["event_id"])
        if len(attempts) == 1:
            raise RuntimeError
        client.views_publish(user_id=body["event"]["user"], view=home(section("welcome")))

    you = server.as_person(ana)
    you.open_home()
    server.wait(lambda: you.home is not None)
    assert len(attempts) == 2
    assert len(set(attempts)) == 1


def test_the_last_event_can_be_delivered_once_more(
    app: App, handler: SocketModeHandler, server: Server, ws: Workspace, ana: Person
) -> None:
    seen: list[Json] = []

    @app.event("user_change")
    def changed(body: Json) -> None:
        seen.append(body)

    with pytest.raises(LookupError):
        server.redeliver_last_event()
    ws.change_person(ana.id, tz="Asia/Tokyo", deleted=False)
    server.wait(lambda: seen)
    assert server.redeliver_last_event()
    server.wait(lambda: len(seen) == 2)
    assert seen[0]["event_id"] == seen[1]["event_id"]
    assert seen[0]["event"]["user"]["tz"] == "Asia/Tokyo"


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


def test_bolt_comes_back_after_a_disconnect(
    app: App, handler: SocketModeHandler, server: Server, ws: Workspace, ana: Person
) -> None:
    @app.command("/helm")
    def steer(ack: Ack) -> None:
        ack()

    server.disconnect_all()
    server.wait(lambda: len(ws.traffic.calls("apps.connections.open")) == 2)
    server.wait_connected()
    assert server.as_person(ana).command("/helm").acknowledged


def test_an_outage_cuts_everything_and_ends(
    app: App, handler: SocketModeHandler, server: Server, client: WebClient
) -> None:
    server.outage(0.3)
    with pytest.raises(OSError):  # noqa: PT011 - whichever way the client notices
        client.auth_test()
    server.wait(lambda: server.hub.connected == 0)
    time.sleep(0.4)
    assert client.auth_test()["ok"]


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


def test_the_envelopes_have_slacks_shape(
    app: App, handler: SocketModeHandler, server: Server, ws: Workspace, ana: Person
) -> None:
    @app.command("/helm")
    def steer(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(section("Hello"), callback_id="hello"))
        ack()

    @app.view("hello")
    def hello(ack: Ack) -> None:
        ack()

    you = server.as_person(ana)
    you.command("/helm")
    you.submit()
    sent = {line.envelope["type"]: line.envelope for line in ws.traffic.payloads()}
    assert sent["slash_commands"]["accepts_response_payload"] is True
    assert sent["interactive"]["accepts_response_payload"] is True
    payload = sent["interactive"]["payload"]
    assert payload["type"] == "view_submission"
    assert (payload["enterprise"], payload["is_enterprise_install"]) == (None, False)
    assert (payload["api_app_id"], payload["token"]) == (ws.app_id, ws.verification_token)
    assert payload["team"] == {"id": ws.team_id, "domain": "harbour"}
    assert payload["user"] == {"id": ana.id, "username": "ana", "name": "ana", "team_id": ws.team_id}
    assert payload["view"]["app_id"] == ws.app_id
    assert payload["view"]["bot_id"] == ws.bot_id
