"""How long a person waits for the acknowledgement of a click, its change durable."""

import statistics
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

import app
from bench.figures import Figure
from sandbox import Workspace, serve


def click_acknowledgement(clicks: int) -> list[Figure]:
    """Median and 99th percentile of `/mentor join`'s submission on SQLite, over Socket Mode to the local workspace."""
    manifest = yaml.safe_load((Path(app.__file__).parent / "manifest.yml").read_text())
    with TemporaryDirectory() as folder:
        ws = Workspace(manifest=manifest, now=lambda: datetime.now(UTC), name="Bench")
        with serve(ws) as server:
            built = time.perf_counter()
            bot = app.build(app.local_settings(server.api_url, ws.bot_token, ws.app_token, Path(folder)))
            with bot.running():
                server.wait_connected(30)
                started = time.perf_counter() - built
                lea = server.as_person(ws.add_person("lea", tz="Europe/Berlin", is_admin=True))
                channel = ws.add_channel("leads", members=[lea.id], bot_is_member=True)
                lea.command("/mentor", "program")
                lea.fill({"name": "Bench", "digest_channel": channel.id})
                lea.submit()
                lea.close_view()
                waits = []
                for number in range(clicks):
                    lea.command("/mentor", "join")
                    lea.fill({"role": "mentor", "offers": f"offer {number}"})
                    began = time.perf_counter()
                    lea.submit()
                    waits.append((time.perf_counter() - began) * 1000)
                    lea.close_view()
    return [
        Figure(name="a form's acknowledgement with its durable change, p50", value=statistics.median(waits), unit="ms"),
        Figure(name="the same, p99", value=sorted(waits)[int(len(waits) * 0.99) - 1], unit="ms"),
        Figure(name="from settings to connected", value=started, unit="s"),
    ]
