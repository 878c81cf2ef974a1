"""When the bot proposes the next stage, growth or maturity, and on what evidence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain.agreement import Terms
from bot.domain.beginnings import meets_anew
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import FORWARD, standing
from bot.domain.goals import GoalState, kept_goals
from bot.domain.meetings import held
from bot.domain.pairs import ASK_AGAIN_DAYS, OBJECTION_DAYS, Move, Pair
from bot.domain.programs import Rhythm
from bot.domain.stages import Stage, Status

MEETINGS_NEEDED = 2
"""Meetings held before growth is proposed, beside a signed agreement and a goal (docs/evidence.md)."""
IN_RHYTHM, OF_THE_LAST = 3, 4
"""Meetings held of the last that were expected in growth, before maturity is proposed (docs/evidence.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which stage is to be proposed, and what speaks for it, in numbers."""

    to: Stage
    numbers: dict[str, int]


def evidence(facts: PairFacts, now: datetime) -> Evidence | None:
    """The next stage and what speaks for it; None while none is to be proposed, as to two who begin anew and have not
    met since."""
    pair = facts.pair
    if pair.status is not Status.ACTIVE or (pair.quiet_until and now < pair.quiet_until) or meets_anew(facts):
        return None
    match pair.stage:
        case Stage.INITIATION:
            return _for_growth(facts)
        case Stage.GROWTH:
            return _for_maturity(facts, now)
        case Stage.MATURITY | Stage.CLOSURE:
            return None
        case _:
            assert_never(pair.stage)


def _for_growth(facts: PairFacts) -> Evidence | None:
    # Two who went back to this stage meet anew before they are asked to leave it again.
    since = facts.pair.stage_since
    asked = [each for each in facts.checks if since is None or each.asked_at >= since]
    goals, meetings = len(kept_goals(facts.goals)), len(held(asked))
    if facts.signed is None or meetings < MEETINGS_NEEDED or not goals:
        return None
    numbers = {"version": facts.signed.version, "meetings": meetings, "goals": goals}
    return Evidence(to=Stage.GROWTH, numbers=numbers)


def _for_maturity(facts: PairFacts, now: datetime) -> Evidence | None:
    """Three of the last four meetings that growth expected were held, and a goal has moved or was reached."""
    since = facts.pair.stage_since or facts.pair.started_at
    expected = [each.number for each in facts.meetings if since and since <= each.expected_at <= now]
    moved = {note.goal for note in standing(facts.goal_notes) if note.what in FORWARD}
    progress = len(moved | {goal.id for goal in facts.goals if goal.state is GoalState.REACHED})
    if not expected or not progress:
        return None
    # A meeting that nobody was asked about is not written down: its number is a gap, and it was not held.
    last = range(max(min(expected), max(expected) - OF_THE_LAST + 1), max(expected) + 1)
    if len(facts.held.intersection(last)) < IN_RHYTHM:
        return None
    return Evidence(
        to=Stage.MATURITY, numbers={"meetings": len(facts.held.intersection(expected)), "progress": progress}
    )


def slows_down(terms: Terms | None, usual: Rhythm) -> bool:
    """Whether maturity brings a calmer rhythm: one that both signed stays, unless it is the program's `usual` one.

    Who settled on what everybody has did not choose it over a calmer one; the proposal says what changes.
    """
    return terms is None or terms.rhythm is None or terms.rhythm is usual


def in_stage(pair: Pair, terms: Terms | None, usual: Rhythm) -> Pair:
    """The pair as its new stage has it: in maturity they meet every four weeks, unless they chose a rhythm."""
    slower = pair.stage is Stage.MATURITY and slows_down(terms, usual)
    return replace(pair, rhythm=Rhythm.MONTHLY) if slower else pair


def moves_at(move: Move) -> datetime:
    """When a confirmed move takes effect unless somebody holds it."""
    return move.at + timedelta(days=OBJECTION_DAYS)


def quiet_until(now: datetime) -> datetime:
    """Until when nothing is proposed after somebody said "not yet"."""
    return now + timedelta(days=ASK_AGAIN_DAYS)


def waits_for_partner(pair: Pair) -> bool:
    """Whether one side confirmed the next stage and the week of the other runs."""
    return pair.move is not None
