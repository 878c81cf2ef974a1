"""Laws of the heartbeat: it runs the jobs, works off all that is due, and stops cleanly."""

import threading
from datetime import datetime

import pytest

from bot.deps import Deps
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.people import Profile
from bot.domain.prompts import Due, Effects, Prompt
from bot.texts import Texts
from scheduler.engine import Heartbeat
from scheduler.jobs import Jobs
from scheduler.prompts import PROMPTS
from scheduler.prompts.check_in import CheckInPrompt
from tests.services.house import House
from tests.support.people_of_the_house import WORKSPACE


class FakeDirectory:
    """Knows nobody."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        return None


class Bell:
    """Counts how often it was rung, and lets somebody wait for it."""

    def __init__(self) -> None:
        self.rung = 0
        self.heard = threading.Event()

    def __call__(self) -> None:
        self.rung += 1
        self.heard.set()


class BrokenPrompt(CheckInPrompt):
    """A plug-in with a bug."""

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        raise ZeroDivisionError


class AlwaysDuePrompt(CheckInPrompt):
    """Never lets go."""

    name = "always_due"
    is_unasked = False
    can_wait = False

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        schedule = facts.schedule()
        if schedule is None or facts.next_number(self.name, facts.person(side).id) > 3:
            return None
        return Due(number=facts.next_number(self.name, facts.person(side).id), at=schedule.started_at)


@pytest.fixture
def bell() -> Bell:
    """Stands for the courier."""
    return Bell()


def jobs_of(house: House, bell: Bell) -> Jobs:
    """The heartbeat's jobs over a house."""
    return Jobs(
        deps=Deps(
            store=house.store,
            prompts=house.prompts,
            texts=Texts(entries={}),
            directory=FakeDirectory(),
            now=lambda: house.now,
            wake=bell,
        )
    )


def started(*prompts: Prompt) -> House:
    """Ana and Ben, who have just started."""
    house = House(prompts or PROMPTS)
    house.set_up()
    house.join("Ana")
    house.join("Ben")
    house.start()
    return house


def test_a_tick_works_off_all_that_is_due_batch_by_batch(bell: Bell) -> None:
    house = started(AlwaysDuePrompt())
    jobs_of(house, bell).tick()

    done = [row.number for row in house.state.occurrences.values() if row.state is OccurrenceState.DONE]
    assert sorted(done) == [1, 1, 2, 2, 3, 3]
    assert bell.rung == 3
    house.refuse_unless_planned()


def test_a_tick_with_nothing_due_wakes_nobody(bell: Bell) -> None:
    house = started()
    before = house.state.copy()
    jobs_of(house, bell).tick()

    assert (bell.rung, house.state) == (0, before)


def test_the_digest_comes_once_a_week_also_after_three_weeks_of_outage(bell: Bell) -> None:
    house = started()
    jobs = jobs_of(house, bell)
    for days, digests in ((6, 0), (1, 1), (0, 1), (22, 2), (0, 2), (5, 2), (1, 3)):
        house.go(days=days)
        jobs.tick()
        assert len(house.entries(NoticeKind.DIGEST)) == digests
    assert bell.rung >= 3


def test_a_prompt_with_a_bug_is_told_to_the_operator_and_stops_nobody(
    bell: Bell, capsys: pytest.CaptureFixture[str]
) -> None:
    house = started(BrokenPrompt())
    house.go(days=8)
    jobs_of(house, bell).tick()

    assert "tick.set_aside" in capsys.readouterr().out
    assert {row.reason for row in house.state.occurrences.values()} >= {"set aside: ZeroDivisionError"}
    assert len(house.entries(NoticeKind.DIGEST)) == 1


def test_the_courier_is_woken_without_a_commit_and_old_things_are_pruned(bell: Bell) -> None:
    house = started()
    house.deliver()
    with house.work() as work:
        work.tx.inbox.take(WORKSPACE, "Ev1", work.now)
    house.go(days=401)
    jobs = jobs_of(house, bell)
    jobs.deliver()
    jobs.housekeep()

    assert bell.rung == 1
    assert (house.state.inbox, house.entries(NoticeKind.PROPOSAL)) == ({}, [])


def test_the_heartbeat_runs_the_jobs_and_leaves_no_thread_behind(bell: Bell) -> None:
    house = started(AlwaysDuePrompt())
    before = set(threading.enumerate())
    heartbeat = Heartbeat(jobs=jobs_of(house, bell), tick_seconds=1)
    heartbeat.start()
    assert bell.heard.wait(30)
    heartbeat.stop()

    assert set(threading.enumerate()) <= before
    assert bell.rung >= 1


def test_a_heartbeat_that_never_began_stops_at_once(bell: Bell) -> None:
    heartbeat = Heartbeat(jobs=jobs_of(started(), bell), tick_seconds=60)
    heartbeat.stop()
    heartbeat.stop()
