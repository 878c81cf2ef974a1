"""Deleting what nobody needs any more."""

from datetime import timedelta

from bot.services.work import Work

KEEP_FINISHED = timedelta(days=400)
"""How long finished messages keep their key: longer than anything could be told a second time."""
KEEP_DELIVERIES = timedelta(days=3)
"""How long handled deliveries are remembered: Slack tries again for minutes, an outage may stretch it to hours."""


def housekeep(work: Work) -> tuple[int, int]:
    """Prune finished messages and handled deliveries; how many of each."""
    return (
        work.tx.outbox.prune(work.now - KEEP_FINISHED),
        work.tx.inbox.prune(work.now - KEEP_DELIVERIES),
    )
