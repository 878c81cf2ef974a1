"""The process dies at each point it passes: at the first passage, at one in the middle, and at the last."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.services.passing import Point
from tests.crash.child import Death
from tests.crash.harbour import Child, Gone, Harbour, a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=6, rounds=3)
CALLS = (Point.CALLING, Point.CALLED)
"""Passed for each message."""
TURNS = (Point.CLAIMING, Point.CLAIMED, Point.RECORDING, Point.RECORDED)
"""Passed for each batch."""
CLICKS = (Point.CHANGING, Point.CHANGED, Point.ACKNOWLEDGED)
"""Passed for each command."""
PASSAGES = 3
Passage = Callable[[Harbour, Point, int], None]


def begun(harbour: Harbour, death: Death | None = None) -> Child:
    """Another process, connected."""
    child = harbour.start(death)
    child.begun()
    return child


def sending(harbour: Harbour, point: Point, passage: int) -> None:
    """The first message or batch; one in the middle; the message that goes when all others have gone."""
    if passage == PASSAGES - 1:
        child = begun(harbour)
        harbour.drain(child)
        child.order(Death(point=point, nth=1))
        harbour.pass_span(child, LATER)
    else:
        in_the_middle = harbour.left // 2 if point in CALLS else 2
        harbour.drain(begun(harbour, Death(point=point, nth=in_the_middle if passage else 1)))


def ticking(harbour: Harbour, point: Point, passage: int) -> None:
    """The first, one in the middle and the last of the people of a tick."""
    child = begun(harbour)
    child.order(Death(point=point, nth=(1, SCENE.pairs, 2 * SCENE.pairs)[passage]))
    child.order("tick")


def clicking(harbour: Harbour, point: Point, passage: int) -> None:
    """The first, the second and the last command."""
    child = begun(harbour)
    left = SCENE.couples - passage
    harbour.pair_couples(child, left)
    child.order(Death(point=point, nth=1))
    harbour.pair_couples(child, left - 1)
    harbour.wait(lambda: not child.is_alive)
    child.order("wake")


HOW: dict[Point, Passage] = {
    **dict.fromkeys((*TURNS, *CALLS), sending),
    **dict.fromkeys(CLICKS, clicking),
    Point.BETWEEN_PEOPLE: ticking,
}


@pytest.mark.parametrize("point", Point)
def test_nothing_is_lost_wherever_the_process_dies(url: str, tmp_path: Path, point: Point) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        for passage in range(PASSAGES):
            with pytest.raises(Gone):
                HOW[point](harbour, point, passage)
            harbour.note_crash()
        heir = begun(harbour)
        harbour.pair_couples(heir)
        heir.order("tick")
        harbour.pass_span(heir, LATER)
        found = harbour.check()

        assert found.posted - found.doubled >= SCENE.due + SCENE.couples + 1
        assert found.doubled <= sum(len(crash.in_flight) for crash in harbour.interruptions)
