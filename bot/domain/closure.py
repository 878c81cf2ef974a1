"""When the last stage opens, and how a later end takes a pair out of it again."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.domain.cadence import instant, local
from bot.domain.pairs import Pair
from bot.domain.stages import Event, Stage, StageChange

BEFORE_DAYS = 28
"""Days before the planned end on which closure opens (docs/evidence.md)."""
SHORTEST_DAYS = 7
"""Days it gets at least; judgement: one meeting to look back."""
SHARE = 4
"""A short mentorship closes in its last quarter; judgement: four weeks of eight would be half of it."""


def opens_on(started: date, ends_on: date) -> date:
    """The day on which closure opens: four weeks before the end, later when the whole is short."""
    days = min(BEFORE_DAYS, max(SHORTEST_DAYS, (ends_on - started).days // SHARE))
    return ends_on - timedelta(days=days)


def opens_at(pair: Pair, tz: str) -> datetime | None:
    """The same as an instant for somebody in `tz`; None for an open end or a pair that has not started."""
    if pair.ends_on is None or pair.started_at is None:
        return None
    return instant(opens_on(local(pair.started_at, tz).date(), pair.ends_on), time(0), tz)


def is_extended(pair: Pair, now: datetime) -> bool:
    """Whether a pair in closure has agreed on an end so late, or open, that closure is not now."""
    opens = opens_at(pair, "UTC")
    return pair.stage is Stage.CLOSURE and (opens is None or opens > now)


def stage_before_closure(history: Sequence[StageChange]) -> Stage:
    """Where the pair was when closure opened; growth when the history does not tell."""
    into = [line for line in history if line.event is Event.STAGE and line.stage_after is Stage.CLOSURE]
    return into[-1].stage_before if into else Stage.GROWTH
