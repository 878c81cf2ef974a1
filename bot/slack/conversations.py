"""When each conversation has rested: Slack takes about one message a second in each (docs/slack.md, "Pace")."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.notices import Notice, ToChannel, ToPair, ToPerson

CHANNEL_GAP = timedelta(seconds=1)
"""Slack: about one message a second per channel."""
REMEMBERED = 10_000
"""Conversations remembered before those that may be written to again are forgotten."""


@dataclass(slots=True)
class Conversation:
    """`free`: it has rested by then. `tail`: behind what was booked. `asked`, `turn`: bookings of one instant."""

    free: datetime
    tail: datetime
    asked: datetime
    turn: datetime


@dataclass(slots=True)
class Conversations:
    """Those of all workspaces that were written to of late."""

    _known: dict[tuple[str, str], Conversation] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._known)

    def of(self, notice: Notice, now: datetime) -> Conversation:
        """The one in which the notice is told, as of `now`."""
        key = (notice.workspace, _recipient(notice))
        talk = self._known.get(key)
        if talk is None:
            self._forget(now)
            talk = self._known[key] = Conversation(free=now, tail=now, asked=now, turn=now)
        if talk.asked != now:
            talk.asked, talk.turn = now, max(talk.free, now)
        return talk

    def clear(self) -> None:
        """Forget all."""
        self._known.clear()

    def _forget(self, now: datetime) -> None:
        if len(self._known) > REMEMBERED:
            self._known = {key: talk for key, talk in self._known.items() if talk.tail > now}


def _recipient(notice: Notice) -> str:
    match notice.to:
        case ToPerson(person=recipient) | ToPair(pair=recipient):
            return str(recipient)
        case ToChannel(channel=channel):
            return channel
