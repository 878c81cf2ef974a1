"""A pace that keeps to a limit, slower after a refusal and slowly faster again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
SLOWER = 0.5
"""What a refusal leaves of the pace. With `FASTER` the rule by which TCP finds a line's pace: halve on trouble, add a
little while all is well."""
FASTER = 0.1
"""What a minute without a refusal adds, as a part of the full pace."""
SLOWEST = 1 / 16
"""Never slower than this part: a workspace that refuses all the same tells how long to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`burst` at once, then evenly `per_minute`."""

    per_minute: int
    burst: int


class Meter:
    """One limit in one workspace.

    It keeps one instant: when all that was sent would be due if it had been sent evenly (the generic cell rate
    algorithm of ITU-T I.371). It may lie ahead of now by the burst.
    """

    __slots__ = ("_changed", "_even", "_limit", "_part")

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._part = 1.0
        self._even: datetime | None = None
        self._changed: datetime | None = None

    def room(self, now: datetime) -> int:
        """How many may go now."""
        self._recover(now)
        ahead = max(self._even or now, now) - now
        return max(0, self._limit.burst - -(-ahead // self._gap))

    def take(self, now: datetime) -> None:
        """One goes."""
        self._recover(now)
        self._even = max(self._even or now, now) + self._gap

    def learn(self, instants: Iterable[datetime]) -> None:
        """So much went at these instants, from elsewhere or from here."""
        even: datetime | None = None
        for instant in sorted(instants):
            even = max(even or instant, instant) + self._gap
        if even:
            self._even = max(self._even or even, even)

    def next_at(self, now: datetime) -> datetime:
        """When one may go."""
        self._recover(now)
        return max(now, (self._even or now) - self._gap * (self._limit.burst - 1))

    def slow_down(self, now: datetime) -> None:
        """Slack refused: half the pace, and no burst at first."""
        self._recover(now)
        self._part = max(SLOWEST, self._part * SLOWER)
        self._changed = now
        self._even = now + self._gap * self._limit.burst

    def rest(self, until: datetime) -> None:
        """None before then."""
        self._even = max(self._even or until, until + self._gap * (self._limit.burst - 1))

    def per_minute(self, now: datetime) -> float:
        """The pace at present."""
        self._recover(now)
        return self._limit.per_minute * self._part

    @property
    def _gap(self) -> timedelta:
        return MINUTE / (self._limit.per_minute * self._part)

    def _recover(self, now: datetime) -> None:
        if self._changed is None or now - self._changed < MINUTE:
            return
        minutes = (now - self._changed) // MINUTE
        self._part = min(1.0, self._part + minutes * FASTER)
        self._changed = None if self._part >= 1.0 else self._changed + minutes * MINUTE
