"""Laws of the PostgreSQL the tests stand on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import OTHER_SERVER, ROOT, PostgresServer, remove_abandoned

SESSION = """
from pathlib import Path
import os, pytest

@pytest.mark.parametrize("turn", range(4))
def test_one(postgres_url, turn):
    folder = Path(os.environ["MENTOR_TEST_POSTGRES_FOLDER"])
    pid = (folder / "server" / "postmaster.pid").read_text().splitlines()[0]
    (Path(__file__).parent / f"seen-{turn}").write_text(f"{folder} {pid}")
"""


def run(url: str, command: str) -> list[tuple[object, ...]]:
    """Run a command in the database of a SQLAlchemy URL and return its rows."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(command.encode())
        return cursor.fetchall() if cursor.description else []


def is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not collected yet has an empty command line."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and bool(command.read_bytes())


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_begins_with_an_empty_database(postgres_url: str, turn: int) -> None:
    run(postgres_url, "CREATE TABLE note (words text)")

    assert run(postgres_url, "SELECT count(*) FROM note") == [(0,)]


def test_a_template_is_filled_once_and_copied_for_each_test(
    postgres_server: PostgresServer, postgres_clone: Callable[[str], str]
) -> None:
    filled: list[str] = []

    def fill(url: str) -> None:
        filled.append(url)
        run(url, "CREATE TABLE note AS SELECT 'hello' AS words")

    postgres_server.template("note", fill)
    postgres_server.template("note", fill)
    first, second = postgres_clone("note"), postgres_clone("note")
    run(first, "DELETE FROM note")

    assert len(filled) == 1
    assert run(second, "SELECT words FROM note") == [("hello",)]


def test_databases_of_a_test_are_dropped_even_while_somebody_is_connected(postgres_server: PostgresServer) -> None:
    url = postgres_server.empty()
    with psycopg.connect(url.replace("+psycopg", "")):
        postgres_server.forget_test()

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        run(url, "SELECT 1")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_session_shares_one_server_and_leaves_none_behind(tmp_path: Path) -> None:
    (tmp_path / "test_session.py").write_text(SESSION)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    surroundings = {name: value for name, value in os.environ.items() if name != OTHER_SERVER}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.postgres", "-n", "2", str(tmp_path)]

    done = subprocess.run(
        command, cwd=tmp_path, env=surroundings | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    seen = {path.read_text() for path in tmp_path.glob("seen-*")}
    assert len(seen) == 1
    folder, pid = seen.pop().split()
    assert not Path(folder).exists()
    assert not is_running(int(pid))


def test_what_a_killed_session_left_is_removed_by_the_next(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name, owner in {"abandoned": ended.pid, "in-use": os.getpid()}.items():
        folder = tmp_path / f"mentor-pg-{os.getuid()}-{name}"
        folder.mkdir()
        (folder / "owner").write_text(str(owner))

    remove_abandoned(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [f"mentor-pg-{os.getuid()}-in-use"]
