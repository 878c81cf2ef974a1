"""A drain in which the process is killed again and again, at moments of chance."""

import random
import time

from tests.crash.harbour import Harbour
from tests.crash.scene import LATER

FEW = 2
"""Messages after which the earliest kill of a process may come."""


def storm(harbour: Harbour, kills: int, chance: random.Random) -> list[float]:
    """Drain with so many kills, spread over the messages; seconds from each new start to its first message."""
    each = max(harbour.left // (kills + 1), FEW)
    began: list[float] = []
    for _ in range(kills):
        born, had = time.monotonic(), harbour.posted
        child = harbour.start()
        child.begun()
        harbour.pass_time(child, lambda had=had: harbour.posted > had)  # type: ignore[misc]  # a default binds
        began.append(time.monotonic() - born)
        goal = had + chance.randint(FEW, 2 * each)
        harbour.pass_time(child, lambda goal=goal: harbour.posted >= goal or not harbour.left)  # type: ignore[misc]  # as above
        time.sleep(chance.random() * 0.05)
        child.kill()
        harbour.note_crash()
    heir = harbour.start()
    heir.begun()
    harbour.drain(heir)
    harbour.pass_span(heir, LATER)
    return began
