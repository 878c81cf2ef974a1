"""A drain in which the process is killed again and again, at moments of chance."""

import random
import time

from tests.crash.harbour import STEP, Harbour
from tests.crash.scene import LATER

LONGEST_MOMENT = 0.1
"""Real seconds between the last wake and the kill, at most: somewhere between claim and record."""
FEW = 2
"""Messages after which the earliest kill of a process may come."""


def storm(harbour: Harbour, kills: int, chance: random.Random) -> None:
    """Drain with so many kills, spread over the messages, each in the midst of a batch."""
    each = max(harbour.left // (kills + 1), FEW)
    for _ in range(kills):
        had = harbour.posted
        child = harbour.start()
        child.begun()
        harbour.pass_time(child, lambda had=had: harbour.posted > had)  # type: ignore[misc]  # a default binds
        goal = had + chance.randint(FEW, 2 * each)
        harbour.pass_time(child, lambda goal=goal: harbour.posted >= goal or not harbour.left)  # type: ignore[misc]  # as above
        harbour.drift.move(STEP)
        child.order("wake")
        time.sleep(chance.random() * LONGEST_MOMENT)
        child.kill()
        harbour.note_crash()
    heir = harbour.start()
    heir.begun()
    harbour.drain(heir)
    harbour.pass_span(heir, LATER)
