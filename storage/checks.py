"""What each side said in a check-in: answers to the question `met`, and to those asked beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, update

from bot.domain.meetings import CheckIn, Outcome
from bot.domain.questions import Answer, Tap
from storage.repository import Repository, Values
from storage.schema import AnswerRow

MET: Final = "met"
"""The question of a check-in."""


def check_of(row: AnswerRow) -> CheckIn:
    """What one side was asked and said."""
    return CheckIn(
        person=row.person,
        number=row.number,
        asked_at=row.asked_at,
        outcome=Outcome(row.value) if row.value else None,
        answered_at=row.answered_at,
    )


def answer_of(row: AnswerRow) -> Answer:
    """A tap on a question beside it; those are written down when they are answered."""
    return Answer(
        person=row.person,
        question=Tap(row.question),
        number=row.number,
        value=row.value or "",
        at=row.answered_at or row.asked_at,
    )


ASKED_ONCE = ("pair", "question", "number", "person")


class SqlChecks(Repository):
    """Implements `ports.Checks`."""

    __slots__ = ()

    def ask(self, workspace: str, pair: UUID, check: CheckIn) -> bool:
        """Insert once."""
        return self.insert_once(AnswerRow, _asked(workspace, pair, check), key=ASKED_ONCE)

    def ask_all(self, asked: Sequence[tuple[str, UUID, CheckIn]]) -> None:
        """The same in bulk: workspace, pair and what is asked; known ones are left as they are."""
        self.insert_all(AnswerRow, [_asked(*each) for each in asked], key=ASKED_ONCE)

    def answer(self, pair: UUID, person: UUID, number: int, outcome: Outcome, at: datetime) -> bool:
        """Record what they say now; False when they said that before or nothing was asked."""
        statement = (
            update(AnswerRow)
            .where(
                AnswerRow.pair == pair,
                AnswerRow.question == MET,
                AnswerRow.number == number,
                AnswerRow.person == person,
                or_(AnswerRow.value.is_(None), AnswerRow.value != outcome),
            )
            .values(value=outcome, answered_at=at)
        )
        return self.connection.execute(statement).rowcount == 1

    def say(self, workspace: str, pair: UUID, answer: Answer) -> None:
        """Record a tap on another question; the latest counts."""
        values = {
            "workspace": workspace,
            "pair": pair,
            "question": answer.question,
            "number": answer.number,
            "person": answer.person,
            "asked_at": answer.at,
            "value": answer.value,
            "answered_at": answer.at,
        }
        key = ("pair", "question", "number", "person")
        self.upsert(AnswerRow, [values], key=key, updated=("value", "answered_at"))


def _asked(workspace: str, pair: UUID, check: CheckIn) -> Values:
    return {
        "workspace": workspace,
        "pair": pair,
        "question": MET,
        "number": check.number,
        "person": check.person,
        "asked_at": check.asked_at,
        "value": check.outcome,
        "answered_at": check.answered_at,
    }
