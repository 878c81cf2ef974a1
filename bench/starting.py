"""From the start of the process to its first acknowledgement, beside what importing its libraries alone takes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.figures import Figure, Found, Goal
from sandbox import Workspace, serve

IMPORTS = (
    "import slack_bolt, slack_sdk, aiohttp, sqlalchemy, alembic.command, structlog, typer, babel, cryptography.fernet, "
    "pydantic_settings, yaml, apscheduler.schedulers.background"
)
"""What `app.py run` needs of others."""
MANIFEST = Path("manifest.yml")


def starting() -> list[Found]:
    """Seconds of both, and their ratio."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True)
    bare = time.perf_counter() - began
    whole = _first_acknowledgement()
    return [
        Figure(name="importing the libraries alone", value=bare, unit="s"),
        Figure(name="from start to the first acknowledgement", value=whole, unit="s"),
        Figure(name="start to first acknowledgement / bare imports", value=whole / bare, unit="", goal=Goal(at_most=2)),
    ]


def _first_acknowledgement() -> float:
    ws = Workspace(manifest=yaml.safe_load(MANIFEST.read_text()), now=lambda: datetime.now(UTC), name="Bench")
    with TemporaryDirectory() as folder, serve(ws) as server:
        ana = server.as_person(ws.add_person("ana", tz="Europe/Berlin"))
        settings = {
            "SLACK_BOT_TOKEN": ws.bot_token,
            "SLACK_APP_TOKEN": ws.app_token,
            "SLACK_API_URL": server.api_url,
            "MENTOR_DATABASE_URL": f"sqlite:///{folder}/mentor.db",
        }
        began = time.perf_counter()
        with process_of(settings):
            server.wait_connected(60)
            ana.command("/mentor", "help")
            return time.perf_counter() - began


@contextmanager
def process_of(settings: Mapping[str, str]) -> Iterator[None]:
    """A bot in a process of its own, for the length of a block."""
    with subprocess.Popen(
        [sys.executable, "app.py", "run"],
        env={**os.environ, **settings},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            yield
        finally:
            process.terminate()
