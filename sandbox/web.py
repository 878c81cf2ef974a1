"""The addresses Slack has: methods, uploads, response_urls and the socket."""

import asyncio
import json
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox import trouble
from sandbox.answers import respond
from sandbox.arguments import read_body
from sandbox.calls import Answer, Call, note, perform
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.refusals import SlackSays
from sandbox.socket_mode import Hub
from sandbox.trouble import answered
from sandbox.wire import Json
from sandbox.workspace import Workspace

BEARER = "bearer "
# What a faulty call is told to wait, when no window gives the number.
FORCED_RETRY_AFTER = 1


class Web:
    """Requests in, answers out. `drop` cuts the connection of a request; `is_down` tells of an outage."""

    def __init__(self, ws: Workspace, hub: Hub, *, drop: Callable[[object], None], is_down: Callable[[], bool]) -> None:
        self.ws, self.hub = ws, hub
        self._drop, self._is_down = drop, is_down

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/{method}", self.method, methods=["GET", "POST"]),
                Route("/upload/{ticket}", self.upload, methods=["POST"]),
                Route("/response/{secret}", self.response, methods=["POST"]),
                WebSocketRoute("/link/", self.link),
            ]
        )

    async def _cut(self, request: Request) -> Response:
        """Ends the connection without an answer; the response made here reaches nobody."""
        self._drop(request.scope["client"])
        await asyncio.sleep(0.01)
        return Response()

    async def method(self, request: Request) -> Response:
        call = await self._read(request)
        if self._is_down():
            return await self._cut(request)
        fault = self.ws.faults.take(call.method)
        return answered(self.ws, perform(self.ws, call)) if fault is None else await self._faulty(request, call, fault)

    async def _faulty(self, request: Request, call: Call, fault: Fault) -> Response:
        match fault.kind:
            case "ratelimited":
                refusal = SlackSays("ratelimited", retry_after=FORCED_RETRY_AFTER)
                return answered(self.ws, perform(self.ws, call, refusal))
            case "http_500":
                note(self.ws, call, Answer(body={}, status=500))
                return PlainTextResponse("Internal Server Error", status_code=500)
            case "drop_before":
                note(self.ws, call, Answer(body={}, status=0))
                return await self._cut(request)
            case "drop_after_accept":
                perform(self.ws, call)
                return await self._cut(request)
            case _ if fault.name in trouble.PLAYED:
                return await trouble.play(self.ws, call, fault, lambda: self._cut(request))
            case _:
                await asyncio.sleep(fault.latency)
                return answered(self.ws, perform(self.ws, call, SlackSays(fault.error) if fault.error else None))

    async def _read(self, request: Request) -> Call:
        body = await request.body()
        header = request.headers.get("authorization", "")
        token = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else None
        method, kind = request.path_params["method"], request.headers.get("content-type", "")
        row = METHODS.get(method)
        if row and not row.reads_json and kind.lower().startswith("application/json"):
            body = b""
        try:
            arguments = read_body(kind, body, request.query_params)
        except SlackSays as refusal:
            return Call(method=method, token=token, arguments={}, refused=refusal)
        return Call(method=method, token=token or arguments.get("token"), arguments=arguments)

    async def upload(self, request: Request) -> Response:
        content = await request.body()
        if self._is_down():
            return await self._cut(request)
        taken = self.ws.uploads.receive(request.path_params["ticket"], content)
        return PlainTextResponse("OK" if taken else "upload refused", status_code=200 if taken else 400)

    async def response(self, request: Request) -> Response:
        body = await request.body()
        if self._is_down():
            return await self._cut(request)
        try:
            self._respond(request.path_params["secret"], body)
        except SlackSays as refusal:
            return Response(json.dumps(refusal.answer()), status_code=404, media_type="application/json")
        return PlainTextResponse("ok")

    def _respond(self, secret: str, body: bytes) -> None:
        with self.ws.lock:
            url = self.ws.responses.use(secret, self.ws.now())
            respond(self.ws, url, _object(body))

    async def link(self, websocket: WebSocket) -> None:
        if self._is_down():
            await websocket.close()
            return
        await self.hub.serve(websocket)


def _object(body: bytes) -> Json:
    try:
        sent = json.loads(body)
    except ValueError as error:
        raise SlackSays("invalid_payload") from error
    if not isinstance(sent, dict):
        raise SlackSays("invalid_payload")
    return sent
