"""The running program: its parts started, moved through time where it is tried, and stopped in time."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.deps import Deps

IN_TIME = 10.0
"""Seconds a stop may take: finish what is in flight, then go."""
AT_LEAST = 1.0
"""Seconds the courier gets even when the others used up the time: what it has sent should be written down."""
STEP = timedelta(seconds=1)
"""How far time moves when something stays due, so that moving time always ends."""


def aside(job: Callable[[], None]) -> None:
    """Do it beside what goes on, while Slack is answered at once. What it still does when the process ends is lost:
    only for what somebody can simply ask for again."""
    threading.Thread(target=job, name="aside", daemon=True).start()


def keep_what_is_loaded() -> None:
    """Let the garbage collector leave alone what stands by now, for the life of the process.

    To look through all libraries for garbage stops every thread for a tenth of a second, now and then, and so a
    person who clicked (docs/figures.md).
    """
    gc.freeze()


class Connects(Protocol):
    """How Slack reaches the bot."""

    def start(self) -> None:
        """Connect."""

    def stop(self, seconds: float) -> bool:
        """Take no more work, finish what is in flight; False when that took longer."""


class Sends(Protocol):
    """How the bot reaches Slack."""

    def start(self) -> None:
        """Begin to send."""

    def wake(self) -> None:
        """Something may have become due."""

    def settle(self) -> bool:
        """Send until nothing is due now."""

    def stop(self, seconds: float) -> bool:
        """Claim no more, finish what is in flight; False when that took longer."""


class Beats(Protocol):
    """How time reaches the bot."""

    def start(self) -> None:
        """Begin to call the jobs."""

    def stop(self) -> None:
        """Finish a running job, then stop."""


class Ticks(Protocol):
    """The job that works off what is due."""

    def tick(self) -> None:
        """Work off all that is due now."""


class Closes(Protocol):
    """The store behind `Deps`, as far as ending goes."""

    def close(self) -> None:
        """Close all connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """All parts of one process. `start` once, `stop` once."""

    deps: Deps
    clock: Clock
    connection: Connects
    courier: Sends
    heartbeat: Beats
    jobs: Ticks
    store: Closes

    def start(self) -> None:
        """Connect to Slack, then let time in."""
        self.clock.subscribe(self.courier.wake)
        self.courier.start()
        self.connection.start()
        self.heartbeat.start()

    def stop(self, seconds: float = IN_TIME) -> bool:
        """Take no more work and finish what is in flight; False when something took longer than `seconds`."""
        until = time.monotonic() + seconds
        in_time = self.connection.stop(seconds)
        self.heartbeat.stop()
        in_time = self.courier.stop(max(until - time.monotonic(), AT_LEAST)) and in_time
        self.store.close()
        return in_time

    def settle(self) -> None:
        """Tick and send until nothing is due now."""
        self.jobs.tick()
        self.courier.settle()

    def advance(self, to: datetime) -> None:
        """Move time to `to` through every due moment, never over one. The only way time is moved."""
        while True:
            self.settle()
            due = self._next_due()
            if due is None or due > to:
                break
            now = self.clock.now()
            self.clock.move_to(due if due > now else now + STEP)
        if to > self.clock.now():
            self.clock.move_to(to)
        self.settle()

    @contextmanager
    def running(self) -> Iterator["Bot"]:
        """Started for the length of a block."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def _next_due(self) -> datetime | None:
        with self.deps.reading() as work:
            tx = work.tx
            found = (tx.occurrences.next_due(), tx.outbox.next_due(), tx.programs.next_due())
        return min((due for due in found if due), default=None)
