"""One small thing that somebody wants to do until the next meeting, in a sentence of their own."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.domain.errors import FieldsRefused
from bot.domain.questions import Kept

LONGEST_COMMITMENT = 200
"""Characters: one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What one of the two wants to do, written in the check-in about meeting `number` and asked about in the next.

    Only its author reads it. At most one is open for a person in a pair; a closed one was done or let go.
    """

    id: UUID
    pair: UUID
    person: UUID
    number: int
    words: str
    made_at: datetime
    closed_at: datetime | None = None

    def answered(self, kept: Kept, at: datetime) -> "Commitment":
        """The commitment after its author said what became of it; *not yet* leaves it open."""
        return self if kept is Kept.NOT_YET else replace(self, closed_at=at)


def refuse_unwritten(words: str) -> None:
    """Raise `FieldsRefused` for no words, or more than a sentence."""
    if not words:
        raise FieldsRefused({"words": "field.words_needed"})
    if len(words) > LONGEST_COMMITMENT:
        raise FieldsRefused({"words": "field.words_too_long"})
