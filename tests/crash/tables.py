"""The tables of docs/faults.md, which are the cases of the tests."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"


def rows(heading: str) -> list[tuple[str, ...]]:
    """The lines of the table whose first column has that heading, without marks. `LookupError` when there is none."""
    lines = iter(PAGE.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            found = []
            while (row := next(lines, "")).startswith("|"):
                found.append(tuple(cell.strip().strip("`") for cell in row.strip("|").split("|")))
            return found
    raise LookupError(heading)
