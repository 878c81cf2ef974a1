"""Who writes next: people before the scheduler."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident


class TransactionInside(RuntimeError):
    """A thread that writes asked to write again: a bug that would otherwise wait for itself forever."""


class PriorityLock:
    """One holder at a time; whoever waits in `first` goes before everybody who waits in `last`.

    A database with one writer serves whoever polls at the right moment. Here a batch waits until no person does.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._holder: int | None = None
        self._first_waiting = 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Hold the lock as soon as its holder is done."""
        with self._changed:
            self._refuse_holder()
            self._first_waiting += 1
            try:
                self._changed.wait_for(lambda: self._holder is None)
                self._holder = get_ident()
            finally:
                self._first_waiting -= 1
        yield from self._held()

    @contextmanager
    def last(self) -> Iterator[None]:
        """Hold the lock once nobody waits in `first`."""
        with self._changed:
            self._refuse_holder()
            self._changed.wait_for(lambda: self._holder is None and not self._first_waiting)
            self._holder = get_ident()
        yield from self._held()

    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._holder = None
                self._changed.notify_all()

    def _refuse_holder(self) -> None:
        if self._holder == get_ident():
            raise TransactionInside("a transaction was opened inside a transaction")
