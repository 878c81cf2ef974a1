"""A PostgreSQL server for benches: the tests' own, with every commit on disk as in life."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

DURABLE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What the tests turn off."""


@contextmanager
def server() -> Iterator[URL]:
    """Running for the length of a block; the administrator's address."""
    with TemporaryDirectory(prefix="mentor-bench-pg-") as name:
        Path(name).chmod(0o755)
        admin = make_url(_control("start", name)).set(drivername="postgresql+psycopg")
        try:
            for setting in DURABLE:
                _run(admin, sql.SQL("ALTER SYSTEM SET {} = on").format(sql.Identifier(setting)))
            _run(admin, sql.SQL("SELECT pg_reload_conf()"))
            yield admin
        finally:
            _control("stop", name)


def empty_database(admin: URL) -> str:
    """The address of a new one; it goes with the server."""
    name = f"bench_{uuid4().hex}"
    _run(admin, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return admin.set(database=name).render_as_string(hide_password=False)


def plain(url: str) -> str:
    """The address as other libraries want it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _control(order: str, folder: str) -> str:
    command = [sys.executable, "-m", "tests.support.postgres_control", order, folder]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=90).stdout


def _run(admin: URL, command: sql.SQL | sql.Composed) -> None:
    address = plain(admin.render_as_string(hide_password=False))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(command)
