"""Laws of moving time: in steps, to the end, until something happens, and never while somebody acts."""

import threading
from datetime import UTC, datetime, timedelta

from sandbox.face.clock import target_of
from sandbox.face.moving import HORIZON, MOST_STEPS, STEP, Mover

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
LONG = 10.0


class World:
    """Time that moves at once, with something due now and then."""

    def __init__(self, *due: timedelta) -> None:
        self.at, self.steps = START, list[datetime]()
        self.due = [START + each for each in due]
        self.happened = 0
        self.arrived = threading.Event()
        self.mover = Mover(
            now=lambda: self.at,
            advance=self.advance,
            next_due=lambda: next((each for each in self.due if each > self.at), None),
            count=lambda: self.happened,
            changed=self.arrived.set,
        )

    def advance(self, to: datetime) -> None:
        self.steps.append(to)
        self.happened += any(self.at < each <= to for each in self.due[1:])
        self.at = to


def test_a_long_way_is_made_in_steps_and_to_the_end() -> None:
    world = World()
    assert world.mover.go(START + timedelta(days=2))
    world.mover.join(LONG)
    assert world.at == START + timedelta(days=2)
    assert len(world.steps) == timedelta(days=2) // STEP
    assert world.mover.target is None


def test_half_a_year_is_made_in_few_steps() -> None:
    world = World()
    world.mover.go(START + timedelta(weeks=26))
    world.mover.join(LONG)
    assert world.at == START + timedelta(weeks=26)
    assert len(world.steps) <= MOST_STEPS + 1


def test_time_stops_at_the_moment_in_which_something_happens() -> None:
    world = World(timedelta(hours=1), timedelta(hours=5), timedelta(hours=9))
    world.mover.go_until_news()
    world.mover.join(LONG)
    assert world.at == START + timedelta(hours=5)


def test_without_anything_to_come_time_stays_where_it_is() -> None:
    world = World(HORIZON + timedelta(days=1))
    world.mover.go_until_news()
    world.mover.join(LONG)
    assert world.at == START


def test_time_can_be_stopped_on_its_way() -> None:
    world = World()
    with world.mover.still():
        world.mover.go(START + timedelta(weeks=500))
        assert not world.mover.go(START + timedelta(weeks=1))
        world.mover.stop()
    world.mover.join(LONG)
    assert world.at < START + timedelta(weeks=500)


def test_time_stands_still_while_somebody_acts() -> None:
    world = World()
    with world.mover.still():
        world.mover.go(START + timedelta(hours=1))
        assert not world.arrived.wait(0.05)
        assert world.steps == []
    world.mover.join(LONG)
    assert world.at == START + timedelta(hours=1)


def test_the_next_morning_is_nine_o_clock_where_the_viewer_is() -> None:
    assert target_of("morning", START, "Europe/Berlin") == datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
    assert target_of("morning", START, "America/New_York") == datetime(2026, 5, 4, 13, 0, tzinfo=UTC)
    assert target_of("week", START, "Asia/Tokyo") == START + timedelta(weeks=1)
