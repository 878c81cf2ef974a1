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
    sent: deque[datetime] = field(default_factory=deque)
    paused_until: datetime | None = None


class Pacing:
    """When a message may go. One workspace never delays another."""

    def __init__(self) -> None:
        self._channels: dict[tuple[str, str], datetime] = {}
        self._workspaces: dict[str, _Workspace] = {}
        self._booked: dict[UUID, datetime] = {}

    def wait(self, entry: UUID, workspace: str, conversation: str, now: datetime) -> timedelta:
        """How long this entry has to wait; zero means that it goes now and is counted.

        An entry that has to wait has booked its instant: asking again at that instant lets it go.
        """
        place = self._workspaces.setdefault(workspace, _Workspace())
        if place.paused_until and now < place.paused_until:
            return place.paused_until - now
        booked = self._booked.pop(entry, None)
        at = booked if booked is not None else self._book(place, workspace, conversation, now)
        if at <= now:
            return timedelta(0)
        self._booked[entry] = at
        return at - now

    def pause(self, workspace: str, until: datetime) -> None:
        """Slack answered 429: nothing goes in that workspace until then."""
        place = self._workspaces.setdefault(workspace, _Workspace())
        place.paused_until = max(until, place.paused_until or until)

    def _book(self, place: _Workspace, workspace: str, conversation: str, now: datetime) -> datetime:
        at = max(now, self._channels.get((workspace, conversation), now))
        while place.sent and place.sent[0] <= at - MINUTE:
            place.sent.popleft()
        if len(place.sent) >= WORKSPACE_PER_MINUTE:
            at = max(at, place.sent[-WORKSPACE_PER_MINUTE] + MINUTE + MORE_THAN_NOTHING)
        place.sent.append(at)
        self._channels[workspace, conversation] = at + CHANNEL_GAP
        self._forget(now)
        return at

    def _forget(self, now: datetime) -> None:
        """Conversations that may be written to again need no memory; looked through only when there are many."""
        if len(self._channels) > REMEMBERED:
            self._channels = {key: free for key, free in self._channels.items() if free > now}


REMEMBERED = 10_000
"""Conversations remembered before old ones are forgotten."""
