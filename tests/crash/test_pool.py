"""All connections to the database are taken: people are told in time, and messages wait."""

from contextlib import ExitStack
from pathlib import Path

import app
from bot.clock import Clock
from bot.settings import load_settings
from handlers.connection import AT_ONCE
from operations.logs import set_up_logs
from storage import SqlStore
from storage.engine import CONNECTIONS, MORE_CONNECTIONS
from tests.crash.harbour import a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=6, rounds=2, couples=1)
SLACKS_PATIENCE = 3.0
"""Real seconds in which Slack wants its answer."""
OTHERS = 3
"""Who takes connections beside those who click: the courier, the jobs, and what is done aside."""


def test_all_who_click_at_once_have_a_connection_whatever_the_courier_and_the_jobs_do() -> None:
    assert CONNECTIONS + MORE_CONNECTIONS >= AT_ONCE + OTHERS


def test_without_a_free_connection_a_person_is_told_in_time_and_no_message_is_lost(url: str, tmp_path: Path) -> None:
    with a_harbour(url, tmp_path, SCENE, ack_seconds=SLACKS_PATIENCE) as harbour, harbour.life().log.open("a") as log:
        set_up_logs("json", out=log)
        bot = app.build(load_settings(dict(harbour.life().settings)), Clock(machine=harbour.drift.now))
        assert isinstance(bot.store, SqlStore)
        with ExitStack() as taken:
            for _ in range(CONNECTIONS + MORE_CONNECTIONS):
                taken.enter_context(bot.store.engine.connect())
            running = taken.pop_all()
            with bot.running():
                harbour.server.wait_connected()
                harbour.wait(lambda: "courier.stumbled" in harbour.log)
                lea = harbour.ws.person_named("lea")
                assert lea is not None
                ((mentor, mentee),) = harbour.couples
                words = f"pair <@{mentor}> <@{mentee}>"
                posted = harbour.posted
                said = harbour.server.as_person(lea.id).command("/mentor", words)
                running.close()
                again = harbour.server.as_person(lea.id).command("/mentor", words)
                harbour.drift.move(LATER.total_seconds())
                while harbour.left:
                    bot.courier.settle()
                    harbour.drift.move(1)

        assert posted == 0
        assert (said.warning, again.warning) == (None, None)
        assert "I could not finish that" in said.messages[-1].text
        found = harbour.check()
        assert found.doubled == 0
        assert found.posted > SCENE.due
