"""Laws of the clock."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    """A clock whose machine stands still at noon."""
    return Clock(lambda: NOON)


def test_a_new_clock_shows_the_time_of_the_machine() -> None:
    before = datetime.now(UTC)
    now = Clock().now()

    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_the_clock_goes_on_by_itself_after_a_move() -> None:
    clock = Clock()
    clock.move_by(A_DAY)
    first = clock.now()
    time.sleep(0.002)

    assert first < clock.now() < datetime.now(UTC) + A_DAY + timedelta(minutes=1)


def test_moves_add_up(clock: Clock) -> None:
    clock.move_by(A_DAY)
    clock.move_to(NOON + 3 * A_DAY)
    clock.move_to(clock.now())

    assert clock.now() == NOON + 3 * A_DAY


def test_the_clock_never_moves_back(clock: Clock) -> None:
    clock.move_by(A_DAY)

    with pytest.raises(ValueError, match="only moves forward"):
        clock.move_to(NOON)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.move_by(timedelta(microseconds=-1))
    assert clock.now() == NOON + A_DAY


def test_the_clock_moves_to_aware_instants_only(clock: Clock) -> None:
    with pytest.raises(ValueError, match="aware"):
        clock.move_to((NOON + A_DAY).replace(tzinfo=None))


def test_a_subscriber_hears_of_each_move_and_may_ask_for_the_time(clock: Clock) -> None:
    heard: list[datetime] = []
    unsubscribe = clock.subscribe(lambda: heard.append(clock.now()))

    clock.move_by(A_DAY)
    clock.move_by(A_DAY)
    unsubscribe()
    unsubscribe()
    clock.move_by(A_DAY)

    assert heard == [NOON + A_DAY, NOON + 2 * A_DAY]


def test_a_wait_ends_when_its_seconds_have_passed() -> None:
    began = time.monotonic()

    assert Clock().wait(0.02)
    assert 0.015 < time.monotonic() - began < 5


def test_a_wait_for_nothing_ends_at_once(clock: Clock) -> None:
    assert clock.wait(0)
    assert clock.wait(-1)


@pytest.mark.parametrize("stop", [None, threading.Event()], ids=["without stop", "with stop"])
def test_a_wait_ends_when_the_clock_moves_past_its_end(clock: Clock, stop: threading.Event | None) -> None:
    ended: list[bool] = []
    waiting = threading.Thread(target=lambda: ended.append(clock.wait(3600, stop)))
    waiting.start()
    clock.move_by(timedelta(minutes=59))
    waiting.join(0.05)
    assert waiting.is_alive()

    while waiting.is_alive():
        # The thread may have begun to wait only after the first move.
        clock.move_by(timedelta(minutes=1))
        waiting.join(0.05)

    assert ended == [True]


def test_a_wait_ends_when_it_is_told_to_stop(clock: Clock) -> None:
    stop = threading.Event()
    threading.Timer(0.02, stop.set).start()

    assert not clock.wait(3600, stop)
    assert not clock.wait(0, stop)


def test_many_threads_move_one_clock(clock: Clock) -> None:
    def move() -> None:
        for _ in range(100):
            clock.move_by(timedelta(seconds=1))

    threads = [threading.Thread(target=move) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert clock.now() == NOON + timedelta(seconds=800)
