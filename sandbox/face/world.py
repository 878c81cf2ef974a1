"""What all pages of one server share: the workspace, what was read, the mover of time, and the news."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.driver import Driver
from sandbox.face.moving import Mover
from sandbox.face.offers import Hint, Start, Welcome
from sandbox.face.reading import Reading
from sandbox.server import Server
from sandbox.workspace import Workspace

# Changes that come thick and fast are shown together, this often.
BREATH = 0.05
# How long a watcher sleeps when nothing happens; the clock of a quiet page is at most this late.
GLANCE = 0.5
STOP_SECONDS = 10.0
# After a start everybody has read what is older than this: the workspace has been lived in.
FRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a face was asked to offer; see `Face`."""

    welcome: Welcome | None
    starts: Sequence[Start]
    begin: Callable[[str], None]
    advance: Callable[[datetime], None]
    next_due: Callable[[], datetime | None]
    hints: Sequence[Hint]


class Watches(Protocol):
    """A page that is open in some browser."""

    def refresh(self) -> None:
        """Show what changed."""

    def leave_for(self, person_id: str) -> None:
        """Open the page anew, as this person."""


@dataclass(slots=True, kw_only=True)
class World:
    """Created and used in the server's event loop; `run` takes what blocks to a thread."""

    plan: Plan
    server: Server
    loop: asyncio.AbstractEventLoop
    pages: set[Watches] = field(default_factory=set)
    starting: str | None = None
    _reading: Reading = field(init=False)
    mover: Mover = field(init=False)
    _over: threading.Event = field(default_factory=threading.Event)
    _watch: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._reading = Reading(self.server.workspace)
        self.mover = Mover(
            now=self._now,
            advance=self.plan.advance,
            next_due=self.plan.next_due,
            count=lambda: len(self.ws.ledger),
            changed=self._changed,
        )
        self._watch = threading.Thread(target=self._look, name="face", daemon=True)

    @property
    def ws(self) -> Workspace:
        return self.server.workspace

    @property
    def reading(self) -> Reading:
        """What was read in the workspace that is open now."""
        if self._reading.ws is not self.ws:
            self._reading = Reading(self.ws)
        return self._reading

    def _now(self) -> datetime:
        return self.ws.now()

    def _changed(self) -> None:
        self.ws.changed()

    def driver(self, person_id: str) -> Driver:
        """The keyboard of somebody."""
        return self.server.as_person(person_id)

    def open(self) -> None:
        """Begin to watch for changes."""
        self._watch.start()

    def close(self) -> None:
        """Stop watching and moving."""
        self._over.set()
        self.mover.stop()
        self.ws.changed()

    def _look(self) -> None:
        """In a thread of its own: tells the pages of changes, and of time that went by."""
        ws, seen = self.ws, -1
        while not self._over.is_set():
            seen = ws.wait_for_change(seen, GLANCE)
            ws = self.ws
            if not self.loop.is_closed():
                self.loop.call_soon_threadsafe(self.tell)
            time.sleep(BREATH)

    def tell(self) -> None:
        """Every page shows what changed."""
        for each in tuple(self.pages):
            each.refresh()

    # Starting again.

    async def begin(self, key: str) -> None:
        """A fresh workspace, filled as `key` says; every browser comes back to it by itself."""
        start = next(each for each in self.plan.starts if each.key == key)
        if self.starting is not None:
            return
        self.starting = start.title
        self.tell()
        try:
            await asyncio.to_thread(self._make, key)
        finally:
            self.starting = None
        self.tell()
        until = (self.ws.now() - FRESH).timestamp()
        self.reading.mark_read_until(f"{until:.6f}")
        persona = self.ws.person_named(start.persona)
        for each in tuple(self.pages):
            each.leave_for(persona.id if persona else "")

    def _make(self, key: str) -> None:
        self.mover.stop()
        self.mover.join(STOP_SECONDS)
        self.plan.begin(key)
