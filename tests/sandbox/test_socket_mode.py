"""Socket Mode with a real Bolt app: envelopes, acknowledgements, redelivery, reconnecting."""

import threading
import time
from collections.abc import Iterator

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.sync.client import connect

from sandbox import Person, Server, Workspace
from tests.sandbox.conftest import ACK_SECONDS
from tests.sandbox.helm import close, url_of
from tests.sandbox.parts import Json, home, modal, section


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
