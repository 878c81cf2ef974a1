"""A Slack of a few methods that answers as it is told, on this machine, in its own thread."""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Call:
    """What reached it."""

    method: str
    given: dict[str, object]


@dataclass
class TinySlack:
    """`answers` are used up one a call and method; then everything succeeds."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, deque[Answer]] = field(default_factory=dict)
    arrived: threading.Event = field(default_factory=threading.Event)

    def next(self, method: str, *answers: Answer) -> None:
        """Answer the next calls of a method so."""
        self.answers.setdefault(method, deque()).extend(answers)

    def posted(self) -> list[Call]:
        """The posts that reached it."""
        return [call for call in self.calls if call.method == "chat.postMessage"]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        is_json = request.content_type == "application/json"
        given: dict[str, object] = await request.json() if is_json else {**await request.post(), **request.query}
        self.calls.append(Call(method, given))
        self.arrived.set()
        waiting = self.answers.get(method)
        if waiting:
            return await waiting.popleft()(request)
        if method == "files.getUploadURLExternal":
            place = {"upload_url": self.url.replace("/api/", "/upload/T1"), "file_id": "F0ICS"}
            return web.json_response({"ok": True, **place})
        return web.json_response(SUCCESS[method](given, len(self.calls)))

    async def keep(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file."""
        body, token = await request.read(), request.headers.get("Authorization")
        self.calls.append(Call("upload", {"body": body, "token": token}))
        waiting = self.answers.get("upload")
        return await waiting.popleft()(request) if waiting else web.Response(text="OK")


def _opened(given: dict[str, object], nth: int) -> dict[str, object]:
    return {"ok": True, "channel": {"id": "G0PAIR"}}


def _posted(given: dict[str, object], nth: int) -> dict[str, object]:
    channel = str(given["channel"])
    return {"ok": True, "channel": channel.replace("U0", "D0"), "ts": f"{nth}.0"}


def _shared(given: dict[str, object], nth: int) -> dict[str, object]:
    return {"ok": True, "files": [{"id": "F0ICS"}]}


SUCCESS = {
    "chat.postMessage": _posted,
    "conversations.open": _opened,
    "users.info": _opened,
    "files.completeUploadExternal": _shared,
}


def says(status: int = 200, body: object = None, text: str | None = None, **headers: str) -> Answer:
    """An answer of that status: JSON, or a text of `content_type`."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if text is None:
            return web.json_response(body, status=status, headers=headers)
        kind = headers.get("content_type", "text/html")
        return web.Response(text=text, status=status, content_type=kind)

    return answer


def refuses(error: str, status: int = 200, **headers: str) -> Answer:
    """Slack's no."""
    return says(status, {"ok": False, "error": error}, **headers)


async def drops(request: web.Request) -> web.StreamResponse:
    """Takes the message and drops the connection."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def holds(released: threading.Event) -> Answer:
    """Answers once it is released."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await asyncio.to_thread(released.wait, 20)
        return web.json_response({"ok": True, "channel": "D0HELD", "ts": "9.0"})

    return answer


@contextmanager
def tiny_slack() -> Iterator[TinySlack]:
    """Running for the length of a block."""
    slack, loop, ready = TinySlack(), asyncio.new_event_loop(), threading.Event()
    stopping: list[asyncio.Event] = []

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/api/{method}", slack.take)
        app.router.add_post("/upload/{ticket}", slack.keep)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        slack.url = f"{runner.addresses[0][0]}:{runner.addresses[0][1]}"
        slack.url = f"http://{slack.url}/api/"
        stopping.append(asyncio.Event())
        ready.set()
        await stopping[0].wait()
        await runner.cleanup()

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run, name="tiny-slack")
    thread.start()
    assert ready.wait(10)
    try:
        yield slack
    finally:
        loop.call_soon_threadsafe(stopping[0].set)
        thread.join(10)
