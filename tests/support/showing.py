"""Tables that tests found out, shown at the end of a run, also when it ran in several processes."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

Shown = Callable[[str], None]
NAME = "table"


@pytest.fixture
def shown(record_property: Callable[[str, object], None]) -> Shown:
    """Keeps a table for the end of the run."""

    def keep(table: str) -> None:
        record_property(NAME, table)

    return keep


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show all tables that were kept."""
    tables = list(_tables(terminalreporter.stats))
    if tables:
        terminalreporter.section("messages per person and week: all (unasked)")
        for table in tables:
            terminalreporter.write_line(table)


def _tables(stats: dict[str, list[object]]) -> Iterator[str]:
    for reports in stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                properties = cast("list[tuple[str, str]]", getattr(report, "user_properties", []))
                yield from (value for name, value in properties if name == NAME)
