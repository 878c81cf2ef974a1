"""A small real Bolt app: each test says what its listeners do, the connection is shared to keep the tests quick."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox import Driver, Message, Server, View, Workspace, serve
from sandbox.face import Face
from tests.sandbox.parts import MANIFEST, Json

ANYTHING = re.compile(".*")
Listener = Callable[..., Any]


class Helm:
    """`on["/helm"]`, `on["action_id"]`, `on["callback_id"]` or `on["event"]` is what happens; otherwise only an ack."""

    def __init__(self, ws: Workspace, server: Server) -> None:
        self.ws, self.server = ws, server
        self.client = WebClient(token=ws.bot_token, base_url=server.api_url)
        self.on: dict[str, Listener] = {}
        self.bodies: list[Json] = []
        self._people = 0

    def person(self, **profile: Any) -> Driver:
        """Somebody new, so that no test sees what another left behind."""
        self._people += 1
        return self.server.as_person(self.ws.add_person(f"person{self._people}", **profile))

    def hear(self, name: str, body: Json, ack: Callable[..., Any], respond: Callable[..., Any]) -> None:
        self.bodies.append(body)
        listener = self.on.get(name)
        if listener is None:
            ack()
        else:
            listener(body=body, ack=ack, respond=respond, client=self.client)


@contextmanager
def running_helm(ack_seconds: float, face: Face | None = None) -> Iterator[Helm]:
    ws = Workspace(MANIFEST, name="Helm")
    with serve(ws, ack_seconds=ack_seconds, face=face) as server:
        helm = Helm(ws, server)
        app = App(client=helm.client, process_before_response=True)
        _listen(app, helm)
        handler = SocketModeHandler(app, ws.app_token, web_client=WebClient(base_url=server.api_url))
        handler.connect()  # type: ignore[no-untyped-call]
        server.wait_connected()
        try:
            yield helm
        finally:
            close(handler)


def close(handler: SocketModeHandler) -> None:
    """Closes a client without the second it would spend waiting for one more message: we give it an empty one."""
    wake = threading.Timer(0.02, handler.client.enqueue_message, ["{}"])
    wake.start()
    handler.close()  # type: ignore[no-untyped-call]
    wake.join()


def _listen(app: App, helm: Helm) -> None:
    @app.command("/helm")
    def command(ack: Any, body: Json, respond: Any) -> None:
        helm.hear("/helm", body, ack, respond)

    @app.action({"action_id": ANYTHING})
    def action(ack: Any, body: Json, respond: Any) -> None:
        helm.hear(body["actions"][0]["action_id"], body, ack, respond)

    @app.shortcut({"type": "shortcut", "callback_id": ANYTHING})
    def shortcut(ack: Any, body: Json, respond: Any) -> None:
        helm.hear(body["callback_id"], body, ack, respond)

    @app.shortcut({"type": "message_action", "callback_id": ANYTHING})
    def message_shortcut(ack: Any, body: Json, respond: Any) -> None:
        helm.hear(body["callback_id"], body, ack, respond)

    @app.view({"type": "view_submission", "callback_id": ANYTHING})
    def submitted(ack: Any, body: Json, respond: Any) -> None:
        helm.hear(body["view"]["callback_id"], body, ack, respond)

    @app.view({"type": "view_closed", "callback_id": ANYTHING})
    def closed(ack: Any, body: Json, respond: Any) -> None:
        helm.hear("closed", body, ack, respond)


def sent_to(helm: Helm, you: Driver, *blocks: Json) -> Message:
    helm.client.chat_postMessage(channel=you.id, text="words", blocks=list(blocks))
    return you.dm[-1]


def opened(helm: Helm, you: Driver, view: Json) -> View:
    def open_it(body: Json, ack: Any, **_: object) -> None:
        helm.client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    helm.on["/helm"] = open_it
    shown = you.command("/helm").view
    helm.bodies.clear()
    assert shown is not None
    return shown


def url_of(ws: Workspace, server: Server) -> str:
    """A fresh socket address."""
    url: str = WebClient(base_url=server.api_url).apps_connections_open(app_token=ws.app_token)["url"]
    return url
