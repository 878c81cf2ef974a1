"""When the bot proposes the step from initiation to growth, and on what evidence."""

from datetime import datetime, timedelta

from bot.domain.facts import PairFacts
from bot.domain.goals import kept_goals
from bot.domain.pairs import ASK_AGAIN_DAYS, OBJECTION_DAYS, Move, Pair
from bot.domain.stages import Stage, Status

MEETINGS_NEEDED = 2
"""Meetings held before growth is proposed, beside a signed agreement and a goal (docs/evidence.md)."""


def evidence(facts: PairFacts, now: datetime) -> dict[str, int] | None:
    """What speaks for growth, in numbers; None while it is not to be proposed."""
    pair = facts.pair
    if pair.status is not Status.ACTIVE or pair.stage is not Stage.INITIATION or facts.signed is None:
        return None
    if len(facts.held) < MEETINGS_NEEDED or (pair.quiet_until and now < pair.quiet_until):
        return None
    goals = len(kept_goals(facts.goals))
    return {"version": facts.signed.version, "meetings": len(facts.held), "goals": goals} if goals else None


def moves_at(move: Move) -> datetime:
    """When a confirmed move takes effect unless somebody holds it."""
    return move.at + timedelta(days=OBJECTION_DAYS)


def quiet_until(now: datetime) -> datetime:
    """Until when nothing is proposed after somebody said "not yet"."""
    return now + timedelta(days=ASK_AGAIN_DAYS)


def waits_for_partner(pair: Pair) -> bool:
    """Whether one side confirmed the next stage and the week of the other runs."""
    return pair.move is not None
