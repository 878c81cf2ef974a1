"""Claim and complete on PostgreSQL, beside two job queues on the same server: work that does nothing, 32 at once."""

import asyncio
import json
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import procrastinate
from cryptography.fernet import Fernet
from procrastinate.types import JSONValue
from sqlalchemy import URL

from bench.figures import Figure, Found, Goal, Skipped
from bench.house import DUE, fill
from bench.postgres import empty_database, plain
from bot.domain.notices import Delivered
from bot.services import delivery
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from storage import migrate, open_store

BATCH = 500
AT_ONCE = 32
WORKER = Path(__file__).with_name("graphile.mjs")


def claiming(admin: URL, messages: int) -> list[Found]:
    """Messages a second of the outbox, and how many times that is of each queue's jobs a second."""
    ours = _ours(admin, messages)
    theirs = asyncio.run(_procrastinate(admin, max(500, messages // 10)))
    return [
        Figure(name=f"claim and complete on PostgreSQL, batches of {BATCH}", value=ours, unit="messages/s"),
        Figure(name="procrastinate, 32 at once", value=theirs, unit="jobs/s"),
        Figure(name="claim and complete / procrastinate", value=ours / theirs, unit="", goal=Goal(at_least=50)),
        *_graphile(admin, messages, ours),
    ]


def _ours(admin: URL, messages: int) -> float:
    store = open_store(empty_database(admin), [Fernet.generate_key().decode()])
    migrate(store.engine)
    fill(store, "T0000", messages // 2)
    done = 0
    began = time.perf_counter()
    while True:
        with store.batch() as tx:
            claimed = delivery.claim(Work(tx=tx, prompts=PROMPTS, now=DUE.at(0)), "bench", BATCH)
        if not claimed:
            break
        with store.batch() as tx:
            results = [(entry, Delivered(channel=f"D{nth}", ts="1.0")) for nth, entry in enumerate(claimed)]
            delivery.record(Work(tx=tx, prompts=PROMPTS, now=DUE.at(0)), results, "bench")
        done += len(claimed)
    took = time.perf_counter() - began
    store.close()
    if done != messages:
        raise RuntimeError(f"{done} of {messages} were claimed")
    return messages / took


async def _procrastinate(admin: URL, jobs: int) -> float:
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=plain(empty_database(admin))))

    @app.task(name="nothing")
    async def nothing(number: int) -> None:
        del number

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await nothing.batch_defer_async(*[_job(number) for number in range(jobs)])
        began = time.perf_counter()
        await app.run_worker_async(concurrency=AT_ONCE, wait=False, listen_notify=False, install_signal_handlers=False)
        return jobs / (time.perf_counter() - began)


def _job(number: int) -> dict[str, JSONValue]:
    return {"number": number}


def _graphile(admin: URL, jobs: int, ours: float) -> list[Found]:
    name = "claim and complete / graphile-worker"
    if shutil.which("npm") is None:
        return [Skipped(name=name, reason="npm is not here")]
    with TemporaryDirectory() as folder:
        shutil.copy(WORKER, Path(folder) / "graphile.mjs")
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "graphile-worker"]
        if subprocess.run(install, cwd=folder, capture_output=True, check=False).returncode:
            return [Skipped(name=name, reason="graphile-worker could not be installed with npm")]
        run = ["node", "graphile.mjs", plain(empty_database(admin)), str(jobs), str(AT_ONCE)]
        done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout.splitlines()[-1])["jobs_a_second"]
    return [
        Figure(name="graphile-worker, 32 at once", value=theirs, unit="jobs/s"),
        Figure(name=name, value=ours / theirs, unit="", goal=Goal(at_least=1)),
    ]
