"""The three things the heartbeat does. Stateless: all that matters is in the database."""

import threading
import time
from dataclasses import dataclass, field

import structlog

from bot.deps import Deps
from bot.services import digests, housekeeping, ticking

MOST_BATCHES = 100_000
"""Batches of one tick; a guard against a tick that never ends, far above 100,000 people."""

log = structlog.get_logger("scheduler")


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """The heartbeat's jobs over one `Deps`."""

    deps: Deps
    stopping: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Begin no further batch."""
        self.stopping.set()

    def tick(self) -> None:
        """Work off all that is due, one short transaction per batch, then the digests."""
        limit = ticking.BATCH
        for _ in range(MOST_BATCHES):
            if self.stopping.is_set():
                return
            with self.deps.batching() as work:
                began = time.perf_counter()
                report = ticking.tick(work, _set_aside, limit, self.deps.passing)
                took = time.perf_counter() - began
            if not report.people:
                break
            limit = ticking.fitting(report.people, took)
            self.deps.wake()
            log.info(
                "tick",
                action="tick.batch",
                people=report.people,
                fired=report.fired,
                moved=report.moved,
                skipped=report.skipped,
                failed=report.failed,
            )
        with self.deps.batching() as work:
            posted = digests.post_due_digests(work)
        if posted:
            log.info("digests", action="tick.digests", count=posted)
            self.deps.wake()

    def deliver(self) -> None:
        """Wake the courier, in case a commit of another process was not heard."""
        self.deps.wake()

    def housekeep(self) -> None:
        """Prune."""
        with self.deps.batching() as work:
            messages, deliveries = housekeeping.housekeep(work)
        log.info("housekeeping", action="housekeep", messages=messages, deliveries=deliveries)


def _set_aside(prompt: str, problem: Exception) -> None:
    log.error("prompt set aside", action="tick.set_aside", prompt=prompt, exc_info=problem)
