"""Laws of pacing: under Slack's limits whatever is asked and however late, and nobody waits for another workspace."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, ToChannel, ToPair
from bot.services.delivery import LEASE, PACING
from bot.slack.conversations import CHANNEL_GAP, REMEMBERED, Conversations
from bot.slack.meter import MINUTE, SLOWEST, Limit, Meter
from bot.slack.pacing import OPENS, POSTS, SHARES, TRIAL, Pacing
from tests.support.people_of_the_house import NOW, id_of

SECOND = timedelta(seconds=1)
Went = list[tuple[datetime, str]]


def to_channel(conversation: str, at: datetime = NOW, workspace: str = "T1") -> OutboxEntry:
    """A message to a conversation that may go from `at` on."""
    notice = Notice(kind=NoticeKind.DIGEST, workspace=workspace, to=ToChannel(channel=conversation), key="k")
    return OutboxEntry(id=uuid4(), notice=notice, state=OutboxState.WAITING, created_at=at, not_before=at)


def where(entry: OutboxEntry) -> str:
    """Its conversation."""
    assert isinstance(entry.notice.to, ToChannel)
    return entry.notice.to.channel


def drain(pacing: Pacing, waiting: list[OutboxEntry], late: timedelta = SECOND / 4) -> tuple[Went, int]:
    """Claim as delivery does, every `late`; what went when and where, and how often one was told to wait."""
    went: Went = []
    told_to_wait = 0
    now = min(entry.not_before for entry in waiting)
    while waiting:
        (share,) = [share for _, share in pacing.shares(["T1"], 32, now)] or [0]
        due = sorted((entry for entry in waiting if entry.not_before <= now), key=lambda entry: entry.not_before)
        for entry in due[:share]:
            waiting.remove(entry)
            at = pacing.book(entry, now)
            if at > now:
                told_to_wait += 1
                waiting.append(replace(entry, not_before=at, reason=PACING))
            else:
                went.append((now, where(entry)))
        now += late
    return went, told_to_wait


def refuse_over_the_limits(went: Went) -> None:
    """No two within a second in a conversation, and never more than the burst above the even pace."""
    by_conversation = defaultdict(list)
    for at, conversation in sorted(went):
        by_conversation[conversation].append(at)
    for times in by_conversation.values():
        assert all(later - earlier >= CHANNEL_GAP for earlier, later in pairwise(times))
    every = sorted(at for at, _ in went)
    most = POSTS.per_minute + POSTS.burst
    for earlier, later in zip(every, every[most:], strict=False):
        assert later - earlier >= MINUTE


@st.composite
def queues(draw: st.DrawFn) -> list[OutboxEntry]:
    """A few bursts of messages to few or many conversations."""
    found: list[OutboxEntry] = []
    for start in draw(st.lists(st.integers(0, 90), min_size=1, max_size=3)):
        conversations, size = draw(st.sampled_from([1, 3, 40, 400])), draw(st.integers(1, 200))
        found += [to_channel(f"C{n % conversations}", NOW + start * SECOND) for n in range(size)]
    return found


@settings(max_examples=30)
@given(queues(), st.sampled_from([0.05, 0.25, 1, 45]))
def test_no_limit_is_ever_broken_and_everything_goes(waiting: list[OutboxEntry], late: float) -> None:
    size = len(waiting)
    went, _ = drain(Pacing(), waiting, late * SECOND)

    assert len(went) == size
    refuse_over_the_limits(went)


@settings(max_examples=20)
@given(queues(), st.integers(1, 60))
def test_after_a_pause_the_backlog_does_not_burst(waiting: list[OutboxEntry], pause: int) -> None:
    pacing, until = Pacing(), NOW + pause * SECOND
    pacing.pause("T1", until)
    waiting.append(to_channel("C0", NOW))
    went, _ = drain(pacing, waiting)

    assert all(at >= until for at, _ in went)
    refuse_over_the_limits(went)


def test_a_queue_to_one_conversation_is_booked_once_and_goes_in_its_order() -> None:
    pacing, entries = Pacing(), [to_channel("C1") for _ in range(30)]
    at = [pacing.book(entry, NOW) for entry in entries]

    assert at == [NOW + n * SECOND for n in range(30)]
    late = timedelta(milliseconds=30)
    for entry, instant in zip(entries[1:], at[1:], strict=True):
        assert pacing.book(replace(entry, reason=PACING), instant + late) == instant + late


def test_what_comes_later_waits_behind_what_was_booked() -> None:
    pacing = Pacing()
    for _ in range(5):
        pacing.book(to_channel("C1"), NOW)

    assert pacing.book(to_channel("C1"), NOW + SECOND / 2) == NOW + 5 * SECOND


def test_what_was_booked_and_missed_its_instant_is_spread_anew() -> None:
    pacing, booked = Pacing(), [replace(to_channel("C1"), reason=PACING) for _ in range(3)]
    pacing.book(to_channel("C1"), NOW)

    later = NOW + MINUTE
    assert [pacing.book(entry, later) for entry in booked] == [later + n * SECOND for n in range(3)]


def test_conversations_do_not_wait_for_each_other() -> None:
    pacing = Pacing()
    for conversation in ("C1", "C2", "D1"):
        assert pacing.book(to_channel(conversation), NOW) == NOW
        assert pacing.book(to_channel(conversation), NOW) == NOW + SECOND


def introduction(pair: str) -> OutboxEntry:
    """The message for which a group conversation is opened."""
    entry = to_channel("C1")
    to = ToPair(pair=id_of(pair))
    return replace(entry, notice=replace(entry.notice, kind=NoticeKind.INTRODUCTION, to=to))


def test_conversations_are_opened_at_a_pace_of_their_own() -> None:
    pacing, entries = Pacing(), [introduction(f"pair {n}") for n in range(OPENS.per_minute + OPENS.burst)]
    at = [pacing.book(entry, NOW) for entry in entries]
    gap = MINUTE / OPENS.per_minute

    assert at == [NOW + max(0, n - OPENS.burst + 1) * gap for n in range(len(at))]
    later = [pacing.book(replace(entry, reason=PACING), it) for entry, it in zip(entries, at, strict=True) if it > NOW]
    assert later == [it for it in at if it > NOW], "a booked opening keeps its instant"
    assert pacing.book(to_channel("C2"), NOW) == NOW, "posts do not wait for openings"


def test_openings_that_slack_refused_rest_while_posts_go_on() -> None:
    pacing, until = Pacing(), NOW + 20 * SECOND
    pacing.rest_opening("T1", NOW, until)

    assert pacing.book(introduction("a pair"), NOW) == until
    assert pacing.shares(["T1"], 1, NOW) == [("T1", 1)]


def a_file(conversation: str) -> OutboxEntry:
    """A file for a conversation."""
    entry = to_channel(conversation)
    return replace(entry, notice=replace(entry.notice, kind=NoticeKind.CALENDAR_FILE))


def test_files_have_a_pace_of_their_own_that_no_message_waits_for() -> None:
    pacing, entries = Pacing(), [a_file(f"D{n}") for n in range(2 * SHARES.burst)]
    at = [pacing.book(entry, NOW) for entry in entries]

    assert at == [NOW + max(0, n - SHARES.burst + 1) * MINUTE / SHARES.per_minute for n in range(len(at))]
    assert pacing.book(to_channel("C2"), NOW) == NOW
    elsewhere = Pacing()
    elsewhere.learn([replace(entry, finished_at=NOW) for entry in entries[: SHARES.burst]], NOW)
    assert elsewhere.book(a_file("D99"), NOW) > NOW, "what another process shared counts"


def test_files_that_slack_refused_rest_while_messages_and_openings_go_on() -> None:
    pacing, until = Pacing(), NOW + 20 * SECOND
    pacing.rest_sharing("T1", NOW, until)

    assert pacing.book(a_file("D1"), NOW) == until
    assert pacing.book(introduction("a pair"), NOW) == NOW
    assert pacing.shares(["T1"], 1, NOW) == [("T1", 1)]


def test_one_workspace_never_delays_another() -> None:
    pacing = Pacing()
    for n in range(POSTS.burst):
        pacing.book(to_channel(f"C{n}"), NOW)
    pacing.pause("T3", NOW + MINUTE)

    assert pacing.shares(["T1", "T2", "T3"], 32, NOW) == [("T2", 32)], "those that may not go leave all to the others"
    assert pacing.next_turn("T1", NOW) == NOW + MINUTE / POSTS.per_minute
    assert pacing.next_turn("T3", NOW) == NOW + MINUTE
    assert pacing.is_paused("T3", NOW)
    assert not pacing.is_paused("T2", NOW)


def test_after_a_dead_token_one_message_tries_it_until_slack_takes_one() -> None:
    pacing, back = Pacing(), NOW + MINUTE
    pacing.cut_off("T1", back)
    assert (pacing.shares(["T1"], 32, NOW), pacing.next_turn("T1", NOW)) == ([], back)

    assert pacing.shares(["T1"], 32, back) == [("T1", 1)]
    pacing.book(to_channel("C1"), back)
    assert not pacing.is_paused("T1", back), "the one that tries it may go"
    assert (pacing.shares(["T1"], 32, back), pacing.next_turn("T1", back)) == ([], back + TRIAL)
    assert pacing.shares(["T1"], 32, back + TRIAL) == [("T1", 1)], "nobody knows how it ended"

    pacing.reached("T1")
    assert pacing.shares(["T1"], 32, back) == [("T1", 32)]


def test_what_a_dead_process_had_in_hand_counts_from_when_it_was_claimed() -> None:
    pacing, claimed = Pacing(), POSTS.burst + 5
    held = [replace(to_channel(f"C{n}"), lease_until=NOW + LEASE) for n in range(claimed)]
    for seconds in range(5):
        pacing.learn(held, NOW + timedelta(seconds=seconds))
    now = NOW + timedelta(seconds=4)
    sent_since = POSTS.per_minute * 4 // 60

    assert pacing.shares(["T1"], 128, now) == [("T1", POSTS.burst - claimed + sent_since)]


def test_workspaces_share_alike_and_who_waited_longest_goes_first() -> None:
    pacing, names = Pacing(), ["T1", "T2", "T3", "T4"]

    assert pacing.shares(names, 8, NOW) == [(name, 2) for name in names]
    assert pacing.shares(names, 2, NOW) == [("T1", 1), ("T2", 1)]
    assert pacing.shares(names, 2, NOW) == [("T3", 1), ("T4", 1)]
    assert pacing.shares(names, 0, NOW) == []


def test_a_pause_is_never_shortened() -> None:
    pacing = Pacing()
    pacing.pause("T1", NOW + 30 * SECOND)
    pacing.pause("T1", NOW + 10 * SECOND)

    assert pacing.shares(["T1"], 1, NOW + 29 * SECOND) == []
    assert pacing.shares(["T1"], 1, NOW + 30 * SECOND) == [("T1", 1)]


def test_conversations_of_long_ago_are_forgotten() -> None:
    talks = Conversations()
    for n in range(REMEMBERED + 2):
        talks.of(to_channel("C1", workspace=f"T{n}").notice, NOW + n * SECOND)

    assert len(talks) < REMEMBERED


def test_a_refusal_halves_the_pace_and_minutes_without_one_bring_it_back() -> None:
    pacing = Pacing()
    pacing.slow_down("T1", NOW)
    assert pacing.per_minute("T1", NOW) == POSTS.per_minute / 2
    assert pacing.per_minute("T2", NOW) == POSTS.per_minute
    assert pacing.shares(["T1"], 32, NOW) == [], "no burst after a refusal"

    paces = [pacing.per_minute("T1", NOW + n * MINUTE) / POSTS.per_minute for n in range(8)]
    assert paces == pytest.approx([0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0, 1.0])


def test_a_pace_never_comes_to_a_stand() -> None:
    meter = Meter(POSTS)
    for _ in range(20):
        meter.slow_down(NOW)

    assert meter.per_minute(NOW) == POSTS.per_minute * SLOWEST
    assert meter.next_at(NOW) <= NOW + MINUTE


def test_a_drain_takes_no_longer_than_the_limit_says() -> None:
    went, told = drain(Pacing(), [to_channel(f"C{n}") for n in range(500)], SECOND / 20)
    even = MINUTE / POSTS.per_minute

    assert max(went)[0] - NOW <= even * (500 - POSTS.burst) + SECOND / 20
    assert told == 0, "what waits for the workspace's pace is not claimed"


def test_a_limit_of_one_at_once_is_even() -> None:
    meter = Meter(Limit(per_minute=60, burst=1))
    instants = []
    now = NOW
    for _ in range(5):
        now = meter.next_at(now)
        assert meter.room(now) == 1
        meter.take(now)
        instants.append(now)

    assert instants == [NOW + n * SECOND for n in range(5)]


def sent(entry: OutboxEntry, at: datetime) -> OutboxEntry:
    """The same, as one who was there before left it."""
    return replace(entry, state=OutboxState.DELIVERED, finished_at=at)


def test_who_takes_over_goes_on_at_the_pace_of_the_one_before() -> None:
    went, _ = drain(Pacing(), [to_channel(f"C{n}") for n in range(400)], SECOND / 20)
    died = NOW + timedelta(seconds=45)
    before = [sent(to_channel(where), at) for at, where in went if at <= died]
    heir = Pacing()
    assert heir.unknown(["T1"], died, died + SECOND) == {"T1"}
    heir.learn(before, died)
    after, _ = drain(heir, [to_channel(f"D{n}", died) for n in range(400)], SECOND / 20)

    instants = sorted([*(entry.finished_at or NOW for entry in before), *(at for at, _ in after)])
    for first in instants:
        within = sum(first <= at < first + MINUTE for at in instants)
        assert within <= POSTS.per_minute + POSTS.burst + 1


def test_who_takes_over_lets_a_conversation_rest() -> None:
    pacing = Pacing()
    pacing.learn([sent(to_channel("C1"), NOW - SECOND / 4), to_channel("C2")], NOW)

    assert pacing.book(to_channel("C1"), NOW) == NOW + SECOND * 3 / 4
    assert pacing.book(to_channel("C2"), NOW) == NOW + SECOND, "what is leased may be on its way now"
    assert pacing.book(to_channel("C3"), NOW) == NOW


def test_a_workspace_that_was_ours_all_the_time_is_known() -> None:
    pacing = Pacing()
    pacing.unknown(["T1"], NOW, NOW + SECOND)
    assert pacing.unknown(["T1", "T2"], NOW + SECOND, NOW + 2 * SECOND) == {"T2"}
    assert pacing.unknown(["T1"], NOW + 3 * SECOND, NOW + 4 * SECOND) == {"T1"}


def test_a_clock_that_went_back_stops_nobody() -> None:
    pacing = Pacing()
    drain(pacing, [to_channel(f"C{n}") for n in range(100)], SECOND / 20)
    pacing.pause("T1", NOW + MINUTE)
    before = NOW - timedelta(hours=1)

    assert pacing.next_turn("T1", before) <= before + SECOND
    assert pacing.shares(["T1"], 1, before + SECOND) == [("T1", 1)]
    assert pacing.book(to_channel("C1", before), before + SECOND) <= before + 2 * SECOND
    assert pacing.unknown(["T1"], before + SECOND, before + 2 * SECOND) == {"T1"}
