"""Pacing under Slack's limits (docs/slack.md, "Pace"): per workspace and method, and per conversation.

Slower after a 429, slowly faster again. One instance per courier; its two threads share it. Times are instants of the
shared clock.
"""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.notices import Notice, NoticeKind, Operation, OutboxEntry, ToPair, operation
from bot.services.delivery import LEASE, PACING
from bot.slack.conversations import CHANNEL_GAP, Conversations
from bot.slack.meter import Limit, Meter

POSTS = Limit(per_minute=240, burst=40)
"""Slack takes several hundred messages a minute and workspace, people's clicks among them. Any minute sees at most
`per_minute + burst`."""
OPENS = Limit(per_minute=40, burst=10)
"""`conversations.open` is of Slack's tier 3: fifty and more a minute."""
SHARES = Limit(per_minute=80, burst=20)
"""Both methods that a file takes are of Slack's tier 4: a hundred and more a minute."""
SET_BACK = timedelta(seconds=10)
"""A clock that goes back by more was set anew; running clocks are corrected by less."""
TRIAL = timedelta(minutes=1)
"""How long the message that tries a token keeps the others back: as long as a send may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast the courier goes in one workspace, by method. The defaults stay below Slack's numbers."""

    posts: Limit = POSTS
    opens: Limit = OPENS
    shares: Limit = SHARES


@dataclass(slots=True)
class _Workspace:
    posts: Meter
    opens: Meter
    shares: Meter
    paused_until: datetime | None = None
    is_cut_off: bool = False
    trial_until: datetime | None = None
    known_until: datetime | None = None
    served: int = 0

    def beside(self, notice: Notice) -> Meter | None:
        """What limits this one beside the pace of all messages."""
        if operation(notice.kind) is Operation.FILE:
            return self.shares
        return self.opens if _opens(notice) else None


@dataclass(slots=True)
class Pacing:
    """Implements `Pace`: when a message may go. One workspace never delays another."""

    limits: Limits = field(default_factory=Limits)
    _workspaces: dict[str, _Workspace] = field(default_factory=dict)
    _conversations: Conversations = field(default_factory=Conversations)
    _turns: int = 0
    _seen: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def shares(self, workspaces: Collection[str], limit: int, now: datetime) -> Sequence[tuple[str, int]]:
        """How many of at most `limit` messages each workspace may send now; those served longest ago first.

        What one workspace may not use is left to the others.
        """
        with self._lock:
            self._heed(now)
            known = sorted(((self._at(name), name) for name in workspaces), key=lambda it: (it[0].served, it[1]))
            rooms = [(place, name, room) for place, name in known if (room := self._room(place, now))]
            shares: list[tuple[str, int]] = []
            for nth, (place, name, room) in enumerate(rooms):
                share = min(room, -(-limit // (len(rooms) - nth)))
                if share <= 0:
                    break
                limit -= share
                self._turns += 1
                place.served = self._turns
                shares.append((name, share))
            return shares

    def book(self, entry: OutboxEntry, now: datetime) -> datetime:
        """When this entry may go: `now`, and it is counted; or later, when its conversation has rested.

        What is told to wait keeps the order in which it came: new ones go to the end, those that were booked before and
        could not go at their instant, as after a pause, are spread anew from now on.
        """
        with self._lock:
            self._heed(now)
            place, notice = self._at(entry.notice.workspace), entry.notice
            talk = self._conversations.of(notice, now)
            # What was booked before has its place among the openings or files already.
            beside = place.beside(notice) if entry.reason != PACING else None
            beside_at = beside.next_at(now) if beside else now
            at = max(talk.turn if entry.reason == PACING else max(talk.turn, talk.tail), beside_at, now)
            if at == now:
                place.posts.take(now)
                if place.is_cut_off:
                    place.trial_until = now + TRIAL
                talk.free = now + CHANNEL_GAP
            if beside:
                beside.take(at)
            talk.turn = at + CHANNEL_GAP
            talk.tail = max(talk.tail, talk.turn)
            return at

    def next_turn(self, workspace: str, now: datetime) -> datetime:
        """When the workspace may send again."""
        with self._lock:
            self._heed(now)
            place = self._at(workspace)
            return max(place.posts.next_at(now), _free_at(place, now))

    def unknown(self, workspaces: Collection[str], now: datetime, until: datetime) -> Collection[str]:
        """Those among these that somebody else may have paced since; they count as known `until` then."""
        with self._lock:
            self._heed(now)
            places = {workspace: self._at(workspace) for workspace in workspaces}
            unknown = {name for name, place in places.items() if place.known_until is None or place.known_until < now}
            for place in places.values():
                place.known_until = until
            return unknown

    def learn(self, sent: Sequence[OutboxEntry], now: datetime) -> None:
        """What others sent, or may have sent, in the last minute counts as if it had gone from here."""
        with self._lock:
            instants = [(entry.notice, min(_went_at(entry, now), now)) for entry in sent]
            for workspace in {notice.workspace for notice, _ in instants}:
                here = [(notice, at) for notice, at in instants if notice.workspace == workspace]
                place = self._at(workspace)
                place.posts.learn(at for _, at in here)
                for beside in (place.opens, place.shares):
                    beside.learn(at for notice, at in here if place.beside(notice) is beside)
            for notice, at in instants:
                if (free := at + CHANNEL_GAP) > now:
                    talk = self._conversations.of(notice, now)
                    talk.free, talk.turn, talk.tail = (max(free, it) for it in (talk.free, talk.turn, talk.tail))

    def is_paused(self, workspace: str, now: datetime) -> bool:
        """Whether nothing may be sent there now."""
        with self._lock:
            self._heed(now)
            until = self._at(workspace).paused_until
            return until is not None and now < until

    def pause(self, workspace: str, until: datetime) -> None:
        """Nothing goes in that workspace until then."""
        with self._lock:
            place = self._at(workspace)
            place.paused_until = max(until, place.paused_until or until)

    def cut_off(self, workspace: str, until: datetime) -> None:
        """The token does not work: nothing goes until then, and then a single message tries whether it works again."""
        self.pause(workspace, until)
        with self._lock:
            place = self._at(workspace)
            place.is_cut_off, place.trial_until = True, None

    def reached(self, workspace: str) -> None:
        """Slack looked at a message, so the token works."""
        with self._lock:
            place = self._at(workspace)
            place.is_cut_off, place.trial_until = False, None

    def slow_down(self, workspace: str, now: datetime) -> None:
        """Slack answered a post with 429."""
        with self._lock:
            self._at(workspace).posts.slow_down(now)

    def rest_opening(self, workspace: str, now: datetime, until: datetime) -> None:
        """Slack answered `conversations.open` with 429: none until then, and slower afterwards."""
        with self._lock:
            opens = self._at(workspace).opens
            opens.slow_down(now)
            opens.rest(until)

    def rest_sharing(self, workspace: str, now: datetime, until: datetime) -> None:
        """Slack took no more files: none until then, and slower afterwards."""
        with self._lock:
            shares = self._at(workspace).shares
            shares.slow_down(now)
            shares.rest(until)

    def per_minute(self, workspace: str, now: datetime) -> float:
        """How many messages a minute go there now."""
        with self._lock:
            return self._at(workspace).posts.per_minute(now)

    def _heed(self, now: datetime) -> None:
        """What was reckoned before the clock was set back lies ahead now, and would hold everybody up."""
        if self._seen and now < self._seen - SET_BACK:
            self._workspaces.clear()
            self._conversations.clear()
        self._seen = now

    def _at(self, workspace: str) -> _Workspace:
        known = self._workspaces.get(workspace)
        if known is None:
            limits = self.limits
            known = _Workspace(posts=Meter(limits.posts), opens=Meter(limits.opens), shares=Meter(limits.shares))
            self._workspaces[workspace] = known
        return known

    def _room(self, place: _Workspace, now: datetime) -> int:
        if _free_at(place, now) > now:
            return 0
        return min(place.posts.room(now), 1) if place.is_cut_off else place.posts.room(now)


def _free_at(place: _Workspace, now: datetime) -> datetime:
    """When its pause and its trial are over."""
    return max(now, place.paused_until or now, place.trial_until or now)


def _went_at(entry: OutboxEntry, now: datetime) -> datetime:
    """When it went, or was claimed to go: counted as of now again and again, what a dead process had in hand would
    leave no room until its leases lapse."""
    if entry.finished_at:
        return entry.finished_at
    return entry.lease_until - LEASE if entry.lease_until else now


def _opens(notice: Notice) -> bool:
    """Whether Slack is likely asked to open the conversation first: the introduction is what makes it."""
    return notice.kind is NoticeKind.INTRODUCTION and isinstance(notice.to, ToPair)
