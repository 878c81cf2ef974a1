"""A PostgreSQL server of one test's own, which may be killed."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from psycopg import connect
from sqlalchemy import make_url

from tests.support.postgres import control, remove

TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPostgres:
    """Its address stays the same through its deaths. What it has committed it keeps."""

    folder: Path
    url: str

    def kill(self) -> None:
        """End it at once; its helpers end when they notice."""
        place = self.folder / "server"
        os.kill(int((place / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        # Where nobody collects the dead, these would say that it still runs.
        for lock in (place / "postmaster.pid", *place.glob(".s.PGSQL.*.lock")):
            lock.unlink()

    def start(self) -> None:
        """Again; it recovers what it had. It refuses while a helper of the dead one is left."""
        for _ in range(TRIES):
            with suppress(RuntimeError):
                control("start", self.folder)
                return
        raise RuntimeError("it does not start again")


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """Running for the length of a block."""
    # Named so that a later session removes what this one could not.
    folder = Path(tempfile.mkdtemp(prefix=f"mentor-pg-{os.getuid()}-"))
    (folder / "owner").write_text(str(os.getpid()))
    folder.chmod(0o755)
    url = make_url(control("start", folder)).set(drivername="postgresql")
    (folder / "url").write_text("started")
    plain = url.render_as_string(hide_password=False)
    try:
        with connect(plain, autocommit=True) as connection:
            # Tests turn it off, and a server that is killed would then forget what it had promised.
            connection.execute("ALTER SYSTEM SET synchronous_commit = on")
            connection.execute("SELECT pg_reload_conf()")
        yield OwnPostgres(folder=folder, url=plain)
    finally:
        remove(folder)
