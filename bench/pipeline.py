"""The whole pipeline, outbox to Slack and back, beside clients that only post: over TLS, at 20 ms, fsync on."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import aiohttp
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from bench.figures import Figure, Found, Goal
from bench.house import DUE, Template
from bench.machine import Slack, slack
from bot.deps import Deps
from bot.domain.people import Profile
from bot.slack.courier import Connection, Courier
from bot.slack.meter import Limit
from bot.slack.pacing import Limits
from bot.slack.window import AT_ONCE
from bot.texts import Texts
from scheduler.prompts import PROMPTS
from storage import SqlStore

LONG = 600.0
NO_LIMITS = Limits(posts=Limit(per_minute=10**7, burst=10**7), opens=Limit(per_minute=10**7, burst=10**7))
"""Slack's limits would pace every real drain; here the pipeline itself is measured."""
TOKEN = "xoxb-bench"  # noqa: S105 - no token of anybody's
BLOCKS: list[dict[str, object]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Did you and <@UB000276> meet around Mon, Jan 11?"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": label, "value": "v" * 40}
            for label in ("Met", "Not yet", "Moved", "Skip")
        ],
    },
]
"""About what a check-in looks like."""


def pipeline(messages: int) -> list[Found]:
    """Messages a second of the three, to the same server, and what the first is of the others."""
    with slack() as server, Template(pairs=messages // 2).copy() as store:
        asyncio.run(_bare(server, AT_ONCE * 2))  # connections of this process are warm for all
        bare = messages / asyncio.run(_bare(server, messages))
        threads = (messages // 10) / _threads(server, messages // 10)
        server.forget()
        whole = messages / drained(store, server)
        counts = server.counts()
    if (counts["posted"], counts["doubled"]) != (messages, 0):
        raise RuntimeError(f"{messages} messages were to be posted once each: {counts}")
    return [
        Figure(name="bare AsyncWebClient, one session", value=bare, unit="messages/s"),
        Figure(name="WebClient in threads", value=threads, unit="messages/s"),
        Figure(name="whole pipeline: claim, draw, post, record", value=whole, unit="messages/s"),
        Figure(name="whole pipeline / bare client", value=whole / bare, unit="", goal=Goal(at_least=0.85)),
        Figure(name="whole pipeline / WebClient in threads", value=whole / threads, unit="", goal=Goal(at_least=6)),
    ]


def drained(store: SqlStore, server: Slack, limits: Limits = NO_LIMITS) -> float:
    """Seconds the courier takes to send all that is due."""
    courier = Courier(deps=deps_of(store), connection=Connection(token=TOKEN, base_url=server.api, limits=limits))
    began = time.perf_counter()
    courier.start()
    courier.settle(LONG)
    took = time.perf_counter() - began
    courier.stop()
    with store.reads() as tx:
        if tx.outbox.next_due() is not None:
            raise RuntimeError("the outbox was not drained")
    return took


def deps_of(store: SqlStore) -> Deps:
    """What the courier receives; the clock began when everything was due."""
    began = time.perf_counter()

    def now() -> datetime:
        return DUE.at(time.perf_counter() - began)

    return Deps(store=store, prompts=PROMPTS, texts=Texts.load(), directory=Nobody(), now=now, wake=lambda: None)


async def _bare(server: Slack, count: int) -> float:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=TOKEN, base_url=server.api, session=session, retry_handlers=[])
        turn = asyncio.Semaphore(AT_ONCE)

        async def post(number: int) -> None:
            async with turn:
                await client.chat_postMessage(channel=f"D{number}", text="Did you meet?", blocks=BLOCKS)

        began = time.perf_counter()
        await asyncio.gather(*(post(number) for number in range(count)))
        return time.perf_counter() - began


def _threads(server: Slack, count: int) -> float:
    client = WebClient(token=TOKEN, base_url=server.api)

    def post(number: int) -> None:
        client.chat_postMessage(channel=f"D{number}", text="Did you meet?", blocks=BLOCKS)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        began = time.perf_counter()
        list(pool.map(post, range(count)))
        return time.perf_counter() - began


class Nobody:
    """A directory in which nobody is looked up."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        """None."""
        del workspace, slack_id
        return None
