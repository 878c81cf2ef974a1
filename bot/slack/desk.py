"""The courier's side of the database: one turn writes down what has ended, claims what may go, and draws it.

The order is what keeps every message: record and claim are one transaction; nothing is drawn before it has committed,
so that words taken back meanwhile are not read; nothing is sent inside it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from bot.deps import Deps
from bot.domain.notices import OutboxEntry
from bot.services import delivery
from bot.services.delivery import Result, Untried
from bot.services.passing import Point
from bot.slack.draining import Drain
from bot.slack.drawing import Letter, draw_all
from bot.slack.pacing import Pacing

MOST = 64
"""Entries claimed in one transaction: on SQLite a person's click waits behind it."""

log = structlog.get_logger("courier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one turn gave: letters to send, ends that need no sending, and seconds until the next is worth while."""

    letters: Sequence[Letter] = ()
    ended: Sequence[Result] = ()
    next_in: float | None = None

    @property
    def claimed(self) -> int:
        """How many entries were claimed."""
        return len(self.letters) + len(self.ended)


class Desk:
    """Called by one thread at a time. What a turn that failed left undone is done by the next."""

    def __init__(self, *, deps: Deps, pacing: Pacing, name: str) -> None:
        self._deps = deps
        self._pacing = pacing
        self._name = name
        self._unrecorded: list[Result] = []
        self._undrawn: Sequence[OutboxEntry] = ()
        self._in_hand: set[UUID] = set()
        self._drain = Drain(pacing=pacing)

    def turn(self, results: Sequence[Result], room: int) -> Turn:
        """Record these results, claim at most `room` and at most `MOST`, draw what was claimed."""
        self._unrecorded += results
        # What was claimed and never drawn goes back first, so that nobody takes it for unsure.
        self._unrecorded += [(entry, Untried()) for entry in self._undrawn]
        self._undrawn = ()
        if not self._unrecorded:
            next_in = self._next_in()
            if next_in is None or next_in > 0:
                # An empty look writes nothing: nobody who writes waits for it.
                return Turn(next_in=next_in)
        self._undrawn = self._record_and_claim(min(room, MOST))
        if not self._undrawn:
            return Turn(next_in=self._next_in())
        drawn = draw_all(self._deps, self._undrawn)
        self._undrawn = ()
        return Turn(
            letters=[each for _, each in drawn if isinstance(each, Letter)],
            ended=[(entry, each) for entry, each in drawn if not isinstance(each, Letter)],
        )

    def close(self) -> None:
        """Let others pace the workspaces from now on."""
        with self._deps.batching() as work:
            work.tx.paces.release(self._name)

    def _record_and_claim(self, room: int) -> Sequence[OutboxEntry]:
        done = tuple(self._unrecorded)
        with self._deps.batching() as work:
            delivery.record(work, done, self._name)
            if done:
                self._deps.passing(Point.RECORDING)
            claimed = delivery.claim(work, self._name, room, self._pacing, self._in_hand) if room else ()
            if claimed:
                self._deps.passing(Point.CLAIMING)
        self._unrecorded.clear()
        self._in_hand.difference_update(entry.id for entry, _ in done)
        self._in_hand.update(entry.id for entry in claimed)
        _tell(done)
        if done:
            self._deps.passing(Point.RECORDED)
        if claimed:
            self._deps.passing(Point.CLAIMED)
        return claimed

    def _next_in(self) -> float | None:
        with self._deps.reading() as work:
            self._drain.look(work)
            due = delivery.next_claim(work, self._name, self._pacing)
            return None if due is None else max(due - work.now, timedelta(0)).total_seconds()


def _tell(done: Sequence[Result]) -> None:
    """One line for a turn's deliveries, and one for each message that met trouble."""
    counts = Counter(type(outcome).__name__ for _, outcome in done)
    if delivered := counts["Delivered"]:
        log.info("messages", action="courier.delivered", count=delivered)
    for entry, outcome in done:
        if word := TROUBLE.get(type(outcome).__name__):
            log.info("message", action=f"courier.{word}", kind=entry.notice.kind.value, id=str(entry.id))


TROUBLE = {
    "TryLater": "later",
    "GiveUp": "gave_up",
    "Unsure": "unsure",
    "NotSent": "not_sent",
    "Untried": "untried",
}
"""The word for how a message ended that Slack does not have."""
