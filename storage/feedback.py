"""Feedback; its words are sealed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from bot.domain.feedback import Feedback, FeedbackState
from storage.repository import Repository
from storage.schema import FeedbackRow

CHANGEABLE = ("visibility", "words", "state", "written_at", "held_until")


class SqlFeedbacks(Repository):
    """Implements `ports.Feedbacks`."""

    __slots__ = ()

    def get(self, feedback: UUID) -> Feedback:
        """`KeyError` when there is none."""
        found = self._one(select(FeedbackRow).where(FeedbackRow.id == feedback))
        if found is None:
            raise KeyError(feedback)
        return found

    def find(self, pair: UUID, author: UUID, question: str, number: int) -> Feedback | None:
        """What the author wrote for this check-in."""
        return self._one(
            select(FeedbackRow).where(
                FeedbackRow.pair == pair,
                FeedbackRow.author == author,
                FeedbackRow.question == question,
                FeedbackRow.number == number,
            )
        )

    def lock(self, feedback: UUID) -> Feedback | None:
        """The same by id, locked."""
        return self._one(select(FeedbackRow).where(FeedbackRow.id == feedback).with_for_update())

    def save(self, feedback: Feedback) -> None:
        """Insert or update by id."""
        values = {
            "id": feedback.id,
            "workspace": feedback.workspace,
            "pair": feedback.pair,
            "author": feedback.author,
            "question": feedback.question,
            "number": feedback.number,
            "visibility": feedback.visibility,
            "words": self.cipher.seal(feedback.words),
            "state": feedback.state,
            "written_at": feedback.written_at,
            "held_until": feedback.held_until,
        }
        self.upsert(FeedbackRow, [values], key=("id",), updated=CHANGEABLE)

    def kept_by(self, author: UUID) -> Sequence[Feedback]:
        """What the author kept private, newest first."""
        statement = (
            select(FeedbackRow)
            .where(FeedbackRow.author == author, FeedbackRow.state == FeedbackState.KEPT)
            .order_by(FeedbackRow.written_at.desc(), FeedbackRow.place.desc())
        )
        return [self._feedback(row) for row in self.rows(statement)]

    def _one(self, statement: Select[FeedbackRow]) -> Feedback | None:
        row = self.row(statement)
        return self._feedback(row) if row else None

    def _feedback(self, row: FeedbackRow) -> Feedback:
        return Feedback(
            id=row.id,
            workspace=row.workspace,
            pair=row.pair,
            author=row.author,
            question=row.question,
            number=row.number,
            visibility=row.visibility,
            words=self.cipher.open(row.words),
            state=row.state,
            written_at=row.written_at,
            held_until=row.held_until,
        )
