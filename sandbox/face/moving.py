"""Moving the workspace's time: in a thread, a little at a time, so that it can be seen, stopped and waited for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

# One step of a way. Within it every due moment is passed through; between two steps one can stop or click. Each step
# costs the app a look at what is due, so a long way has no more than so many.
STEP = timedelta(hours=12)
MOST_STEPS = 60
# How far "until something happens" looks before it gives up.
HORIZON = timedelta(weeks=8)


class Mover:
    """Moves time for one workspace. Thread-safe; at most one way at a time."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        advance: Callable[[datetime], None],
        next_due: Callable[[], datetime | None],
        count: Callable[[], int],
        changed: Callable[[], None],
    ) -> None:
        self._now, self._advance, self._next_due = now, advance, next_due
        self._count, self._changed = count, changed
        self._turn = threading.Condition()
        self._acting, self._stepping = 0, False
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self.target: datetime | None = None

    @property
    def is_moving(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def go(self, target: datetime) -> bool:
        """Begin to move to `target`; False when time is moving already."""
        return self._begin(target, lambda: self._walk(target))

    def go_until_news(self) -> bool:
        """Begin to move to the next moment in which something is posted or sent; False when time is moving already."""
        return self._begin(self._now() + HORIZON, self._seek)

    def stop(self) -> None:
        """Stop after the step that is being made."""
        self._stopped.set()

    def join(self, seconds: float) -> None:
        """Wait until nothing moves any more."""
        if self._thread is not None:
            self._thread.join(seconds)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Time stands still inside, as it does for a person who clicks."""
        with self._turn:
            self._acting += 1
            self._turn.wait_for(lambda: not self._stepping)
        try:
            yield
        finally:
            with self._turn:
                self._acting -= 1
                self._turn.notify_all()

    def _begin(self, target: datetime, way: Callable[[], None]) -> bool:
        with self._turn:
            if self.is_moving:
                return False
            self._stopped.clear()
            self.target = target
            self._thread = threading.Thread(target=self._run, args=(way,), name="moving", daemon=True)
            self._thread.start()
            return True

    def _run(self, way: Callable[[], None]) -> None:
        try:
            way()
        finally:
            self.target = None
            self._changed()

    def _walk(self, target: datetime) -> None:
        step = max(STEP, (target - self._now()) / MOST_STEPS)
        while not self._stopped.is_set() and self._now() < target:
            self._step(min(target, self._now() + step))

    def _seek(self) -> None:
        before, horizon = self._count(), self._now() + HORIZON
        while not self._stopped.is_set() and self._count() == before:
            due = self._next_due()
            if due is None or due > horizon:
                break
            self._step(max(due, self._now()))

    def _step(self, target: datetime) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._acting == 0)
            self._stepping = True
        try:
            self._advance(target)
        finally:
            with self._turn:
                self._stepping = False
                self._turn.notify_all()
        self._changed()
