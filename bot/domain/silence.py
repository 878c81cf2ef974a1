"""The one ladder for a pair from which nothing is heard: an answer of either counts for both.

Counted on days on which both work, and only since something was asked that nobody answered: a pair that was not asked
is not silent. After the last rung nothing more is asked but at half-time and at the end.
"""

from datetime import datetime

from bot.domain.cadence import add_working_days
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.health import last_contact
from bot.domain.pairs import Side

RUNGS: tuple[tuple[int, tuple[Side, ...]], ...] = ((7, (Side.MENTEE,)), (14, (Side.MENTOR,)), (21, tuple(Side)))
"""Working days without a sign, and who is written to: one, then the other, then both (docs/evidence.md)."""
LAST = len(RUNGS)


EVEN_IN_PEACE = frozenset({"half_time", "closure_opens", f"silence_{LAST}"})
"""Prompts that a pair left in peace still hears; the last rung is for both, and one may read it after the other."""


def prompt_name(rung: int) -> str:
    """The name under which a rung is planned; it is part of keys in the database."""
    return f"silence_{rung}"


def silent_since(facts: PairFacts) -> datetime | None:
    """When the first question was asked that nobody has answered since; None while nothing is open. A meeting of which
    one has told is no open question to the other, even when that one is asked later."""
    heard = last_contact(facts)
    told = {check.number for check in facts.checks if check.answered_at}
    unanswered = [check.asked_at for check in facts.checks if check.number not in told]
    return min((at for at in unanswered if heard is None or at > heard), default=None)


def due_at(facts: PairFacts, rung: int) -> datetime | None:
    """When that rung is reached if nobody gives a sign; None while nobody is silent."""
    since = silent_since(facts)
    return add_working_days(since, RUNGS[rung - 1][0], facts.people) if since else None


def is_exhausted(facts: PairFacts) -> bool:
    """Whether the last rung was reached for one of them and nobody has given a sign since."""
    since = silent_since(facts)
    return since is not None and any(was_reached(facts, LAST, side, since) for side in Side)


def was_reached(facts: PairFacts, rung: int, side: Side, since: datetime) -> bool:
    """Whether that rung was said to this side since then, or left out because its time was over."""
    row = facts.newest(prompt_name(rung), facts.pair.person_on(side))
    return bool(row and row.state in REACHED and row.finished_at and row.finished_at >= since)


REACHED = (OccurrenceState.DONE, OccurrenceState.SKIPPED)
"""States after which a rung does not come again in the same silence."""


def is_left_in_peace(facts: PairFacts) -> bool:
    """Whether only half-time and the end are spoken of: they asked for quiet, or the ladder is at its end."""
    return facts.pair.hushed_at is not None or is_exhausted(facts)
