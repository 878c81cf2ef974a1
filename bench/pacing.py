"""A paced drain over many workspaces, faster than real time, against a stand-in that keeps Slack's limits."""

import time
from datetime import datetime, timedelta

from bench.figures import Figure, Found, Goal
from bench.house import DUE, Template
from bench.machine import slack
from bench.pipeline import TOKEN, Nobody
from bot.deps import Deps
from bot.slack.courier import Connection, Courier
from bot.slack.pacing import POSTS
from bot.texts import Texts
from scheduler.prompts import PROMPTS
from storage import SqlStore

WORKSPACES = 50


def paced_drain(messages: int, speed: float) -> list[Found]:
    """How long a drain takes beside what the pace alone would take, at `speed` times real speed.

    A workspace's `n` messages take, beyond its burst, `n - burst` even gaps: the closed form. The workspaces go side by
    side.
    """
    each = messages // WORKSPACES
    closed_form = timedelta(minutes=max(each - POSTS.burst, 1) / POSTS.per_minute)
    template = Template(pairs=messages // 2, workspaces=WORKSPACES)
    with slack(speed=speed) as server, template.copy() as store:
        courier = Courier(deps=_deps(store, speed), connection=Connection(token=TOKEN, base_url=server.api))
        began = time.monotonic()
        courier.start()
        limit = closed_form.total_seconds() / speed * 3 + 60
        while time.monotonic() < began + limit and server.counts().get("posted", 0) < messages:
            time.sleep(0.5)
        counts = server.counts()
        courier.stop(60)
    took = (counts["last"] - began) * speed
    named = f"paced drain of {messages:,} over {WORKSPACES} workspaces at {speed:g}x"
    ratio = took / closed_form.total_seconds() if counts["posted"] == messages else float("inf")
    return [
        Figure(name=f"{named} / closed form", value=ratio, unit="", goal=Goal(at_most=1.02)),
        Figure(name=f"{named}: refused with 429", value=counts.get("refused", 0), unit="", goal=Goal(at_most=0)),
        Figure(name=f"{named}: posted twice", value=counts["doubled"], unit="", goal=Goal(at_most=0)),
    ]


def _deps(store: SqlStore, speed: float) -> Deps:
    began = time.perf_counter()

    def now() -> datetime:
        return DUE.at((time.perf_counter() - began) * speed)

    return Deps(store=store, prompts=PROMPTS, texts=Texts.load(), directory=Nobody(), now=now, wake=lambda: None)
