"""A process with the real bot in it, which dies where it is told to."""

import mmap
import os
import signal
import struct
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import app
from bot.clock import Clock, machine_now
from bot.services.passing import Point
from bot.settings import load_settings
from operations.logs import set_up_logs

SECONDS = struct.Struct("d")


class Drift:
    """How far time is from the machine's, in seconds: one number that several processes share. It may go back."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), SECONDS.size)

    def now(self) -> datetime:
        """The time that all who share it have."""
        return machine_now() + timedelta(seconds=SECONDS.unpack(self._shared[: SECONDS.size])[0])

    def move(self, seconds: float) -> None:
        """Let so much time pass, or come back."""
        self._shared[: SECONDS.size] = SECONDS.pack(SECONDS.unpack(self._shared[: SECONDS.size])[0] + seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """Where the process ends: when it passes a point for the nth time."""

    point: Point
    nth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a process is given."""

    settings: Mapping[str, str]
    drift: Path
    log: Path
    death: Death | None = None


class Fate:
    """Counts passages, and ends the process by SIGKILL at the one that was chosen."""

    def __init__(self) -> None:
        self._death: Death | None = None
        self._left = 0
        self._lock = threading.Lock()
        self.passed: Counter[Point] = Counter()

    def decide(self, death: Death) -> None:
        """Die there, counted from now on."""
        with self._lock:
            self._death, self._left = death, death.nth

    def __call__(self, point: Point) -> None:
        """The bot passes a point."""
        with self._lock:
            self.passed[point] += 1
            if self._death and self._death.point is point:
                self._left -= 1
                if not self._left:
                    os.kill(os.getpid(), signal.SIGKILL)


def live(orders: Connection, life: Life) -> None:
    """Run the bot and obey until the other end of `orders` is gone."""
    with life.log.open("a") as log:
        set_up_logs("json", out=log)
        fate = Fate()
        if life.death:
            fate.decide(life.death)
        bot = app.build(load_settings(dict(life.settings)), Clock(machine=Drift(life.drift).now), passing=fate)
        bot.start()
        orders.send("started")
        try:
            while (order := orders.recv()) != "stop":
                match order:
                    case "tick":
                        bot.jobs.tick()
                    case "wake":
                        bot.courier.wake()
                    case "settle":
                        bot.courier.settle()
                    case Death():
                        fate.decide(order)
                    case _:
                        raise LookupError(order)
                orders.send(dict(fate.passed))
        except EOFError:
            os._exit(0)
        orders.send(bot.stop())
