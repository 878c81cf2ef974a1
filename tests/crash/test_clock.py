"""The machine's clock is set forward and back while messages drain."""

from datetime import timedelta
from pathlib import Path

from tests.crash.harbour import a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=6, rounds=3, couples=0)
HOUR = timedelta(hours=1)


def test_an_hour_forward_and_an_hour_back_lose_and_double_nothing(url: str, tmp_path: Path) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        child = harbour.start()
        child.begun()
        harbour.pass_time(child, lambda: harbour.posted >= SCENE.pairs)
        child.order("settle")
        harbour.drift.move(HOUR.total_seconds())
        harbour.pass_time(child, lambda: harbour.posted >= 3 * SCENE.pairs)
        child.order("settle")
        harbour.drift.move(-HOUR.total_seconds())
        child.order("tick")
        harbour.pass_span(child, HOUR + LATER)
        found = harbour.check()

        assert found.doubled == 0
        assert found.posted > SCENE.due
