"""Pacing under Slack's limits: one message a second and conversation, a few hundred a minute and workspace.

Pure state, one instance per courier, read and changed by its one thread. Times are instants of the shared clock.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

CHANNEL_GAP = timedelta(seconds=1)
"""Slack: about one message a second per channel."""
WORKSPACE_PER_MINUTE = 240
"""Slack: several hundred a minute per workspace; this stays well below, since people's clicks post too."""
MINUTE = timedelta(minutes=1)
MORE_THAN_NOTHING = timedelta(milliseconds=1)


@dataclass(slots=True)
class _Workspace:
    booked: deque[datetime] = field(default_factory=deque)
    went: deque[datetime] = field(default_factory=deque)
    paused_until: datetime | None = None


class Pacing:
    """When a message may go. One workspace never delays another.

    Bookings spread what waits; what really went is what the limits are held by, since after a pause, or behind slow
    sends, many booked instants have passed at once.
    """

    def __init__(self) -> None:
        self._channels: dict[tuple[str, str], datetime] = {}
        self._went: dict[tuple[str, str], datetime] = {}
        self._workspaces: dict[str, _Workspace] = {}
        self._booked: dict[UUID, datetime] = {}

    def wait(self, entry: UUID, workspace: str, conversation: str, now: datetime) -> timedelta:
        """How long this entry has to wait; zero means that it goes now and is counted.

        An entry that has to wait has booked its instant: asking again at that instant lets it go.
        """
        place, channel = self._workspaces.setdefault(workspace, _Workspace()), (workspace, conversation)
        if place.paused_until and now < place.paused_until:
            return place.paused_until - now
        _forget_older(place, now - MINUTE)
        at = self._booked.pop(entry, None)
        if at is None or (at <= now and not self._is_free(place, channel, now)):
            at = self._book(place, channel, now)
        if at > now:
            self._booked[entry] = at
            return at - now
        place.went.append(now)
        self._went[channel] = now
        self._channels[channel] = max(self._channels.get(channel, now), now + CHANNEL_GAP)
        return timedelta(0)

    def pause(self, workspace: str, until: datetime) -> None:
        """Slack answered 429: nothing goes in that workspace until then."""
        place = self._workspaces.setdefault(workspace, _Workspace())
        place.paused_until = max(until, place.paused_until or until)

    def _is_free(self, place: _Workspace, channel: tuple[str, str], now: datetime) -> bool:
        """Whether one more may really go now."""
        rested = self._went.get(channel, now - CHANNEL_GAP) <= now - CHANNEL_GAP
        return rested and len(place.went) < WORKSPACE_PER_MINUTE

    def _book(self, place: _Workspace, channel: tuple[str, str], now: datetime) -> datetime:
        at = max(now, self._channels.get(channel, now))
        for taken in (place.booked, place.went):
            if len(taken) >= WORKSPACE_PER_MINUTE:
                at = max(at, taken[-WORKSPACE_PER_MINUTE] + MINUTE + MORE_THAN_NOTHING)
        place.booked.append(at)
        self._channels[channel] = at + CHANNEL_GAP
        self._forget(now)
        return at

    def _forget(self, now: datetime) -> None:
        """Conversations that may be written to again need no memory; looked through only when there are many."""
        if len(self._channels) > REMEMBERED:
            self._channels = {key: free for key, free in self._channels.items() if free > now}
            self._went = {key: went for key, went in self._went.items() if went > now - CHANNEL_GAP}


REMEMBERED = 10_000
"""Conversations remembered before old ones are forgotten."""


def _forget_older(place: _Workspace, than: datetime) -> None:
    for instants in (place.booked, place.went):
        while instants and instants[0] <= than:
            instants.popleft()
