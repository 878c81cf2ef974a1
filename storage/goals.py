"""Goals; their words are sealed as one."""

import json
from uuid import UUID

from sqlalchemy import select

from bot.domain.goals import Goal
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import GoalRow

CHANGEABLE = ("kind", "words", "due", "step_kind", "state", "closed_at")


def goal_of(row: GoalRow, cipher: Cipher) -> Goal:
    """The goal of a row. One from before goals had rows of their own is sealed with its agreement's other words."""
    words: dict[str, str] = json.loads(cipher.open(row.words))
    return Goal(
        id=row.id,
        pair=row.pair,
        kind=row.kind,
        text=words["goal"],
        measure=words["measure"],
        due=row.due,
        first_step=words["first_step"],
        step_kind=row.step_kind,
        state=row.state,
        written_by=row.written_by,
        written_at=row.written_at,
        closed_at=row.closed_at,
    )


class SqlGoals(Repository):
    """Implements `ports.Goals`."""

    __slots__ = ()

    def find(self, goal: UUID) -> Goal | None:
        """By id; its pair's lock guards it."""
        row = self.row(select(GoalRow).where(GoalRow.id == goal))
        return goal_of(row, self.cipher) if row else None

    def save(self, workspace: str, goal: Goal) -> None:
        """Insert or update by id."""
        words = {"goal": goal.text, "measure": goal.measure, "first_step": goal.first_step}
        values = {
            "id": goal.id,
            "workspace": workspace,
            "pair": goal.pair,
            "kind": goal.kind,
            "words": self.cipher.seal(json.dumps(words)),
            "due": goal.due,
            "step_kind": goal.step_kind,
            "state": goal.state,
            "written_by": goal.written_by,
            "written_at": goal.written_at,
            "closed_at": goal.closed_at,
        }
        self.upsert(GoalRow, [values], key=("id",), updated=CHANGEABLE)
