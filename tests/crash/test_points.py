"""The process dies at each point it passes: at the first passage, at one in the middle, and at the last."""

from pathlib import Path

import pytest

from bot.services.passing import Point
from tests.crash.child import Death
from tests.crash.harbour import Child, Gone, Harbour, a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=6, rounds=3)
SOME = (1, 2, 3)
"""Rounds, and commands: each comes in a turn of its own."""
EACH = (1, SCENE.due // 2, SCENE.due)
"""A call for each message."""
PEOPLE = (1, SCENE.pairs, 2 * SCENE.pairs)
PASSAGES = {
    Point.CLAIMING: SOME,
    Point.CLAIMED: SOME,
    Point.CALLING: EACH,
    Point.CALLED: EACH,
    Point.RECORDING: SOME,
    Point.RECORDED: SOME,
    Point.BETWEEN_PEOPLE: PEOPLE,
    Point.CHANGING: SOME,
    Point.CHANGED: SOME,
    Point.ACKNOWLEDGED: SOME,
}


def a_day(harbour: Harbour, child: Child) -> None:
    """All that makes a bot pass its points: commands, a tick, and messages of three kinds of fate."""
    child.begun()
    while harbour.couples and child.is_alive:
        harbour.pair_couples()
    child.order("tick")
    harbour.drain(child)


@pytest.mark.parametrize(
    "death", [Death(point=point, nth=nth) for point, passages in PASSAGES.items() for nth in passages], ids=str
)
def test_nothing_is_lost_wherever_the_process_dies(url: str, tmp_path: Path, death: Death) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        with pytest.raises(Gone):
            a_day(harbour, harbour.start(death))
        crash = harbour.note_crash()
        heir = harbour.start()
        a_day(harbour, heir)
        harbour.pass_time(heir, lambda: harbour.ws.now() > crash.at + LATER, step=20.0)
        harbour.drain(heir)
        found = harbour.check()

        assert not harbour.couples
        assert found.doubled <= len(crash.in_flight)


def test_every_point_is_died_at() -> None:
    assert PASSAGES.keys() == set(Point)
