"""Expected meetings, and what each side said of them: answers to the question `met`."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import update

from bot.domain.meetings import CheckIn, Meeting, Outcome
from storage.repository import Repository
from storage.schema import AnswerRow, MeetingRow

MET: Final = "met"
"""The question of a check-in."""


def meeting_of(row: MeetingRow) -> Meeting:
    """The expected meeting of a row."""
    return Meeting(pair=row.pair, number=row.number, expected_at=row.expected_at)


def check_of(row: AnswerRow) -> CheckIn:
    """What one side was asked and said."""
    return CheckIn(
        person=row.person, number=row.number, asked_at=row.asked_at, outcome=row.value, answered_at=row.answered_at
    )


class SqlChecks(Repository):
    """Implements `ports.Checks`."""

    __slots__ = ()

    def expect(self, workspace: str, meeting: Meeting) -> bool:
        """Insert once."""
        values = {
            "workspace": workspace,
            "pair": meeting.pair,
            "number": meeting.number,
            "expected_at": meeting.expected_at,
        }
        return self.insert_once(MeetingRow, values, key=("pair", "number"))

    def ask(self, workspace: str, pair: UUID, check: CheckIn) -> bool:
        """Insert once."""
        values = {
            "workspace": workspace,
            "pair": pair,
            "question": MET,
            "number": check.number,
            "person": check.person,
            "asked_at": check.asked_at,
            "value": check.outcome,
            "answered_at": check.answered_at,
        }
        return self.insert_once(AnswerRow, values, key=("pair", "question", "number", "person"))

    def answer(self, pair: UUID, person: UUID, number: int, outcome: Outcome, at: datetime) -> bool:
        """Record the first answer; False when there was one before or nothing was asked."""
        statement = (
            update(AnswerRow)
            .where(
                AnswerRow.pair == pair,
                AnswerRow.question == MET,
                AnswerRow.number == number,
                AnswerRow.person == person,
                AnswerRow.value.is_(None),
            )
            .values(value=outcome, answered_at=at)
        )
        return self.connection.execute(statement).rowcount == 1
