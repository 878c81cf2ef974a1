"""The way in: NiceGUI's pages on the workspace's own server, for browsers on this machine and nobody else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from nicegui import Client, ui
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.face.page import show_page
from sandbox.face.world import Plan, World
from sandbox.server import Server

STATIC = Path(__file__).parent / "static"
# Files people choose in forms; a trial needs no large ones.
LARGEST_FILE = 5_000_000
# Nothing is fetched from elsewhere, and no other page may hold this one in a frame. The library needs inline scripts.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
HEADERS = ((b"content-security-policy", POLICY.encode()), (b"x-frame-options", b"DENY"))


class Here:
    """The one world that pages show. NiceGUI is one application in a process, so there is one face at a time."""

    world: World | None = None


@cache
def _mounted() -> FastAPI:
    """NiceGUI in an application of ours; made once in a process, since NiceGUI is."""
    outer = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    outer.mount("/_face/static", StaticFiles(directory=STATIC))
    outer.add_api_route("/_face/file", _take_file, methods=["POST"], response_model=None)
    ui.page("/")(_front)
    ui.run_with(outer, title="Workspace", language="en-US", tailwind=False, show_welcome_message=False)
    return outer


def _front(request: Request) -> None:
    """The page at `/`."""
    if Here.world is not None:
        show_page(Here.world, dict(request.query_params))


async def _take_file(request: Request) -> Response:
    """A file chosen in a form, as its body; answers with what the field then holds."""
    body = await request.body()
    person_id, name = request.query_params.get("as", ""), request.query_params.get("name", "file")
    if Here.world is None or person_id not in Here.world.ws.people or len(body) > LARGEST_FILE:
        return PlainTextResponse("refused", status_code=400)
    return JSONResponse(Here.world.driver(person_id).upload(name, body))


class Guard:
    """Lets in what was asked for by this machine's own name, and no other page's requests.

    Whoever reaches the face can act as anybody. A page elsewhere could make a browser ask for us, under our own name
    (it shows in Origin) or under a name of its own that leads here (it shows in Host).
    """

    def __init__(self, pages: ASGIApp, port: int) -> None:
        self._pages = pages
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._pages(scope, receive, send)
        elif self.admits(scope):
            await self._pages(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("Open this page under 127.0.0.1.", status_code=403)(scope, receive, send)

    def admits(self, scope: Scope) -> bool:
        """Whether Host is ours, and Origin too where there is one; a browser's socket always has one."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get("origin")
        if headers.get("host") not in self._hosts:
            return False
        if origin is None:
            return scope["type"] == "http" and headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
        return urlsplit(origin).netloc in self._hosts and urlsplit(origin).scheme == "http"


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return answer


@asynccontextmanager
async def opened(plan: Plan, server: Server) -> AsyncIterator[ASGIApp]:
    """The pages of one server, guarded. Raises RuntimeError when another face is open in this process."""
    if Here.world is not None:
        message = "another face is open in this process"
        raise RuntimeError(message)
    world = World(plan=plan, server=server, loop=asyncio.get_running_loop())
    outer = _mounted()
    async with outer.router.lifespan_context(outer):
        Here.world = world
        world.open()
        try:
            yield Guard(outer, server.port)
        finally:
            world.close()
            Here.world = None
            for each in tuple(Client.instances.values()):
                each.delete()
