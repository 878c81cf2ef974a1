"""The process is killed at any moment, again and again, while messages drain."""

import random
from pathlib import Path

from tests.crash.harbour import a_harbour
from tests.crash.scene import Scene
from tests.crash.storms import storm

SCENE = Scene(pairs=40, rounds=4)


def test_nothing_is_lost_however_often_it_is_killed(url: str, tmp_path: Path) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        storm(harbour, kills=6, chance=random.Random(5))
        found = harbour.check()

        assert found.posted - found.doubled >= SCENE.due
        assert found.doubled <= sum(len(crash.in_flight) for crash in harbour.interruptions)
