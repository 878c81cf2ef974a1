"""Laws of the way in for newcomers."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that holds the Makefile and the pinned requirements, as a fresh checkout does."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder, without what a make around the tests hands down."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_told_in_one_sentence(checkout: Path) -> None:
    old = checkout / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    done = make(checkout, "try", f"PYTHON={old}")

    assert done.returncode != 0
    first, *others = done.stderr.splitlines()
    assert first.startswith("Mentor Cadence needs Python 3.11 or newer")
    assert all(line.startswith("make") for line in others)
    assert not (checkout / ".venv").exists()


def test_what_is_installed_is_not_installed_again(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    for stamp in (".uv", ".sandbox"):
        (checkout / ".venv" / stamp).touch()

    done = make(checkout, "--dry-run", "try")

    assert done.stdout.splitlines() == [".venv/bin/python app.py try"]


def test_help_names_every_target(checkout: Path) -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets

    shown = make(checkout).stdout

    assert [target for target in targets[1].split() if f"make {target} " not in shown] == []


def test_every_package_is_pinned_once_with_hashes_and_from_no_index_of_ours() -> None:
    pins: dict[str, set[str]] = {}
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        words = file.read_text()
        assert "://" not in words
        for pin in re.split(r"\n(?=\S)", words.strip()):
            assert "--hash=sha256:" in pin
            name, _, version = pin.split()[0].partition("==")
            pins.setdefault(name, set()).add(version)

    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}
