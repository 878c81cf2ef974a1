"""Run all benches and print one table and one line of JSON. Ratios are taken side by side in one run."""

import io
import json
import statistics
import sys
from collections.abc import Callable
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from bench.figures import Figure
from bench.pipeline import pipeline_against_bare_client
from bench.ticking import tick_of
from bench.waiting import click_acknowledgement
from operations.logs import set_up_logs

RUNS = 3
"""Each bench is run so often and its median is told: the machine is shared and noisy."""

BENCHES: tuple[tuple[str, Callable[[], list[Figure]]], ...] = (
    ("tick", lambda: tick_of(1_000)),
    ("pipeline", lambda: pipeline_against_bare_client(500)),
    ("click", lambda: click_acknowledgement(60)),
)


def main() -> None:
    """Measure, print."""
    found: list[Figure] = []
    set_up_logs("json", out=io.StringIO())
    for name, bench in BENCHES:
        print(f"measuring {name} …", file=sys.stderr)
        runs = [bench() for _ in range(RUNS)]
        for figures in zip(*runs, strict=True):
            middle = statistics.median(figure.value for figure in figures)
            found.append(Figure(name=figures[0].name, value=middle, unit=figures[0].unit))
    table = Table("figure", "median", "unit")
    for figure in found:
        table.add_row(figure.name, f"{figure.value:,.3f}", figure.unit)
    Console().print(table)
    print(json.dumps([asdict(figure) for figure in found]))


main()
