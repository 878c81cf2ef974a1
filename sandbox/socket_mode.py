"""Socket Mode: the connections of the app, and everything that is sent over them."""

import asyncio
import contextlib
import json
import threading
from concurrent.futures import Future

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.envelopes import Delivery, EnvelopeKind, envelope
from sandbox.traffic import PayloadRecord
from sandbox.wire import Json
from sandbox.workspace import Workspace

# Slack, "Using Socket Mode": up to ten connections; a payload goes to any one of them.
MOST_CONNECTIONS = 10
# Slack, "Events API": three more deliveries of an event nobody acknowledged.
REDELIVERIES = 3
TRY_AGAIN_LATER = 1013


class Connection:
    """One open socket and the queue of what still has to go out over it."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._outgoing: asyncio.Queue[Json | None] = asyncio.Queue()

    def put(self, message: Json | None) -> None:
        """Queues a message; `None` closes the socket after all that was queued before it."""
        self._outgoing.put_nowait(message)

    async def write(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while (message := await self._outgoing.get()) is not None:
                await self._websocket.send_text(json.dumps(message))
            await self._websocket.close()

    async def read(self) -> Json | None:
        """The next acknowledgement; `None` at the end."""
        try:
            message = json.loads(await self._websocket.receive_text())
        except (WebSocketDisconnect, RuntimeError, ValueError):
            return None
        return message if isinstance(message, dict) else {}


class Hub:
    """Sends envelopes over whichever connection is next and matches acknowledgements to them."""

    def __init__(self, ws: Workspace, ack_seconds: float) -> None:
        self.ws = ws
        self.ack_seconds = ack_seconds
        self.last_event: Json | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._connections: list[Connection] = []
        self._waiting: dict[str, Delivery] = {}
        self._events: set[Future[None]] = set()
        self._turn = 0
        self._is_shut = False

    @property
    def connected(self) -> int:
        return len(self._connections)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.ws.on_event = self.send_event

    def stop(self) -> None:
        self.ws.on_event = None
        for each in tuple(self._events):
            each.cancel()
        self.close_all()

    # Connections.

    async def serve(self, websocket: WebSocket) -> None:
        """One connection from hello to the end; refused without a fresh ticket or above ten."""
        if self._is_shut or not self.ws.tickets.take(websocket.query_params.get("ticket", "")):
            await websocket.close()
            return
        await websocket.accept()
        connection = Connection(websocket)
        if self.connected >= MOST_CONNECTIONS:
            await websocket.close(TRY_AGAIN_LATER)
            return
        writer = asyncio.create_task(connection.write())
        self._join(connection)
        try:
            while (message := await connection.read()) is not None:
                self._acknowledge(message)
        finally:
            self._leave(connection)
            connection.put(None)
            await writer

    def _join(self, connection: Connection) -> None:
        with self._lock:
            self._connections.append(connection)
            number = len(self._connections)
        connection.put(
            {
                "type": "hello",
                "num_connections": number,
                "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
                "connection_info": {"app_id": self.ws.app_id},
            }
        )
        self.ws.changed()

    def _leave(self, connection: Connection) -> None:
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)
        self.ws.changed()

    def disconnect(self, reason: str) -> None:
        """Tells every client to come back over a new connection (`warning`, `refresh_requested`)."""
        self._to_all({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})

    def close_all(self) -> None:
        """Closes every socket; no payload goes to them any more."""
        self._to_all(None)
        with self._lock:
            self._connections.clear()
        self.ws.changed()

    def shut(self) -> None:
        """No socket opens or holds from now on, while methods answer as ever."""
        self._is_shut = True
        self.close_all()

    def reopen(self) -> None:
        """Sockets open again. A ticket of before is no longer good for one."""
        self.ws.tickets.lapse()
        self._is_shut = False

    def _to_all(self, message: Json | None) -> None:
        with self._lock:
            connections = tuple(self._connections)
        for each in connections:
            self._soon(each, message)

    def _soon(self, connection: Connection, message: Json | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(connection.put, message)

    # Envelopes.

    def send(self, kind: EnvelopeKind, payload: Json, *, answers: bool, attempt: int = 0) -> Delivery:
        """Sends one envelope; from any thread. Without a connection it is a delivery that never was."""
        body = envelope(kind, payload, answers=answers, attempt=attempt, reason="timeout" if attempt else "")
        with self._lock:
            self._turn += 1
            connection = self._connections[self._turn % len(self._connections)] if self._connections else None
            delivery = Delivery(envelope=body, connected=connection is not None)
            self._waiting[delivery.id] = delivery
        if connection is not None:
            self._soon(connection, body)
        return delivery

    def _acknowledge(self, message: Json) -> None:
        delivery = self._waiting.get(str(message.get("envelope_id")))
        if delivery is not None and delivery.ack is None:
            delivery.acknowledge(message.get("payload") or None)

    def settle(self, delivery: Delivery) -> Delivery:
        """Waits for the acknowledgement of one delivery, at most three real seconds, and logs what came of it."""
        delivery.wait(self.ack_seconds)
        return self._log(delivery)

    def _log(self, delivery: Delivery) -> Delivery:
        ack = delivery.ack
        with self._lock:
            self._waiting.pop(delivery.id, None)
        self.ws.traffic.append(
            PayloadRecord(
                kind=delivery.envelope["type"],
                envelope=delivery.envelope,
                acknowledged=ack is not None,
                ack=ack.payload if ack else None,
                seconds=ack.seconds if ack else None,
                at=self.ws.now(),
            )
        )
        self.ws.changed()
        return delivery

    # Events.

    def send_event(self, event: Json) -> None:
        """Sends an event in the background and delivers it again while nobody acknowledges it."""
        if self._loop is None or self._loop.is_closed():
            return
        self.last_event = self._wrapped(event)
        task = asyncio.run_coroutine_threadsafe(self._deliver(self.last_event), self._loop)
        self._events.add(task)
        task.add_done_callback(self._events.discard)

    def redeliver_last_event(self) -> bool:
        """The last event once more, as Slack does when an acknowledgement got lost; true when acknowledged."""
        if self.last_event is None:
            message = "no event has been sent yet"
            raise LookupError(message)
        return self.settle(self.send("events_api", self.last_event, answers=False, attempt=1)).ack is not None

    async def _deliver(self, payload: Json) -> None:
        for attempt in range(REDELIVERIES + 1):
            delivery = self.send("events_api", payload, answers=False, attempt=attempt)
            await asyncio.wait([asyncio.wrap_future(delivery.answer)], timeout=self.ack_seconds)
            delivery.answer.cancel()
            if self._log(delivery).ack is not None:
                return

    def _wrapped(self, event: Json) -> Json:
        ws = self.ws
        return {
            "token": ws.verification_token,
            "team_id": ws.team_id,
            "context_team_id": ws.team_id,
            "context_enterprise_id": None,
            "api_app_id": ws.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": ws.ids.next("Ev"),
            "event_time": int(ws.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": ws.team_id,
                    "user_id": ws.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": ws.ids.secret("event context", 24),
        }
