"""Slack's side of the wire: a tiny server on this machine that notes every call and answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call that reached Slack: the method of the Web API, or `response_url`, and its arguments."""

    method: str
    arguments: Json

    @property
    def view(self) -> Json:
        """The view it carries."""
        return cast("Json", self.arguments["view"])


@dataclass(slots=True)
class SlackOnRecord:
    """`calls` is what was called; `answers` holds what a method answers, if not plainly ok."""

    address: str
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, tuple[int, Json]] = field(default_factory=dict)
    heard: Callable[[Call], None] = print

    @property
    def api_url(self) -> str:
        """What a WebClient takes as `base_url`."""
        return f"{self.address}/api/"

    @property
    def response_url(self) -> str:
        """Where an interaction is answered."""
        return f"{self.address}/response_url"

    def refuse(self, method: str, error: str) -> None:
        """From now on this method is refused with Slack's error code."""
        self.answers[method] = (200, {"ok": False, "error": error})

    def begin(self, heard: Callable[[Call], None]) -> None:
        """Forget everything; `heard` is told of each call as it comes."""
        self.calls.clear()
        self.answers.clear()
        self.heard = heard

    def take(self, method: str, body: bytes) -> tuple[int, Json]:
        """Note one call and answer it."""
        call = Call(method, json.loads(body))
        self.calls.append(call)
        self.heard(call)
        return self.answers.get(method, (200, {"ok": True}))


@contextmanager
def slack_on_record() -> Iterator[SlackOnRecord]:
    """The server, for as long as the block lasts."""

    class Wire(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = slack.take(self.path.rpartition("/")[2], body)
            said = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    slack = SlackOnRecord(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, name="slack on record")
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
