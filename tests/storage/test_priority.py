"""Laws of who writes next."""

import threading
import time

import pytest

from storage.priority import PriorityLock, TransactionInside

WAIT = 10
"""Seconds after which a test gives up on another thread."""


class Queue:
    """Threads that wait for a lock, and the order in which they got it."""

    def __init__(self) -> None:
        self.lock = PriorityLock()
        self.order: list[str] = []
        self._threads: list[threading.Thread] = []

    def batch(self) -> None:
        """A batch joins."""
        self._join(self._take_last)

    def person(self) -> None:
        """A person joins."""
        self._join(self._take_first)

    def finish(self) -> None:
        """Wait until all have had their turn."""
        for thread in self._threads:
            thread.join(WAIT)

    def _join(self, turn: object) -> None:
        assert callable(turn)
        thread = threading.Thread(target=turn)
        self._threads.append(thread)
        thread.start()
        # The thread waits inside the lock's condition; nothing outside can see it arrive.
        time.sleep(0.02)

    def _take_first(self) -> None:
        with self.lock.first():
            self.order.append("person")

    def _take_last(self) -> None:
        with self.lock.last():
            self.order.append("batch")


def test_a_waiting_batch_lets_all_waiting_people_pass() -> None:
    queue = Queue()
    with queue.lock.last():
        queue.batch()
        queue.person()
        queue.batch()
        queue.person()
        queue.person()
        assert queue.order == []
    queue.finish()

    assert queue.order == ["person"] * 3 + ["batch"] * 2


def test_one_holds_the_lock_at_a_time() -> None:
    lock, inside, most = PriorityLock(), [0], [0]

    def visit(kind: str) -> None:
        for _ in range(50):
            with lock.first() if kind == "person" else lock.last():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0)
                inside[0] -= 1

    threads = [threading.Thread(target=visit, args=(kind,)) for kind in ("person", "batch") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)

    assert most == [1]


def test_a_lock_is_free_after_an_error() -> None:
    lock = PriorityLock()
    with pytest.raises(ZeroDivisionError), lock.first():
        raise ZeroDivisionError
    with lock.last():
        pass


@pytest.mark.parametrize("inner", ["first", "last"])
def test_a_thread_that_holds_the_lock_is_refused_rather_than_left_waiting(inner: str) -> None:
    lock = PriorityLock()
    turn = lock.first() if inner == "first" else lock.last()
    with lock.first(), pytest.raises(TransactionInside), turn:
        pass
    with lock.last():
        pass
