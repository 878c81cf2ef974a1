"""The whole pipeline, outbox to Slack and back, against a bare client that only posts."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import aiohttp
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bench.figures import Figure
from bench.house import DUE, a_store, fill
from bot.deps import Deps
from bot.domain.people import Profile
from bot.services.ticking import tick
from bot.slack.courier import AT_ONCE, Connection, Courier
from bot.texts import Texts
from scheduler.prompts import PROMPTS

LATENCY = 0.02
"""Seconds the stand-in for Slack takes to answer; about what a nearby server takes."""
LONG = 600.0
FASTER = 600
"""How fast the courier's clock runs: ten minutes a second, so that the workspace's limit of messages a minute (which
paces every real drain) is out of the picture and the pipeline itself is measured."""


def pipeline_against_bare_client(pairs: int) -> list[Figure]:
    """Messages a second of both, to the same local server, and their ratio."""
    with slack() as url:
        bare = 2 * pairs / asyncio.run(_bare(url, 2 * pairs))
        whole = 2 * pairs / _whole(url, pairs)
    return [
        Figure(name="posting alone, bare AsyncWebClient", value=bare, unit="messages/s"),
        Figure(name="whole pipeline: claim, draw, post, record", value=whole, unit="messages/s"),
        Figure(name="whole pipeline / bare client", value=whole / bare, unit="ratio"),
    ]


async def _bare(url: str, count: int) -> float:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-bench", base_url=url, session=session)  # noqa: S106 - no token of anybody's
        turn = asyncio.Semaphore(AT_ONCE)

        async def post(number: int) -> None:
            async with turn:
                await client.chat_postMessage(channel=f"D{number}", text="Did you meet?")

        began = time.perf_counter()
        await asyncio.gather(*(post(number) for number in range(count)))
        return time.perf_counter() - began


def _whole(url: str, pairs: int) -> float:
    with a_store() as store:
        fill(store, pairs)
        deps = Deps(
            store=store, prompts=PROMPTS, texts=Texts.load(), directory=_Nobody(), now=_Later(), wake=lambda: None
        )
        while True:
            with deps.batching() as work:
                if not tick(work, _raise).people:
                    break
        courier = Courier(deps=deps, connection=Connection(token="xoxb-bench", base_url=url))  # noqa: S106 - as above
        began = time.perf_counter()
        courier.start()
        courier.settle(LONG)
        with deps.reading() as work:
            if work.tx.outbox.next_due() is not None:
                raise RuntimeError("the outbox was not drained")
        took = time.perf_counter() - began
        courier.stop()
        return took


class _Later:
    """A clock that runs fast, so that the workspace's limit a minute does not decide what is measured."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def __call__(self) -> datetime:
        return DUE + timedelta(seconds=(time.perf_counter() - self._began) * FASTER)


class _Nobody:
    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        del workspace, slack_id
        return None


def _raise(prompt: str, problem: Exception) -> None:
    raise RuntimeError(prompt) from problem


@contextmanager
def slack() -> Iterator[str]:
    """A stand-in that accepts everything after a while, in a thread of its own."""
    loop, ready, port = asyncio.new_event_loop(), threading.Event(), [0]

    async def accept(request: web.Request) -> web.Response:
        posted = await request.post() or await request.json()
        await asyncio.sleep(LATENCY)
        answer = {"ok": True, "channel": str(posted["channel"]), "ts": f"{time.time():.6f}"}
        return web.Response(text=json.dumps(answer), content_type="application/json")

    async def serve() -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", accept)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port[0] = runner.addresses[0][1]
        ready.set()
        return runner

    def run() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(serve())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield f"http://127.0.0.1:{port[0]}/api/"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
