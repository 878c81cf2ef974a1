"""What Ben says of his goal, and the news that he reached it. Overrides by keyword."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from bot.domain.goal_notes import GoalNews, GoalNote, Progress, Teller
from bot.domain.goals import StepKind
from tests.support.papers_of_the_house import a_goal
from tests.support.people_of_the_house import NOW, a_pair, ben


class NoteFields(TypedDict, total=False):
    """What of a note a test may choose."""

    goal: UUID
    at: datetime
    by: UUID
    what: Progress
    next_step: str
    step_kind: StepKind


def a_note(**chosen: Unpack[NoteFields]) -> GoalNote:
    """Ben's goal has moved, seven weeks after he wrote it."""
    made = GoalNote(
        goal=a_goal().id,
        at=NOW + timedelta(weeks=7),
        by=ben().id,
        what=Progress.MOVED,
        next_step="ask the board",
    )
    return replace(made, **chosen)


class NewsFields(TypedDict, total=False):
    """What of the news of a goal a test may choose."""

    goal: UUID
    pair: UUID
    reached_at: datetime
    teller: Teller | None
    mentor_yes: bool
    mentee_yes: bool
    has_words: bool
    turn: int


def some_news(**chosen: Unpack[NewsFields]) -> GoalNews:
    """Ben has reached his goal; who tells Ana is not chosen yet."""
    made = GoalNews(goal=a_goal().id, pair=a_pair().id, reached_at=NOW + timedelta(weeks=8))
    return replace(made, **chosen)
