"""Deleting what nobody needs any more."""

from datetime import timedelta

from bot.services.work import Work

KEEP_FINISHED = timedelta(days=400)
"""How long finished messages keep their key: longer than anything could be told a second time."""
KEEP_DELIVERIES = timedelta(days=3)
"""How long handled deliveries are remembered: Slack tries again for minutes, an outage may stretch it to hours."""
AT_ONCE = 2_000
"""Messages pruned in one transaction: a few hundredths of a second on SQLite, so that a person never waits for it.
Once an hour that is 48,000 a day, above what 100,000 people are sent."""


def housekeep(work: Work) -> tuple[int, int]:
    """Prune finished messages, at most `AT_ONCE` of them, and handled deliveries; how many of each."""
    return (
        work.tx.outbox.prune(work.now - KEEP_FINISHED, AT_ONCE),
        work.tx.inbox.prune(work.now - KEEP_DELIVERIES),
    )
