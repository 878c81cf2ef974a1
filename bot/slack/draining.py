"""How long a backlog will take, for the operator's log."""

from datetime import datetime, timedelta

import structlog

from bot.services.work import Work
from bot.slack.pacing import Pacing

LONG = timedelta(minutes=1)
"""A drain that takes longer is told."""
TELL_EVERY = timedelta(minutes=1)
"""How often: counting a backlog costs more the longer it is."""

log = structlog.get_logger("courier")


class Drain:
    """Looks at the backlog now and then while messages have to wait for their pace."""

    def __init__(self, *, pacing: Pacing) -> None:
        self._pacing = pacing
        self._looked: datetime | None = None

    def look(self, work: Work) -> None:
        """Log how many wait, in how many workspaces, and for how many seconds, when that is long."""
        if self._looked and work.now - self._looked < TELL_EVERY:
            return
        self._looked = work.now
        backlog = work.tx.outbox.backlog(work.now)
        left = max((self._time_for(workspace, count, work.now) for workspace, count in backlog.items()), default=None)
        if left and left > LONG:
            log.info(
                "a long drain",
                action="courier.drain",
                waiting=sum(backlog.values()),
                workspaces=len(backlog),
                eta_seconds=round(left.total_seconds()),
            )

    def _time_for(self, workspace: str, count: int, now: datetime) -> timedelta:
        return timedelta(minutes=count / self._pacing.per_minute(workspace, now))
