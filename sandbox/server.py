"""The workspace on a loopback port, in a thread of its own, for as long as a `with` block lasts."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from typing import Protocol
from weakref import WeakValueDictionary

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.driver import Driver
from sandbox.people import Person
from sandbox.socket_mode import Hub
from sandbox.web import Web
from sandbox.workspace import Workspace

# Slack gives up on an acknowledgement after three seconds.
ACK_SECONDS = 3.0
# A predicate may look at something that is not ours and changes without news; so we look again this often.
GLANCE = 0.05
STOP_SECONDS = 10.0
# Where Slack's own addresses begin; the rest of the paths belongs to the face.
OWN_PATHS = ("/api/", "/upload/", "/response/", "/link/")
# Slack pings its clients. We do so often, because the SDK's client reads in steps of three seconds and only leaves
# between two steps: a ping ends a step.
PING_SECONDS = 0.2
PONG_SECONDS = 20.0

Transports = WeakValueDictionary[object, asyncio.Transport]


def _remembering(transports: Transports) -> type[H11Protocol]:
    """uvicorn's own protocol, which also remembers whose connection is which, so that one can be cut."""

    class Remembering(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            transports[transport.get_extra_info("peername")] = transport
            super().connection_made(transport)

    return Remembering


class _Patient(uvicorn.Server):
    """Sleeps until it is told to leave, where uvicorn looks every tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leaving = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.leaving.wait()


class Face(Protocol):
    """What browsers are shown."""

    def running(self, server: "Server") -> AbstractAsyncContextManager[ASGIApp]:
        """The pages, for as long as the server runs; entered and left in its event loop."""


class Server:
    """A running workspace. Everything here may be called from any thread."""

    def __init__(self, ws: Workspace, port: int, ack_seconds: float, face: Face | None = None) -> None:
        self.ack_seconds = ack_seconds
        self.workspace = ws
        self.hub = Hub(ws, ack_seconds)
        self._face = face
        self._socket = socket.create_server(("127.0.0.1", port), backlog=256)
        self._transports: Transports = WeakValueDictionary()
        self._down_until = 0.0
        self._spared: set[object] = set()
        self._api = self._web()
        self._pages: ASGIApp | None = None
        self._uvicorn = _Patient(
            uvicorn.Config(
                self._answer,
                interface="asgi3",
                proxy_headers=False,
                http=_remembering(self._transports),
                ws="websockets-sansio",
                ws_ping_interval=PING_SECONDS,
                ws_ping_timeout=PONG_SECONDS,
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                date_header=False,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._failure: RuntimeError | None = None
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        ws.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def api_url(self) -> str:
        """What a WebClient takes as `base_url`."""
        return f"{self.workspace.address}/api/"

    @property
    def port(self) -> int:
        return int(self.workspace.address.rpartition(":")[2])

    def start(self) -> None:
        """Returns once it answers. Raises RuntimeError when the face cannot be shown."""
        self._thread.start()
        self._ready.wait(STOP_SECONDS)
        if self._failure is not None:
            self._socket.close()
            raise self._failure

    def stop(self) -> None:
        """Ends every connection, then the thread; returns when both are gone."""
        self.hub.stop()
        self._call(self._uvicorn.leaving.set)
        self._thread.join(STOP_SECONDS)
        self._socket.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except RuntimeError as problem:
            # Told by `start`, to whoever asked for the server.
            self._failure = problem
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.hub.start(self._loop)
        async with AsyncExitStack() as stack:
            if self._face is not None:
                # The face looks for the server it runs on, and expects one that has read its settings.
                self._uvicorn.config.load()
                self._pages = await stack.enter_async_context(self._face.running(self))
            self._ready.set()
            await self._uvicorn.serve(sockets=[self._socket])

    def _web(self) -> ASGIApp:
        return Web(self.workspace, self.hub, drop=self._drop, is_down=self._is_down).app()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Slack's own addresses go to the workspace that is open now; everything else to the face, if there is one."""
        if self._pages is not None and not str(scope.get("path", "")).startswith(OWN_PATHS):
            # Trouble that is made for the app is none of the browser's.
            self._spared.add(tuple(scope.get("client") or ()))
            await self._pages(scope, receive, send)
        else:
            self._spared.discard(tuple(scope.get("client") or ()))
            await self._api(scope, receive, send)

    def open(self, ws: Workspace) -> None:
        """Another workspace in the place of this one, at the same address; the app has to connect anew."""
        ws.address = self.workspace.address
        left, leaving = self.workspace, self.hub
        self.workspace, self.hub = ws, Hub(ws, self.ack_seconds)
        self._api = self._web()
        if self._loop is not None:
            self.hub.start(self._loop)
        leaving.stop()
        left.changed()

    # Trouble.

    def _drop(self, peer: object) -> None:
        transport = self._transports.get(peer)
        if transport is not None:
            transport.abort()

    def _is_down(self) -> bool:
        return time.monotonic() < self._down_until

    def outage(self, seconds: float) -> None:
        """For so many real seconds nothing answers and no socket holds; returns at once."""
        self._down_until = time.monotonic() + seconds
        self._call(self._drop_all)
        self.hub.close_all()

    def _drop_all(self) -> None:
        for peer, transport in tuple(self._transports.items()):
            if peer not in self._spared:
                transport.abort()

    def _call(self, task: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(task)

    def warn_disconnect(self) -> None:
        """Slack's `disconnect` with reason `warning`: the socket will be closed soon."""
        self.hub.disconnect("warning")

    def disconnect_all(self) -> None:
        """Slack's `disconnect` with reason `refresh_requested`, then every socket is closed."""
        self.hub.disconnect("refresh_requested")
        self.hub.close_all()

    def redeliver_last_event(self) -> bool:
        """The last event once more with the same event_id; true when the app acknowledged it."""
        return self.hub.redeliver_last_event()

    # People and waiting.

    def as_person(self, person: str | Person) -> Driver:
        """The workspace as this person has it on their screen."""
        person_id = person.id if isinstance(person, Person) else person
        return Driver(self.workspace, self.hub, self.workspace.person(person_id).id)

    def wait(self, predicate: Callable[[], object], timeout: float = 5.0) -> None:
        """Waits until `predicate()` holds; asked again at each change. TimeoutError after real seconds."""
        end = time.monotonic() + timeout
        while True:
            seen = self.workspace.version
            if predicate():
                return
            left = end - time.monotonic()
            if left <= 0:
                message = f"still not true after {timeout} s"
                raise TimeoutError(message)
            self.workspace.wait_for_change(seen, min(left, GLANCE))

    def wait_connected(self, timeout: float = 5.0) -> None:
        """Waits until a Socket Mode client is connected."""
        self.wait(lambda: self.hub.connected > 0, timeout)


@contextmanager
def serve(
    workspace: Workspace, port: int = 0, ack_seconds: float = ACK_SECONDS, face: Face | None = None
) -> Iterator[Server]:
    """Serves the workspace on 127.0.0.1; port 0 takes a free one. `ack_seconds` is real time, three in Slack.

    With a `face` the same address also answers browsers.
    """
    server = Server(workspace, port, ack_seconds, face)
    server.start()
    try:
        yield server
    finally:
        server.stop()
