"""What the courier has in hand: letters that wait for their turn, letters in the air, and how those ended that landed.

"In hand" is all that is leased, and so all that a crash can leave unsure.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.notices import Delivered, GiveUp, NotSent, SendOutcome, TryLater
from bot.services.delivery import Result, Untried
from bot.services.passing import Passing, Point, unnoticed
from bot.slack.drawing import Letter
from bot.slack.outcomes import RATE_LIMITED, TOKEN_TROUBLE
from bot.slack.pacing import Pacing
from bot.slack.sending import OPENING_LIMITED, Line, send
from bot.slack.sharing import SHARING_LIMITED, share

AT_ONCE = 32
"""Letters in the air at once: what one connection pool keeps busy at Slack's latency."""
IN_HAND = 128
"""Entries leased at once by one process: those in the air, as many drawn that follow them, and as many that landed and
are written down while two batches of the desk are on their way. A crash leaves no more than these unsure."""
SEND_TIMEOUT = 30
"""Seconds a call may take; a send may be two, to open a conversation and to post. All that comes before a file is
shared counts as one."""
LONGEST_SEND = timedelta(seconds=2 * SEND_TIMEOUT)
"""A letter is begun only when its lease holds at least so long, so that a living courier never loses one it sends."""
WHOLE_WORKSPACE = TOKEN_TROUBLE | {RATE_LIMITED}
"""Reasons that hold for every message of a workspace, not for this one alone."""


class Window:
    """Keeps `AT_ONCE` letters in the air as long as there are any. Belongs to the courier's event loop."""

    def __init__(
        self,
        *,
        line: Line,
        pacing: Pacing,
        now: Callable[[], datetime],
        landed: Callable[[], None],
        passing: Passing = unnoticed,
    ) -> None:
        self._line = line
        self._pacing = pacing
        self._now = now
        self._tell_landed = landed
        self._passing = passing
        self._waiting: deque[Letter] = deque()
        self._air: set[asyncio.Task[None]] = set()
        self._landed: list[Result] = []

    @property
    def free(self) -> int:
        """How many more entries may be leased."""
        return IN_HAND - len(self._waiting) - len(self._air) - len(self._landed)

    @property
    def landed(self) -> int:
        """How many ends have yet to be written down."""
        return len(self._landed)

    @property
    def is_flying(self) -> bool:
        """Whether a letter is in the air or about to be."""
        return bool(self._air or self._waiting)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in hand."""
        return not (self._air or self._waiting or self._landed)

    def add(self, letters: Sequence[Letter], ended: Sequence[Result]) -> None:
        """Take what a turn of the desk gave."""
        self._waiting.extend(letters)
        self._landed += ended
        self._launch()

    def take_landed(self) -> Sequence[Result]:
        """The ends to be written down; they are the caller's now."""
        landed, self._landed = self._landed, []
        return landed

    def recall(self) -> None:
        """Nothing more takes off: what waits goes back as it was."""
        self._landed += [(letter.entry, Untried()) for letter in self._waiting]
        self._waiting.clear()

    def _launch(self) -> None:
        while self._waiting and len(self._air) < AT_ONCE:
            letter = self._waiting.popleft()
            if not self._may_begin(letter):
                self._landed.append((letter.entry, Untried()))
                continue
            task = asyncio.create_task(self._fly(letter))
            self._air.add(task)
            task.add_done_callback(self._land)

    def _may_begin(self, letter: Letter) -> bool:
        now, entry = self._now(), letter.entry
        if entry.lease_until is None or entry.lease_until - now < LONGEST_SEND:
            return False
        return not self._pacing.is_paused(entry.notice.workspace, now)

    async def _fly(self, letter: Letter) -> None:
        self._passing(Point.CALLING)
        outcome = await self._deliver(letter)
        self._passing(Point.CALLED)
        self._heed(letter.entry.notice.workspace, outcome)
        self._landed.append((letter.entry, outcome))

    async def _deliver(self, letter: Letter) -> SendOutcome:
        if letter.attachment and letter.address:
            return await share(self._line, letter.address, letter.attachment, letter.message.text)
        return await send(self._line, letter)

    def _land(self, task: asyncio.Task[None]) -> None:
        self._air.discard(task)
        self._launch()
        self._tell_landed()

    def _heed(self, workspace: str, outcome: SendOutcome) -> None:
        """What Slack says of the whole workspace."""
        if isinstance(outcome, Delivered | GiveUp | NotSent):
            self._pacing.reached(workspace)
        if not isinstance(outcome, TryLater):
            return
        now = self._now()
        if outcome.reason == OPENING_LIMITED:
            self._pacing.rest_opening(workspace, now, now + timedelta(seconds=outcome.seconds))
        if outcome.reason == SHARING_LIMITED:
            self._pacing.rest_sharing(workspace, now, now + timedelta(seconds=outcome.seconds))
        if outcome.reason not in WHOLE_WORKSPACE:
            return
        if outcome.reason == RATE_LIMITED and not self._pacing.is_paused(workspace, now):
            # Those in the air with it are refused for the same reason: once is enough.
            self._pacing.slow_down(workspace, now)
        until = now + timedelta(seconds=outcome.seconds)
        if outcome.reason in TOKEN_TROUBLE:
            self._pacing.cut_off(workspace, until)
        else:
            self._pacing.pause(workspace, until)
