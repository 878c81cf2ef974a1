"""The one place that asks the machine for the time."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# How late a wait may notice that it was told to stop. An Event cannot wake a Condition, so the wait looks.
STOP_IS_SEEN_WITHIN = 0.1


def machine_now() -> datetime:
    """The machine's own time, aware UTC."""
    return datetime.now(UTC)


class Clock:
    """Machine time plus an offset that only grows. All that depends on time reads one shared clock.

    Thread-safe. `machine` replaces the machine's own time in tests.
    """

    def __init__(self, machine: Callable[[], datetime] = machine_now) -> None:
        self._machine = machine
        self._offset = timedelta(0)
        self._moved = threading.Condition()
        self._subscribers: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        with self._moved:
            return self._machine() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Jump forward to an aware instant. Raises ValueError for an instant that is past or naive."""
        if instant.tzinfo is None:
            raise ValueError("The clock moves to aware instants only.")
        self._move(lambda now: instant - now)

    def move_by(self, step: timedelta) -> None:
        """Jump forward by `step`. Raises ValueError for a negative step."""
        self._move(lambda _now: step)

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        """Wait until the clock has gone on by `seconds`, by itself or because it was moved.

        True when the time has passed, False as soon as `stop` is set.
        """
        until = self.now() + timedelta(seconds=seconds)
        with self._moved:
            while True:
                if stop is not None and stop.is_set():
                    return False
                left = (until - self._machine() - self._offset).total_seconds()
                if left <= 0:
                    return True
                self._moved.wait(left if stop is None else min(left, STOP_IS_SEEN_WITHIN))

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` after each move, in the thread that moved the clock. Returns what ends the subscription."""
        with self._moved:
            self._subscribers.append(callback)

        def unsubscribe() -> None:
            with self._moved:
                if callback in self._subscribers:
                    self._subscribers.remove(callback)

        return unsubscribe

    def _move(self, step: Callable[[datetime], timedelta]) -> None:
        with self._moved:
            forward = step(self._machine() + self._offset)
            if forward < timedelta(0):
                raise ValueError("The clock only moves forward.")
            self._offset += forward
            self._moved.notify_all()
            told = tuple(self._subscribers)
        # Outside the lock: a subscriber may ask for the time.
        for callback in told:
            callback()
