"""Goals: what the mentee wants to reach, in their own words. They are asked for after the first meeting, not before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import NothingAsked

MOST_OPEN = 3
"""Goals open at once: one at first, up to three in time (docs/evidence.md)."""


class GoalKind(StrEnum):
    """The five kinds of goal of the second source text."""

    CAREER = "career"
    SKILL = "skill"
    LEADERSHIP = "leadership"
    DECISION = "decision"
    CHANGE = "change"


class StepKind(StrEnum):
    """Where the next step comes from: the mentee, or something the mentor gave (docs/evidence.md)."""

    OWN = "own"
    RESOURCE = "resource"
    CHALLENGE = "challenge"


class GoalState(StrEnum):
    """What became of a goal; a dropped one is no failure."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLines:
    """What a goal says. `measure` (how we will know) and `first_step` may be empty; `due` is a calendar day."""

    kind: GoalKind
    text: str
    measure: str
    due: date | None
    first_step: str
    step_kind: StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal of a pair's mentee."""

    id: UUID
    pair: UUID
    kind: GoalKind
    text: str
    measure: str
    due: date | None
    first_step: str
    step_kind: StepKind
    state: GoalState = GoalState.OPEN
    written_by: UUID
    written_at: datetime
    closed_at: datetime | None = None

    def rewrite(self, lines: GoalLines) -> "Goal":
        """The goal in other words. Raises `NothingAsked` for one that is closed."""
        self._refuse_unless_open()
        return replace(
            self,
            kind=lines.kind,
            text=lines.text,
            measure=lines.measure,
            due=lines.due,
            first_step=lines.first_step,
            step_kind=lines.step_kind,
        )

    def drop(self, at: datetime) -> "Goal":
        """The goal, no longer pursued. Raises `NothingAsked` for one that is closed."""
        self._refuse_unless_open()
        return replace(self, state=GoalState.DROPPED, closed_at=at)

    def reach(self, at: datetime) -> "Goal":
        """The goal, reached. Raises `NothingAsked` for one that is closed."""
        self._refuse_unless_open()
        return replace(self, state=GoalState.REACHED, closed_at=at)

    def reopen(self) -> "Goal":
        """The goal, pursued again. Raises `NothingAsked` for one that is open."""
        if self.state is GoalState.OPEN:
            raise NothingAsked
        return replace(self, state=GoalState.OPEN, closed_at=None)

    def _refuse_unless_open(self) -> None:
        if self.state is not GoalState.OPEN:
            raise NothingAsked


def open_goals(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Those that are pursued now."""
    return tuple(goal for goal in goals if goal.state is GoalState.OPEN)


def kept_goals(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Those that are pursued or were reached."""
    return tuple(goal for goal in goals if goal.state is not GoalState.DROPPED)
