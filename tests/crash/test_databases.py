"""SQLite that cannot be written for a while: the bot says it, loses nothing, and goes on when it is mended."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from bot.clock import Clock
from bot.deps import Deps
from bot.slack.courier import Connection as SlackConnection
from bot.slack.courier import Courier
from bot.texts import Texts
from operations.logs import set_up_logs
from scheduler.prompts import PROMPTS
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import LATER, Scene
from tests.crash.test_faults import Nobody

SCENE = Scene(pairs=6, rounds=2, couples=0)
Trouble = Callable[[Harbour], AbstractContextManager[None]]


@contextmanager
def pragma(harbour: Harbour, words: str, mended: str) -> Iterator[None]:
    """Each transaction begins with it, until it is mended."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA {words}")

    def mend(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA {mended}")

    event.listen(harbour.store.engine, "begin", begin, insert=True)
    try:
        yield
    finally:
        event.remove(harbour.store.engine, "begin", begin)
        event.listen(harbour.store.engine, "begin", mend, insert=True)


@contextmanager
def busy(harbour: Harbour) -> Iterator[None]:
    """Another program writes and does not end."""
    with pragma(harbour, "busy_timeout = 20", "busy_timeout = 5000"):
        other = sqlite3.connect(harbour.url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()


@contextmanager
def full(harbour: Harbour) -> Iterator[None]:
    """No page can be added: what a full disk says to a file that must grow."""
    with harbour.store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ballast (it)")
        connection.exec_driver_sql(
            "CREATE TRIGGER grow AFTER UPDATE ON outbox BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END"
        )
    with pragma(harbour, "max_page_count = 1", "max_page_count = 1000000"):
        yield
    with harbour.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER grow")


@contextmanager
def read_only(harbour: Harbour) -> Iterator[None]:
    """The file may not be written."""
    with pragma(harbour, "query_only = ON", "query_only = OFF"):
        yield


@pytest.mark.parametrize("trouble", [busy, full, read_only])
def test_sqlite_that_cannot_be_written_costs_time_and_no_message(
    sqlite_url: str, tmp_path: Path, trouble: Trouble
) -> None:
    with a_harbour(sqlite_url, tmp_path, SCENE) as harbour, (tmp_path / "log").open("a") as log:
        set_up_logs("json", out=log)
        clock = Clock(machine=harbour.drift.now)
        deps = Deps(
            store=harbour.store,
            prompts=PROMPTS,
            texts=Texts.load(),
            directory=Nobody(),
            now=clock.now,
            wake=lambda: None,
        )
        connection = SlackConnection(token=harbour.ws.bot_token, base_url=harbour.server.api_url)
        courier = Courier(deps=deps, connection=connection)
        with trouble(harbour):
            courier.start()
            harbour.wait(lambda: "courier.stumbled" in harbour.log)
            posted = harbour.posted
        while harbour.left:
            harbour.drift.move(1)
            courier.settle(20)
        harbour.drift.move(LATER.total_seconds())
        assert courier.settle(20)
        assert courier.stop(20)

        assert posted == 0
        assert harbour.check().doubled == 0
