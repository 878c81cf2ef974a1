"""The review of a goal, every six weeks, and what becomes of the news that one was reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cadence import local
from bot.domain.errors import FieldsRefused
from bot.domain.goals import MOST_OPEN, Goal, GoalState, StepKind, open_goals

GOAL_REVIEW_DAYS = 42
"""Calendar days from one look at a goal to the next (docs/evidence.md)."""
LONGEST_STEP = 300
"""Characters of a next step: a sentence or two."""


class Progress(StrEnum):
    """One tap about a goal. None of them is a failure."""

    MOVED = "moved"
    STUCK = "stuck"
    REACHED = "reached"
    DROPPED = "dropped"
    REOPENED = "reopened"


FORWARD = frozenset({Progress.MOVED, Progress.REACHED})
"""What counts as progress."""
CLOSINGS = frozenset({Progress.REACHED, Progress.DROPPED})
"""What ends the pursuit of a goal, and can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalNote:
    """What the mentee said of a goal, unique by (goal, at), and the step they want to take next.

    The tap is theirs alone; the next step can be read by both, as the goal can.
    """

    goal: UUID
    at: datetime
    by: UUID
    what: Progress
    next_step: str = ""
    step_kind: StepKind = StepKind.OWN


class Teller(StrEnum):
    """Who tells the mentor that a goal was reached."""

    MENTEE = "mentee"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalNews:
    """A goal was reached: who tells the mentor (None: not chosen yet), and who would like to celebrate it in the
    program's channel. It is posted there only while both yeses stand; `has_words` is the mentee's wish that the goal's
    words go along. `turn` counts the yeses, so that each time both agree is a message of its own.
    """

    goal: UUID
    pair: UUID
    reached_at: datetime
    teller: Teller | None = None
    mentor_yes: bool = False
    mentee_yes: bool = False
    has_words: bool = False
    turn: int = 0

    @property
    def is_celebrated(self) -> bool:
        """Whether both would like it in the channel."""
        return self.teller is Teller.BOT and self.mentor_yes and self.mentee_yes

    def yes_of_mentor(self) -> "GoalNews":
        """The news with the mentor's yes; a second one changes nothing."""
        return self if self.mentor_yes else replace(self, mentor_yes=True, turn=self.turn + 1)

    def yes_of_mentee(self, *, has_words: bool) -> "GoalNews":
        """The news with the mentee's yes, and whether the goal's words go along; the same yes changes nothing."""
        if self.mentee_yes and self.has_words is has_words:
            return self
        return replace(self, mentee_yes=True, has_words=has_words, turn=self.turn + 1)

    def without(self, *, mentor: bool) -> "GoalNews":
        """The news after that side took its yes back; the mentee's takes the words along."""
        if mentor:
            return replace(self, mentor_yes=False)
        return replace(self, mentee_yes=False, has_words=False)

    def taken_back(self) -> "GoalNews":
        """The news of a goal that is pursued again: nobody tells of it, and no yes to it stands."""
        return replace(self, teller=None, mentor_yes=False, mentee_yes=False, has_words=False, turn=self.turn + 1)


def standing(notes: Sequence[GoalNote]) -> tuple[GoalNote, ...]:
    """What was said of goals and not taken back, oldest first: opening a goal again undoes what closed it."""
    kept: list[GoalNote] = []
    for note in sorted(notes, key=lambda each: each.at):
        if note.what is not Progress.REOPENED:
            kept.append(note)
            continue
        closing = next((each for each in reversed(kept) if each.goal == note.goal and each.what in CLOSINGS), None)
        if closing:
            kept.remove(closing)
    return tuple(kept)


def looked_at(goal: Goal, notes: Sequence[GoalNote]) -> datetime:
    """When the mentee last said something of the goal, or wrote it."""
    return max((note.at for note in standing(notes) if note.goal == goal.id), default=goal.written_at)


def is_due(goal: Goal, notes: Sequence[GoalNote], now: datetime, tz: str) -> bool:
    """Whether an open goal is to be looked at again. Days are the mentee's calendar days: a check-in that comes some
    hours earlier than six weeks ago does not put it off to the next one."""
    if goal.state is not GoalState.OPEN:
        return False
    days = local(now, tz).date() - local(looked_at(goal, notes), tz).date()
    return days.days >= GOAL_REVIEW_DAYS


def due_goals(goals: Sequence[Goal], notes: Sequence[GoalNote], now: datetime, tz: str) -> tuple[Goal, ...]:
    """The goals to be looked at, oldest first."""
    return tuple(goal for goal in open_goals(goals) if is_due(goal, notes, now, tz))


def latest_note(goal: UUID, notes: Sequence[GoalNote]) -> GoalNote | None:
    """What was said last of the goal, and holds."""
    return max((note for note in standing(notes) if note.goal == goal), key=lambda note: note.at, default=None)


def may_open_again(goal: Goal, goals: Sequence[Goal], news: Sequence[GoalNews]) -> bool:
    """Whether a closed goal can be pursued again: there is room for it, and no celebration of it was agreed to."""
    is_celebrated = any(each.goal == goal.id and each.is_celebrated for each in news)
    return goal.state is not GoalState.OPEN and len(open_goals(goals)) < MOST_OPEN and not is_celebrated


def refuse_long(words: str) -> None:
    """Raise `FieldsRefused` for a next step that is longer than fits; none at all is fine."""
    if len(words) > LONGEST_STEP:
        raise FieldsRefused({"next_step": "field.words_too_long"})
