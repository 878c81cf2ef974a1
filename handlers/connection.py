"""Socket Mode: the connection through which Slack reaches the bot, watched and rebuilt when it stays down."""

import json
import threading
import time

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.services.passing import Passing, Point, unnoticed

AT_ONCE = 20
"""Listeners at once: with `process_before_response` each occupies one of the socket client's threads."""
DOWN_FOR_GOOD = 90.0
"""Seconds without a connection after which a new handler is built: some clients never come back (docs/slack.md)."""
LOOK_EVERY = 5.0
"""Seconds between looks at the connection."""
DISCONNECT = "disconnect"
"""The kind of message with which Slack asks for a new connection in the place of this one."""

log = structlog.get_logger("connection")


class _Client(SocketModeClient):
    """Slack's client, which connects anew for each `disconnect` and hears nothing meanwhile: a storm of them would use
    up Slack's limit for new connections and leave the bot deaf for a minute. It heeds the first of each connection."""

    _left: object = None

    def enqueue_message(self, message: str) -> None:
        """Take what came; a second `disconnect` of the same connection says nothing new."""
        if _is_disconnect(message):
            if self._left is self.current_session:
                return
            self._left = self.current_session
        super().enqueue_message(message)


def _is_disconnect(message: str) -> bool:
    """The words alone could stand in what somebody typed."""
    return DISCONNECT in message and json.loads(message).get("type") == DISCONNECT


class _Handler(BaseSocketModeHandler):
    """A handler as Bolt's own, which can stop taking work and wait for what it has taken."""

    def __init__(self, app: App, *, app_token: str, base_url: str, passing: Passing = unnoticed) -> None:
        self.app = app
        self.client: SocketModeClient = _Client(
            app_token=app_token, web_client=WebClient(base_url=base_url), concurrency=AT_ONCE
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]  # as Bolt's own does
        self._passing = passing
        self._calm = threading.Condition()
        self._in_flight = 0
        self._closing = False

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as Bolt's own does
        """Dispatch and acknowledge; while closing leave it unacknowledged, so that Slack delivers it elsewhere."""
        with self._calm:
            if self._closing:
                return
            self._in_flight += 1
        try:
            send_response(client, req, run_bolt_app(self.app, req), time.time())
            self._passing(Point.ACKNOWLEDGED)
        finally:
            with self._calm:
                self._in_flight -= 1
                self._calm.notify_all()

    def finish(self, seconds: float) -> bool:
        """Take no more, wait for what is in flight, close; False when something took longer than `seconds`."""
        with self._calm:
            self._closing = True
            is_calm = self._calm.wait_for(lambda: self._in_flight == 0, timeout=seconds)
        # Its reader waits a second for the next message before it looks whether it should end; an empty one wakes it.
        self.client.closed = True
        self.client.message_queue.put(None)
        closing = threading.Thread(target=self.close, name="closing", daemon=True)
        closing.start()
        if is_calm:
            # It waits for every thread of Slack's client, and one that hangs must not hold up the end.
            closing.join(seconds)
        return is_calm and not closing.is_alive()


class Connection:
    """One Socket Mode connection, kept alive until stopped."""

    def __init__(
        self,
        app: App,
        *,
        app_token: str,
        base_url: str,
        patience: float = DOWN_FOR_GOOD,
        passing: Passing = unnoticed,
    ) -> None:
        self._app, self._app_token, self._base_url = app, app_token, base_url
        self._patience, self._passing = patience, passing
        self._handler: _Handler | None = None
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="connection", daemon=True)
        self.rebuilt = 0

    def start(self) -> None:
        """Connect and keep watch. Raises what the first connection raises."""
        self._handler = self._connect()
        self._watch.start()

    @property
    def is_up(self) -> bool:
        """Whether Slack can reach the bot now."""
        return self._handler is not None and bool(self._handler.client.is_connected())

    def stop(self, seconds: float = 10.0) -> bool:
        """Take no more work and finish what is in flight; False when that took longer than `seconds`."""
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join(LOOK_EVERY)
        return self._handler is None or self._handler.finish(seconds)

    def _connect(self) -> _Handler:
        handler = _Handler(self._app, app_token=self._app_token, base_url=self._base_url, passing=self._passing)
        try:
            handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        except (SlackClientError, OSError):
            # Its threads run from the first line on: without this each failed attempt of an outage leaves some behind.
            handler.close()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
            raise
        return handler

    def _keep_watch(self) -> None:
        last_up = time.monotonic()
        while not self._stopping.wait(min(LOOK_EVERY, self._patience / 3)):
            if self.is_up:
                last_up = time.monotonic()
            elif time.monotonic() - last_up > self._patience:
                last_up = time.monotonic()
                self._rebuild()

    def _rebuild(self) -> None:
        log.warning("no connection to Slack, building a new one", action="connection.rebuild")
        broken, self._handler = self._handler, None
        if broken:
            broken.close()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        self.rebuilt += 1
        try:
            self._handler = self._connect()
        except (SlackClientError, OSError) as problem:
            log.warning("still no connection", action="connection.failed", problem=type(problem).__name__)
