"""A stand-in for Slack in a process of its own: TLS, a latency, and Slack's limits where they are asked for.

    python -m bench.standin CERT KEY LATENCY SPEED

It prints its port, answers `chat.postMessage` and `conversations.open`, and tells at `GET /counts` what it saw. With a
SPEED above 0 it keeps Slack's limits at so many times real speed and refuses what goes over them with 429.
"""

import asyncio
import json
import ssl
import sys
import time
from collections import Counter, defaultdict, deque

from aiohttp import web

PER_MINUTE = 300
"""Messages a minute and workspace beyond which it refuses: "several hundred"."""
BURST = 3
"""Messages a channel takes at once before one a second."""
NAME_OF_WORKSPACE = slice(1, 5)
"""Where a recipient's id names its workspace (bench/house.py)."""


class Limits:
    """Slack's limits at `speed` times real speed."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._workspaces: defaultdict[str, deque[float]] = defaultdict(deque)
        self._channels: dict[str, tuple[float, float]] = {}

    def allow(self, channel: str) -> bool:
        """Count a message, or say that it is too much."""
        now = time.monotonic() * self._speed
        went = self._workspaces[channel[NAME_OF_WORKSPACE]]
        while went and went[0] <= now - 60:
            went.popleft()
        left, since = self._channels.get(channel, (float(BURST), now))
        left = min(float(BURST), left + now - since)
        if len(went) >= PER_MINUTE or left < 1:
            return False
        went.append(now)
        self._channels[channel] = (left - 1, now)
        return True


class StandIn:
    """Answers like Slack."""

    def __init__(self, latency: float, speed: float) -> None:
        self._latency = latency
        self._limits = Limits(speed) if speed else None
        self._seen: Counter[str] = Counter()
        self._posted: set[str] = set()
        self._ends: list[float] = []

    async def post(self, request: web.Request) -> web.Response:
        """`chat.postMessage`."""
        given = await request.json() if request.content_type == "application/json" else dict(await request.post())
        await asyncio.sleep(self._latency)
        channel = str(given["channel"])
        if self._limits and not self._limits.allow(channel):
            self._seen["refused"] += 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "30"})
        self._seen["posted"] += 1
        metadata = given.get("metadata")
        key = metadata["event_payload"]["id"] if isinstance(metadata, dict) else str(self._seen["posted"])
        self._seen["doubled"] += key in self._posted
        self._posted.add(key)
        self._ends.append(time.monotonic())
        answer = {"ok": True, "channel": channel.replace("U", "D", 1), "ts": f"{self._seen['posted']}.0"}
        return web.Response(text=json.dumps(answer), content_type="application/json")

    async def counts(self, _request: web.Request) -> web.Response:
        """What it saw, and the monotonic instants of the first and the last message."""
        ends = {"first": min(self._ends), "last": max(self._ends)} if self._ends else {}
        return web.json_response({**self._seen, **ends})

    async def forget(self, _request: web.Request) -> web.Response:
        """Begin anew."""
        self._seen.clear()
        self._posted.clear()
        self._ends.clear()
        return web.json_response({})


async def serve(cert: str, key: str, latency: float, speed: float) -> None:
    """Until the process is ended."""
    slack, app = StandIn(latency, speed), web.Application()
    app.router.add_post("/api/chat.postMessage", slack.post)
    app.router.add_get("/counts", slack.counts)
    app.router.add_post("/forget", slack.forget)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])))
