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
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import Scene
from tests.crash.storms import storm

ROUNDS = 5
"""Questions to each person."""
STARTS = 5
"""Restarts that are measured."""


def crashing(url: str, kills: int, messages: int) -> tuple[Findings, int]:
    """What the books say afterwards, and what was in flight at the kills."""
    scene = Scene(pairs=max(messages // (2 * ROUNDS + 1), 1), rounds=ROUNDS, couples=0)
    with tempfile.TemporaryDirectory() as folder, a_harbour(url, Path(folder), scene) as harbour:
        storm(harbour, kills=kills, chance=random.Random(messages))
        in_flight = sum(len(crash.in_flight) for crash in harbour.interruptions)
        return harbour.find(), in_flight


def fresh_start(url: str) -> float:
    """Seconds from the start of a new interpreter, right after a kill, to a message that was not in flight then.

    Time goes at its own pace.
    """
    scene = Scene(pairs=20, rounds=ROUNDS, couples=0)
    with tempfile.TemporaryDirectory() as folder, a_harbour(url, Path(folder), scene) as harbour:
        with _alone(harbour) as first:
            harbour.wait(lambda: harbour.posted > ROUNDS)
            first.kill()
        had, born = harbour.posted, time.perf_counter()
        known = {str(id_) for id_ in harbour.note_crash().in_flight}
        with _alone(harbour) as second:
            harbour.wait(lambda: bool({line.reference for line in harbour.ws.ledger[had:]} - known))
            took = time.perf_counter() - born
            second.kill()
    return took


def _alone(harbour: Harbour) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tests.crash.alone", harbour.life_as_json()])


def main() -> None:
    """Measure and print."""
    kills, messages = (int(word) for word in (*sys.argv[1:], "200", "50000")[:2])
    table = Table(
        "database", "kills", "messages", "lost", "in flight", "doubled", "broken promises", "new process sends"
    )
    with server() as admin, tempfile.TemporaryDirectory() as folder:
        for name, urls in (
            ("SQLite", [f"sqlite:///{folder}/{number}.db" for number in range(STARTS + 1)]),
            ("PostgreSQL", [empty_database(admin) for _ in range(STARTS + 1)]),
        ):
            findings, in_flight = crashing(urls[0], kills, messages)
            for broken in (*findings.lost, *findings.problems):
                print(f"{name}: {broken}", file=sys.stderr)
            soon = [fresh_start(each) for each in urls[1:]]
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
