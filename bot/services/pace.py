"""When a message may go, as delivery asks it; bot/slack/pacing.py answers by Slack's limits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.notices import OutboxEntry


class Pace(Protocol):
    """Slack's limits, as far as they say how many messages of which workspace may be claimed now."""

    def shares(self, workspaces: Collection[str], limit: int, now: datetime) -> Sequence[tuple[str, int]]:
        """How many of at most `limit` messages each workspace may send now; those served longest ago first."""

    def book(self, entry: OutboxEntry, now: datetime) -> datetime:
        """When this one may go: `now`, and it counts as sent; or later, since its conversation must rest."""

    def next_turn(self, workspace: str, now: datetime) -> datetime:
        """When the workspace may send again."""

    def unknown(self, workspaces: Collection[str], now: datetime, until: datetime) -> Collection[str]:
        """Those among these that somebody else may have paced since; they count as known `until` then."""

    def learn(self, sent: Sequence[OutboxEntry], now: datetime) -> None:
        """What others sent, or may have sent, in the last minute counts as if it had gone from here."""


class Unpaced:
    """Everything may go at once."""

    def shares(self, workspaces: Collection[str], limit: int, now: datetime) -> Sequence[tuple[str, int]]:
        """The whole limit for each: who comes first takes it."""
        del now
        return [(workspace, limit) for workspace in sorted(workspaces)]

    def book(self, entry: OutboxEntry, now: datetime) -> datetime:
        """Now."""
        del entry
        return now

    def next_turn(self, workspace: str, now: datetime) -> datetime:
        """Now."""
        del workspace
        return now

    def unknown(self, workspaces: Collection[str], now: datetime, until: datetime) -> Collection[str]:
        """None: nothing has to be known."""
        del workspaces, now, until
        return ()

    def learn(self, sent: Sequence[OutboxEntry], now: datetime) -> None:
        """Nothing."""
        del sent, now
