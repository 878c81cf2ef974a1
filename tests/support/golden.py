"""Golden files: what a message looked like when somebody last read it and agreed."""

import difflib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """Compares values with the JSON files of one folder, or writes those files when `update` is set."""

    folder: Path
    update: bool

    def __call__(self, name: str, value: object) -> None:
        """Compare `value` with `<name>.json`; the name may hold folders, as in `messages/hello`."""
        path = self.folder / f"{name}.json"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise ValueError(f"{name!r} leads out of the folder of golden files")
        seen = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(seen, encoding="utf-8")
            return
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if seen != kept:
            pytest.fail(_difference(name, kept, seen), pytrace=False)


def _difference(name: str, kept: str, seen: str) -> str:
    lines = difflib.unified_diff(
        kept.splitlines(), seen.splitlines(), f"tests/golden/{name}.json", "what the code makes now", lineterm=""
    )
    how = "If the new look is meant, run `make golden`, read the difference with `git diff`, and commit it."
    return "\n".join([*lines, "", how])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("messages/hello", value)` holds `value` against tests/golden/messages/hello.json."""
    return Golden(folder=FOLDER, update=bool(request.config.getoption("--update-golden")))
