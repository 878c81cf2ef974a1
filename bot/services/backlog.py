"""How delivery stands, in numbers alone: for the operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.notices import OutboxState
from bot.services.ports import Trouble
from bot.services.work import Work

DEAD_SINCE = timedelta(days=7)
"""How far back the dead are counted: what is older was seen or did not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Messages that could go now, per workspace, the oldest one's instant; and those that need somebody."""

    waiting: dict[str, int]
    oldest: datetime | None
    for_leads: tuple[Trouble, ...]
    dead: tuple[Trouble, ...]

    @property
    def count(self) -> int:
        """How many could go now."""
        return sum(self.waiting.values())

    def time_left(self, per_minute: float) -> timedelta:
        """How long it takes at that pace: workspaces go side by side, so it is the longest one's."""
        return timedelta(minutes=max(self.waiting.values(), default=0) / per_minute)


def read_backlog(work: Work) -> Backlog:
    """How delivery stands now."""
    troubles = work.tx.outbox.troubles(work.now - DEAD_SINCE)
    due = [at for at in work.tx.outbox.due().values() if at <= work.now]
    return Backlog(
        waiting=dict(work.tx.outbox.backlog(work.now)),
        oldest=min(due, default=None),
        for_leads=tuple(each for each in troubles if each.state is OutboxState.WAITING_LEAD),
        dead=tuple(each for each in troubles if each.state is OutboxState.DEAD),
    )
