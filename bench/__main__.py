"""Run benches, print one table, write one file of JSON. What is compared is measured side by side in one run.

python -m bench [--quick] [NAME …]
"""

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figures import Figure, Found, Skipped, medians
from bench.machine import make_certificate
from operations.logs import set_up_logs

RUNS = 5
"""Each bench is run so often and its median is told: machines are shared and noisy."""
QUICK_RUNS = 3


class Size(Enum):
    """How much is measured."""

    FULL = "full"
    QUICK = "quick"


Bench = Callable[[Size], list[Found]]


def _pipeline(size: Size) -> list[Found]:
    from bench.pipeline import pipeline

    return pipeline(1_000 if size is Size.QUICK else 4_000)


def _pace(size: Size) -> list[Found]:
    from bench.pacing import paced_drain

    return paced_drain(5_000, 2.0) if size is Size.QUICK else paced_drain(100_000, 2.0)


def _people(size: Size) -> list[Found]:
    from bench.people import people_first

    return people_first(100_000, 8) if size is Size.QUICK else people_first(1_000_000, 30)


def _click(size: Size) -> list[Found]:
    from bench.waiting import click_acknowledgement

    del size
    return click_acknowledgement()


def _start(size: Size) -> list[Found]:
    from bench.starting import starting

    del size
    return starting()


def _planning(size: Size) -> list[Found]:
    from bench.planning import planning
    from bench.postgres import server

    with server() as admin:
        return planning(admin, 1_000 if size is Size.QUICK else 100_000)


def _claim(size: Size) -> list[Found]:
    from bench.claiming import claiming
    from bench.postgres import server

    with server() as admin:
        return claiming(admin, 5_000 if size is Size.QUICK else 20_000)


def _face(size: Size) -> list[Found]:
    from bench.face import face
    from operations.openings import FULL, TOUR

    return face(opening=TOUR if size is Size.QUICK else FULL)


BENCHES: dict[str, tuple[Bench, int]] = {
    "pipeline": (_pipeline, RUNS),
    "pace": (_pace, 1),
    "planning": (_planning, 1),
    "people": (_people, 1),
    "click": (_click, RUNS),
    "claim": (_claim, RUNS),
    "start": (_start, RUNS),
    "face": (_face, 1),
}
"""By name, with how often each runs: those that take minutes run once."""


def main() -> None:
    """Measure, print, write."""
    asked = _asked()
    size, most = (Size.QUICK, QUICK_RUNS) if asked.quick else (Size.FULL, RUNS)
    set_up_logs("json", out=io.StringIO())
    found: list[Found] = []
    with tempfile.TemporaryDirectory(prefix="mentor-bench-") as folder:
        make_certificate(Path(folder))
        for name in asked.names or BENCHES:
            bench, runs = BENCHES[name]
            print(f"measuring {name} …", file=sys.stderr)
            found += medians([bench(size) for _ in range(min(runs, most))])
    Console().print(_table(found))
    path = Path(tempfile.gettempdir()) / "mentor-cadence-figures.json"
    path.write_text(json.dumps({"cores": os.cpu_count(), "figures": [asdict(each) for each in found]}, indent=2))
    print(f"The same as JSON: {path}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHES], metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer runs")
    return parser.parse_args()


def _table(found: list[Found]) -> Table:
    table = Table("figure", "median", "unit", "goal", "")
    for each in found:
        match each:
            case Figure():
                goal = str(each.goal) if each.goal else ""
                table.add_row(each.name, f"{each.value:,.2f}", each.unit, goal, each.verdict)
            case Skipped():
                table.add_row(each.name, "—", "", "", f"not measured: {each.reason}")
    return table


if __name__ == "__main__":
    main()
