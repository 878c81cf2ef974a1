"""Kills at moments of chance while messages drain, on both databases: what was lost, what was doubled, how soon it
goes on.

    python -m bench.crashing [KILLS] [MESSAGES]
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.postgres import empty_database, server
from tests.crash.checking import Findings
from tests.crash.harbour import a_harbour
from tests.crash.scene import Scene
from tests.crash.storms import storm

ROUNDS = 5
"""Questions to each person."""
STARTS = 5


def crashing(url: str, kills: int, messages: int) -> tuple[Findings, int, list[float]]:
    """What the books say afterwards, what was in flight at the kills, and seconds from each start to a message."""
    scene = Scene(pairs=max(messages // (2 * ROUNDS + 1), 1), rounds=ROUNDS, couples=0)
    with tempfile.TemporaryDirectory() as folder, a_harbour(url, Path(folder), scene) as harbour:
        soon = storm(harbour, kills=kills, chance=random.Random(messages))
        in_flight = sum(len(crash.in_flight) for crash in harbour.interruptions)
        return harbour.find(), in_flight, soon


def fresh_start(url: str) -> list[float]:
    """Seconds from the start of a new interpreter, right after a kill, to the next message; time goes at its own pace.

    The scene is due long before today, so nothing but the start and the hold of the one before is waited for.
    """
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_harbour(url, folder, Scene(pairs=60, rounds=STARTS, couples=0)) as harbour:
            for _ in range(STARTS):
                had, born = harbour.posted, time.perf_counter()
                with subprocess.Popen([sys.executable, "-m", "tests.crash.alone", harbour.life_as_json()]) as process:
                    harbour.wait(lambda had=had: harbour.posted > had)  # type: ignore[misc]  # a default binds
                    found.append(time.perf_counter() - born)
                    process.kill()
    return found


def main() -> None:
    """Measure and print."""
    kills, messages = (int(word) for word in (*sys.argv[1:], "200", "50000")[:2])
    table = Table(
        "database", "kills", "messages", "lost", "in flight", "doubled", "broken promises", "new process sends"
    )
    with server() as admin, tempfile.TemporaryDirectory() as folder:
        for name, urls in (
            ("SQLite", [f"sqlite:///{folder}/{which}.db" for which in "ab"]),
            ("PostgreSQL", [empty_database(admin) for _ in range(2)]),
        ):
            findings, in_flight, _ = crashing(urls[0], kills, messages)
            soon = fresh_start(urls[1])
            table.add_row(
                name,
                str(kills),
                f"{findings.posted - findings.doubled:,}",
                str(len(findings.lost)),
                str(in_flight),
                str(findings.doubled),
                str(len(findings.problems)),
                f"after {statistics.median(soon):.1f} s, worst {max(soon):.1f} s",
            )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
