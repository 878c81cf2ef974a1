"""The courier: one thread, one event loop, one connection pool, from the outbox to Slack.

It claims no more than it sends at once, so that "claimed" means "in flight": that is all a crash can leave unsure.
"""

import asyncio
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.deps import Deps
from bot.domain.notices import GiveUp, NotSent, OutboxEntry, SendOutcome, TryLater
from bot.services import delivery
from bot.slack.drawing import Letter, draw_entry
from bot.slack.outcomes import TOKEN_TROUBLE
from bot.slack.pacing import Pacing
from bot.slack.sending import send

AT_ONCE = 32
"""Entries claimed and sent at once: what one connection pool keeps busy at Slack's latency."""
SEND_TIMEOUT = 30
"""Seconds a post may take; half the lease, so that a living courier never loses a row."""
LONGEST_NAP = 20.0
"""Seconds after which the outbox is looked at even if nobody woke the courier."""
AFTER_A_BUG = 5.0
"""Seconds to rest after an unexpected problem, so that a broken database is not hammered."""

NEVER_SENT = TryLater(seconds=0.0, reason="claimed and not sent")
WHOLE_WORKSPACE = TOKEN_TROUBLE | {"ratelimited"}
"""Reasons that hold for every message of a workspace, not for this one alone."""

log = structlog.get_logger("courier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How the courier reaches Slack."""

    token: str
    base_url: str


class Courier:
    """Started once, woken by commits, stopped in time. All its state belongs to its own thread."""

    def __init__(self, *, deps: Deps, connection: Connection) -> None:
        self._deps = deps
        self._connection = connection
        self._pacing = Pacing()
        self._name = f"courier-{uuid4()}"
        self._loop: asyncio.AbstractEventLoop | None = None
        self._awake: asyncio.Event | None = None
        self._stopping = threading.Event()
        self._settled = threading.Condition()
        self._in_hand: Sequence[OutboxEntry] = ()
        self._asked = self._answered = 0
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def wake(self) -> None:
        """Something may have become due. Callable from any thread, before start and after stop."""
        loop, awake = self._loop, self._awake
        if loop and awake and not loop.is_closed():
            loop.call_soon_threadsafe(awake.set)

    def stop(self, seconds: float = 10.0) -> bool:
        """Claim no more, finish what is in flight, end the thread; False when it did not end in time."""
        self._stopping.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def settle(self, seconds: float = 60.0) -> bool:
        """Wait until a round has found nothing to send now; False when that took longer than `seconds`."""
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
        self._loop, self._awake = asyncio.get_running_loop(), asyncio.Event()
        timeout = aiohttp.ClientTimeout(total=SEND_TIMEOUT)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            client = AsyncWebClient(
                token=self._connection.token,
                base_url=self._connection.base_url,
                session=session,
                timeout=SEND_TIMEOUT,
                retry_handlers=[],
            )
            while not self._stopping.is_set():
                await self._guarded_round(client, self._awake)

    async def _guarded_round(self, client: AsyncWebClient, awake: asyncio.Event) -> None:
        try:
            with self._settled:
                ticket = self._asked
            awake.clear()
            if not await self._round(client):
                self._answer(ticket)
                await self._nap(awake)
        except Exception:
            log.exception("courier stumbled", action="courier.stumbled")
            await self._rest(awake, AFTER_A_BUG)

    async def _round(self, client: AsyncWebClient) -> int:
        entries = await asyncio.to_thread(self._claim)
        if not entries:
            return 0
        drawn = await asyncio.to_thread(self._draw, entries)
        self._in_hand = ()
        results = await asyncio.gather(*(self._deliver(client, entry, each) for entry, each in drawn))
        await asyncio.to_thread(self._record, results)
        return len(entries)

    def _claim(self) -> Sequence[OutboxEntry]:
        """Claim; first hand back what a problem kept from being sent, so that nobody takes it for unsure."""
        if self._in_hand:
            with self._deps.batching() as work:
                delivery.record(work, [(entry, NEVER_SENT) for entry in self._in_hand], self._name)
            self._in_hand = ()
        with self._deps.batching() as work:
            claimed = delivery.claim(work, self._name, AT_ONCE)
        self._in_hand = claimed
        return claimed

    def _draw(self, entries: Sequence[OutboxEntry]) -> list[tuple[OutboxEntry, Letter | NotSent | GiveUp]]:
        return [(entry, draw_entry(self._deps, entry)) for entry in entries]

    async def _deliver(
        self, client: AsyncWebClient, entry: OutboxEntry, drawn: Letter | NotSent | GiveUp
    ) -> tuple[OutboxEntry, SendOutcome]:
        if not isinstance(drawn, Letter):
            return entry, drawn
        now, workspace = self._deps.now(), entry.notice.workspace
        wait = self._pacing.wait(entry.id, workspace, drawn.conversation, now)
        if wait > timedelta(0):
            return entry, TryLater(seconds=wait.total_seconds(), reason="pacing")
        outcome = await send(client, drawn)
        if isinstance(outcome, TryLater) and outcome.reason in WHOLE_WORKSPACE:
            self._pacing.pause(workspace, now + timedelta(seconds=outcome.seconds))
        return entry, outcome

    def _record(self, results: Sequence[tuple[OutboxEntry, SendOutcome]]) -> None:
        with self._deps.batching() as work:
            delivery.record(work, results, self._name)
        for entry, outcome in results:
            log.info("message", action=f"courier.{_word(outcome)}", kind=entry.notice.kind.value, id=str(entry.id))

    async def _nap(self, awake: asyncio.Event) -> None:
        due = await asyncio.to_thread(self._next_due)
        await self._rest(awake, LONGEST_NAP if due is None else min(max(due, 0.0), LONGEST_NAP))

    def _next_due(self) -> float | None:
        with self._deps.reading() as work:
            due = work.tx.outbox.next_due()
        return None if due is None else (due - self._deps.now()).total_seconds()

    async def _rest(self, awake: asyncio.Event, seconds: float) -> None:
        try:
            await asyncio.wait_for(awake.wait(), seconds)
        except TimeoutError:
            return

    def _answer(self, ticket: int) -> None:
        with self._settled:
            self._answered = max(self._answered, ticket)
            self._settled.notify_all()


def _word(outcome: SendOutcome) -> str:
    return {
        "Delivered": "delivered",
        "TryLater": "later",
        "GiveUp": "gave_up",
        "Unsure": "unsure",
        "NotSent": "not_sent",
    }[type(outcome).__name__]
