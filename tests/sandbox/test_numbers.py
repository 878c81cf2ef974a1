"""Rates and stamps under any sequence of calls."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox import SlackSays
from sandbox.limits import TIERS, WORKSPACE_MESSAGES, Rates
from sandbox.stamps import Stamps

START = datetime(2026, 5, 4, tzinfo=UTC)


def refused_for(rates: Rates, method: str, tier: str, at: datetime) -> int:
    """Seconds to wait; 0 when the call passed."""
    try:
        rates.count(method, tier, at)
    except SlackSays as refusal:
        return refusal.retry_after or 0
    return 0


@given(st.lists(st.floats(0, 20), max_size=60))
def test_no_minute_holds_more_than_its_tier(gaps: list[float]) -> None:
    rates, at, times = Rates(), START, list[datetime]()
    for gap in gaps:
        at += timedelta(seconds=gap)
        try:
            rates.count("users.list", "2", at)
        except SlackSays:
            continue
        times.append(at)
    for each in times:
        assert sum(timedelta() <= each - other < timedelta(minutes=1) for other in times) <= TIERS["2"]


def test_after_retry_after_there_is_room() -> None:
    rates = Rates()
    waits = [refused_for(rates, "users.list", "2", START) for _ in range(21)]
    assert waits == [0] * 20 + [60]
    assert refused_for(rates, "users.list", "2", START + timedelta(seconds=60)) == 0


def test_a_workspace_takes_four_hundred_messages_a_minute() -> None:
    rates = Rates()
    waits = [refused_for(rates, "chat.postMessage", "special", START) for _ in range(WORKSPACE_MESSAGES + 1)]
    assert waits == [0] * WORKSPACE_MESSAGES + [60]


@given(st.lists(st.floats(-5, 5), max_size=50))
def test_stamps_only_grow_whatever_the_clock_does(gaps: list[float]) -> None:
    at = START

    def now() -> datetime:
        return at

    stamps, given_out = Stamps(now), list[str]()
    for gap in gaps:
        at += timedelta(seconds=gap)
        given_out.append(stamps.ts())
    assert given_out == sorted(set(given_out))
