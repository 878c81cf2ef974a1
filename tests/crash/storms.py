"""A drain in which the process is killed again and again, at moments of chance."""

import random
import time

from tests.crash.harbour import STEP, Harbour
from tests.crash.scene import LATER

LONGEST_MOMENT = 0.1
"""Real seconds between the last wake and the kill, at most: somewhere between claim and record."""
BURST = 10.0
"""Seconds by which time moves: as many messages are due then as the courier sends at once."""


def storm(harbour: Harbour, kills: int, chance: random.Random) -> None:
    """Drain with so many kills, spread by chance over the messages, each in the midst of a batch."""
    for wanted in sorted(chance.randint(harbour.posted, harbour.posted + harbour.left) for _ in range(kills)):
        goal = max(wanted, harbour.posted + 1)
        child = harbour.start()
        child.begun()
        harbour.pass_time(child, lambda goal=goal: harbour.posted >= goal or not harbour.left, BURST)  # type: ignore[misc]  # a default binds
        harbour.drift.move(STEP)
        child.order("wake")
        time.sleep(chance.random() * LONGEST_MOMENT)
        child.kill()
        harbour.note_crash()
    heir = harbour.start()
    heir.begun()
    harbour.drain(heir)
    harbour.pass_span(heir, LATER)
