"""Laws of what the courier has in hand: never more than it said, and nobody waits for a slow one."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast

import aiohttp
import pytest

from bot.deps import Deps
from bot.domain.notices import NoticeKind, OutboxEntry, OutboxState
from bot.services import delivery
from bot.services.delivery import Result, Untried
from bot.slack.courier import Connection, Courier
from bot.slack.drawing import Letter
from bot.slack.meter import Limit
from bot.slack.pacing import Limits, Pacing
from bot.slack.sending import Line
from bot.slack.window import AT_ONCE, IN_HAND, LONGEST_SEND, Window
from bot.views.parts import Message, section
from tests.services.house import House
from tests.slack.test_courier import invite
from tests.slack.tiny_slack import TinySlack, holds
from tests.support.papers_of_the_house import an_entry
from tests.support.people_of_the_house import NOW, WORKSPACE

FAST = Limit(per_minute=10**6, burst=10**6)


@pytest.fixture
def hasty(slack: TinySlack, deps: Deps) -> Courier:
    """A courier whom no pace holds back."""
    limits = Limits(posts=FAST, opens=FAST)
    return Courier(deps=deps, connection=Connection(token="xoxb-test", base_url=slack.url, limits=limits))


def eventually(is_so: Callable[[], bool]) -> None:
    """Wait until something that another thread does has come about."""
    for _ in range(1000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came about")


def in_state(house: House, state: OutboxState) -> list[OutboxEntry]:
    """Messages in a state."""
    return [entry for entry in house.state.outbox.values() if entry.state is state]


def test_nobody_waits_for_a_letter_that_slack_holds(house: House, slack: TinySlack, hasty: Courier) -> None:
    released = threading.Event()
    slack.next("chat.postMessage", holds(released))
    invite(house, *(f"guest{n}" for n in range(200)))
    hasty.start()
    eventually(lambda: len(in_state(house, OutboxState.DELIVERED)) == 199)
    (held,) = in_state(house, OutboxState.LEASED)
    released.set()
    assert hasty.settle(20)
    assert hasty.stop(20)

    assert house.state.outbox[held.id].state is OutboxState.DELIVERED
    assert len(slack.posted()) == 200


class Landing:
    """A window in which some letters came down in the same instant while another is in the air."""

    is_flying = True

    def __init__(self, landed: int) -> None:
        self.landed = landed


@pytest.mark.parametrize("landed", [1, 2, AT_ONCE - 1])
def test_however_many_come_down_in_one_instant_they_are_soon_written_down(hasty: Courier, landed: int) -> None:
    async def go() -> None:
        hasty._loop, hasty._stir = asyncio.get_running_loop(), asyncio.Event()
        hasty._window = cast("Window", Landing(landed))
        for _ in range(landed):
            hasty._look_at_landed()
        await asyncio.wait_for(hasty._stir.wait(), 10)

    asyncio.run(go())


def test_no_more_is_leased_than_is_in_hand_nor_sent_than_at_once(
    house: House, slack: TinySlack, hasty: Courier
) -> None:
    released = threading.Event()
    slack.next("chat.postMessage", *[holds(released)] * AT_ONCE)
    invite(house, *(f"guest{n}" for n in range(2 * IN_HAND)))
    hasty.start()
    eventually(lambda: len(in_state(house, OutboxState.LEASED)) == IN_HAND)
    eventually(lambda: len(slack.posted()) == AT_ONCE)
    assert not hasty.settle(0.3), "nothing more happens until one lands"
    assert (len(in_state(house, OutboxState.LEASED)), len(slack.posted())) == (IN_HAND, AT_ONCE)
    threading.Timer(0.1, released.set).start()
    assert hasty.stop(20)

    assert len(slack.posted()) == AT_ONCE, "what had not begun went back"
    assert in_state(house, OutboxState.LEASED) == []
    assert {entry.attempts for entry in house.waiting(NoticeKind.INVITED)} == {0}


def ends(letters: Sequence[Letter], pacing: Pacing) -> Sequence[Result]:
    """How letters end whose way to Slack leads nowhere."""

    async def go() -> Sequence[Result]:
        async with aiohttp.ClientSession() as session:
            line = Line(session=session, base_url="http://127.0.0.1:9/api/", token="xoxb-test")
            landed = asyncio.Event()
            window = Window(line=line, pacing=pacing, now=lambda: NOW, landed=landed.set)
            window.add(letters, ())
            if window.is_flying:
                await landed.wait()
            return window.take_landed()

    return asyncio.run(go())


def letter(lease: timedelta) -> Letter:
    """A letter whose lease holds so long."""
    entry = replace(an_entry(state=OutboxState.LEASED, attempts=1), lease_until=NOW + lease, leased_by="courier")
    return Letter(entry=entry, message=Message(text="hello", blocks=(section("hello"),)), address="D0ANA")


def test_a_letter_is_begun_only_when_its_lease_outlives_the_send() -> None:
    late, just = letter(LONGEST_SEND - timedelta(microseconds=1)), letter(LONGEST_SEND)

    assert ends([late], Pacing()) == [(late.entry, Untried())]
    ((_, tried),) = ends([just], Pacing())
    assert tried != Untried()


def test_in_a_paused_workspace_nothing_is_begun() -> None:
    pacing, waiting = Pacing(), letter(LONGEST_SEND)
    pacing.pause(waiting.entry.notice.workspace, NOW + timedelta(seconds=1))

    assert ends([waiting], pacing) == [(waiting.entry, Untried())]


def test_one_workspace_s_backlog_or_pause_keeps_nobody_else_waiting(house: House) -> None:
    invite(house, *(f"guest{n}" for n in range(100)))
    house.go(minutes=1)
    mine = house.entries(NoticeKind.INVITED)[0]
    with house.work() as work:
        for workspace in ("T0NEXT", "T0PAUSED"):
            work.tell(replace(mine.notice, workspace=workspace, key=workspace))
    pacing = Pacing()
    pacing.pause("T0PAUSED", house.now + timedelta(hours=1))
    with house.work() as work:
        claimed = delivery.claim(work, "courier", 8, pacing)

    assert [entry.notice.workspace for entry in claimed].count("T0NEXT") == 1
    assert [entry.notice.workspace for entry in claimed].count(WORKSPACE) >= 4
    assert "T0PAUSED" not in {entry.notice.workspace for entry in claimed}
    (paused,) = [entry for entry in house.state.outbox.values() if entry.notice.workspace == "T0PAUSED"]
    assert (paused.state, paused.attempts) == (OutboxState.WAITING, 0), "it is not claimed in vain"
    with house.reading() as work:
        assert delivery.next_claim(work, "courier", pacing) == house.now
