"""Laws of pacing: under Slack's limits whatever is asked and however late, and nobody waits for another workspace."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.pacing import CHANNEL_GAP, MINUTE, WORKSPACE_PER_MINUTE, Pacing
from tests.support.people_of_the_house import NOW

SECOND = timedelta(seconds=1)
NOTHING = timedelta(0)
Queue = list[tuple[datetime, UUID, str]]


def drain(pacing: Pacing, waiting: Queue, late: timedelta = NOTHING) -> list[tuple[datetime, str]]:
    """Ask for each entry when it may be asked for, `late` after that; what went when, and where."""
    went: list[tuple[datetime, str]] = []
    now = min(at for at, *_ in waiting)
    while waiting:
        now = max(now, min(at for at, *_ in waiting))
        waiting.sort(key=lambda entry: entry[0])
        due = [entry for entry in waiting if entry[0] <= now][:32]
        waiting = [entry for entry in waiting if entry not in due]
        for _, entry, conversation in due:
            wait = pacing.wait(entry, "T1", conversation, now)
            if wait > NOTHING:
                waiting.append((now + wait, entry, conversation))
            else:
                went.append((now, conversation))
        now += late
    return went


def refuse_over_the_limits(went: list[tuple[datetime, str]]) -> None:
    """No two within a second in a conversation, no more than the limit in any sliding minute."""
    by_conversation = defaultdict(list)
    for at, conversation in sorted(went):
        by_conversation[conversation].append(at)
    for times in by_conversation.values():
        assert all(later - earlier >= CHANNEL_GAP for earlier, later in pairwise(times))
    every = sorted(at for at, _ in went)
    for earlier, later in zip(every, every[WORKSPACE_PER_MINUTE:], strict=False):
        assert later - earlier >= MINUTE


@st.composite
def queues(draw: st.DrawFn) -> Queue:
    """A few bursts of messages to few or many conversations."""
    found: Queue = []
    for start in draw(st.lists(st.integers(0, 90), min_size=1, max_size=3)):
        conversations, size = draw(st.sampled_from([1, 3, 40, 400])), draw(st.integers(1, 300))
        found += [(NOW + start * SECOND, uuid4(), f"C{n % conversations}") for n in range(size)]
    return found


@settings(deadline=None, max_examples=40)
@given(queues(), st.sampled_from([0, 0.2, 5, 45]))
def test_no_limit_is_ever_broken_and_everything_goes(waiting: Queue, late: float) -> None:
    size = len(waiting)
    went = drain(Pacing(), waiting, late * SECOND)

    assert len(went) == size
    refuse_over_the_limits(went)


@settings(deadline=None, max_examples=25)
@given(queues(), st.integers(1, 60))
def test_after_a_pause_the_backlog_does_not_burst(waiting: Queue, pause: int) -> None:
    pacing = Pacing()
    booked = [(at + max(pacing.wait(entry, "T1", where, at), SECOND), entry, where) for at, entry, where in waiting]
    until = NOW + 100 * SECOND + pause * SECOND
    pacing.pause("T1", until)
    went = drain(pacing, booked)

    assert all(at >= until for at, _ in went)
    refuse_over_the_limits(went)


def test_a_booked_entry_goes_at_its_instant() -> None:
    pacing = Pacing()
    entries = [uuid4() for _ in range(4)]
    waits = [pacing.wait(entry, "T1", "C1", NOW) for entry in entries]

    assert waits == [NOTHING, SECOND, 2 * SECOND, 3 * SECOND]
    assert pacing.wait(entries[1], "T1", "C1", NOW + SECOND / 2) == SECOND / 2, "asked too early, it keeps its place"
    for entry, wait in zip(entries[1:], waits[1:], strict=True):
        assert pacing.wait(entry, "T1", "C1", NOW + wait) == NOTHING


def test_other_conversations_do_not_wait() -> None:
    pacing = Pacing()
    for conversation in ("C1", "C2", "D1"):
        assert pacing.wait(uuid4(), "T1", conversation, NOW) == NOTHING
        assert pacing.wait(uuid4(), "T1", conversation, NOW) == SECOND


def test_one_workspace_never_delays_another() -> None:
    pacing = Pacing()
    for n in range(WORKSPACE_PER_MINUTE):
        assert pacing.wait(uuid4(), "T1", f"C{n}", NOW) == NOTHING
    pacing.pause("T3", NOW + MINUTE)

    assert pacing.wait(uuid4(), "T1", "C999", NOW) >= MINUTE
    assert pacing.wait(uuid4(), "T2", "C0", NOW) == NOTHING
    assert pacing.wait(uuid4(), "T3", "C0", NOW) == MINUTE


def test_a_pause_is_never_shortened() -> None:
    pacing = Pacing()
    pacing.pause("T1", NOW + 30 * SECOND)
    pacing.pause("T1", NOW + 10 * SECOND)

    assert pacing.wait(uuid4(), "T1", "C1", NOW) == 30 * SECOND
    assert pacing.wait(uuid4(), "T1", "C1", NOW + 30 * SECOND) == NOTHING


def test_conversations_of_long_ago_are_forgotten() -> None:
    pacing = Pacing()
    for n in range(10_002):
        pacing.wait(uuid4(), f"T{n}", "C1", NOW + n * SECOND)

    assert len(pacing._channels) < 10_000


def test_limits_cost_no_more_time_than_they_must() -> None:
    to_many = [(NOW, uuid4(), f"C{n}") for n in range(2 * WORKSPACE_PER_MINUTE + 1)]
    to_one = [(NOW, uuid4(), "C1") for _ in range(61)]

    assert max(drain(Pacing(), to_many))[0] <= NOW + 2 * MINUTE + SECOND
    assert max(drain(Pacing(), to_one))[0] == NOW + MINUTE
