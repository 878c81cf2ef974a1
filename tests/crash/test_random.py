"""The process is killed at any moment, again and again, while messages drain."""

import random
from pathlib import Path

import pytest

from tests.crash.harbour import a_harbour
from tests.crash.scene import Scene
from tests.crash.storms import storm

MANY, FEW = Scene(pairs=455, rounds=5, couples=0), Scene(pairs=40, rounds=4)
"""5,005 messages where a crash costs least to play, and a few hundred."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("database", "scene", "kills"), [("sqlite_url", MANY, 20), ("postgres_url", FEW, 6)])
def test_nothing_is_lost_however_often_it_is_killed(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, scene: Scene, kills: int
) -> None:
    with a_harbour(str(request.getfixturevalue(database)), tmp_path, scene) as harbour:
        storm(harbour, kills=kills, chance=random.Random(5))
        found = harbour.check()

        assert found.posted - found.doubled >= scene.due
        in_flight = sum(len(crash.in_flight) for crash in harbour.interruptions)
        assert in_flight > kills, "it was killed in the midst of batches"
        assert found.doubled <= in_flight
