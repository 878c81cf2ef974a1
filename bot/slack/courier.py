"""The courier: one thread, one event loop, one connection pool, from the outbox to Slack.

It never leases more than it has in hand (bot/slack/window.py), so that this is all a crash can leave unsure. While
letters are in the air, the desk (bot/slack/desk.py) writes down those that landed and prepares those that follow.
"""

import asyncio
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

import aiohttp
import structlog

from bot.deps import Deps
from bot.slack.desk import Desk, Turn
from bot.slack.grants import Grants
from bot.slack.pacing import Limits, Pacing
from bot.slack.sending import Line
from bot.slack.window import AT_ONCE, SEND_TIMEOUT, Window

BATCH = AT_ONCE
"""Entries that are worth a transaction of their own while others are in the air."""
BREATH = 0.05
"""Seconds that fewer wait for company: far below what a reader notices, and a commit costs as much for one as for
many."""
LONGEST_NAP = 20.0
"""Seconds after which the outbox is looked at even if nobody woke the courier."""
AFTER_A_BUG = 5.0
"""Seconds to rest after an unexpected problem, so that a broken database is not hammered."""

log = structlog.get_logger("courier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How the courier reaches Slack, how fast it may go there, how many seconds it waits for an answer, and who hears
    which scopes the token has."""

    token: str
    base_url: str
    limits: Limits = field(default_factory=Limits)
    timeout: float = SEND_TIMEOUT
    grants: Grants = field(default_factory=Grants)


class Courier:
    """Started once, woken by commits, stopped in time. All its state belongs to its own thread."""

    def __init__(self, *, deps: Deps, connection: Connection) -> None:
        self._deps = deps
        self._connection = connection
        self._pacing = Pacing(limits=connection.limits)
        self._desk = Desk(deps=deps, pacing=self._pacing, name=f"courier-{uuid4()}")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stir: asyncio.Event | None = None
        self._window: Window | None = None
        self._breath: asyncio.TimerHandle | None = None
        self._stopping = threading.Event()
        self._settled = threading.Condition()
        self._asked = self._answered = 0
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def wake(self) -> None:
        """Something may have become due. Callable from any thread, before start and after stop."""
        loop, stir = self._loop, self._stir
        if loop and stir and not loop.is_closed():
            loop.call_soon_threadsafe(stir.set)

    def stop(self, seconds: float = 10.0) -> bool:
        """Claim no more, finish what is in flight, end the thread; False when it did not end in time."""
        self._stopping.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def settle(self, seconds: float = 60.0) -> bool:
        """Wait until a turn has found nothing to send now; False when that took longer than `seconds`."""
        with self._settled:
            self._asked += 1
            ticket = self._asked
        self.wake()
        deadline = time.monotonic() + seconds
        with self._settled:
            while self._answered < ticket:
                left = deadline - time.monotonic()
                if left <= 0 or not self._thread.is_alive():
                    return False
                self._settled.wait(min(left, 1.0))
        return True

    def _run(self) -> None:
        asyncio.run(self._work())

    async def _work(self) -> None:
        self._loop, self._stir = asyncio.get_running_loop(), asyncio.Event()
        way, timeout = self._connection, aiohttp.ClientTimeout(total=self._connection.timeout)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            line = Line(session=session, base_url=way.base_url, token=way.token, grants=way.grants)
            window = Window(
                line=line,
                pacing=self._pacing,
                now=self._deps.now,
                landed=self._look_at_landed,
                passing=self._deps.passing,
            )
            self._window = window
            while not await self._guarded_turn(window, self._stir):
                pass

    async def _guarded_turn(self, window: Window, stir: asyncio.Event) -> bool:
        """One turn; whether it was the last."""
        try:
            return await self._turn(window, stir)
        except Exception:
            log.exception("courier stumbled", action="courier.stumbled")
            await _rest(stir, AFTER_A_BUG)
            return self._stopping.is_set() and not window.is_flying

    async def _turn(self, window: Window, stir: asyncio.Event) -> bool:
        """Let the desk write down, claim and draw while letters fly; then wait until that is worth while again."""
        is_ending = self._stopping.is_set()
        if is_ending:
            window.recall()
        with self._settled:
            ticket = self._asked
        stir.clear()
        landed = window.take_landed()
        turn = await asyncio.to_thread(self._desk.turn, landed, 0 if is_ending else window.free)
        window.add(turn.letters, turn.ended)
        if window.is_empty:
            if is_ending:
                await asyncio.to_thread(self._desk.close)
                return True
            if not turn.claimed:
                self._answer(ticket)
        await _rest(stir, _nap(window, turn))
        return False

    def _look_at_landed(self) -> None:
        """Many that landed, or the last ones, are written down at once; a few wait a little for company."""
        loop, stir, window = self._loop, self._stir, self._window
        if loop is None or stir is None or window is None:
            return
        if window.landed >= BATCH or not window.is_flying:
            stir.set()
        elif self._breath is None:
            self._breath = loop.call_later(BREATH, self._breathe)

    def _breathe(self) -> None:
        self._breath = None
        if self._stir:
            self._stir.set()

    def _answer(self, ticket: int) -> None:
        with self._settled:
            self._answered = max(self._answered, ticket)
            self._settled.notify_all()


def _nap(window: Window, turn: Turn) -> float:
    """Seconds until another turn is worth while, unless something stirs before."""
    if turn.claimed >= BATCH and window.free >= BATCH:
        return 0.0
    if turn.claimed or window.landed:
        return BREATH
    if turn.next_in is None or not window.free:
        return LONGEST_NAP
    return min(max(turn.next_in, BREATH), LONGEST_NAP)


async def _rest(stir: asyncio.Event, seconds: float) -> None:
    if seconds and not stir.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stir.wait(), seconds)
