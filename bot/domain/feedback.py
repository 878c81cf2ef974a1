"""Feedback: words of one partner, a chosen reader, an hour to take them back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import AlreadySent, FieldsRefused, NothingAsked, TooLateToTakeBack
from bot.domain.questions import Visibility

HOLD = timedelta(hours=1)
"""How long words wait before their reader gets them; until then their author can take them back."""
LONGEST_FEEDBACK = 2000
"""Characters; a section of a Slack message holds 3,000 and escaping may lengthen words."""


class FeedbackState(StrEnum):
    """Where the words are."""

    DRAFT = "draft"
    HELD = "held"
    KEPT = "kept"
    DELIVERED = "delivered"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One answer in words to a question of one check-in; unique by pair, author, question and number."""

    id: UUID
    workspace: str
    pair: UUID
    author: UUID
    question: str
    number: int
    visibility: Visibility
    words: str
    state: FeedbackState
    written_at: datetime
    held_until: datetime | None = None

    def rewrite(self, words: str, visibility: Visibility, at: datetime) -> "Feedback":
        """The draft with other words or another reader. Raises `AlreadySent`, `FieldsRefused` on empty words."""
        if self.state not in (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK):
            raise AlreadySent
        if not words.strip():
            raise FieldsRefused({"words": "field.words_needed"})
        if len(words) > LONGEST_FEEDBACK:
            raise FieldsRefused({"words": "field.words_too_long"})
        return replace(self, words=words, visibility=visibility, state=FeedbackState.DRAFT, written_at=at)

    def send(self, at: datetime) -> "Feedback":
        """The words held for their reader, or kept at once when nobody else reads them. Raises `AlreadySent`."""
        if self.state is not FeedbackState.DRAFT:
            raise AlreadySent
        if self.visibility is Visibility.PRIVATE:
            return replace(self, state=FeedbackState.KEPT)
        return replace(self, state=FeedbackState.HELD, held_until=at + HOLD)

    def take_back(self, at: datetime) -> "Feedback":
        """The words withdrawn before anybody read them. Raises `TooLateToTakeBack`."""
        if self.state is not FeedbackState.HELD or (self.held_until and at >= self.held_until):
            raise TooLateToTakeBack
        return replace(self, state=FeedbackState.TAKEN_BACK)

    def discard(self) -> "Feedback":
        """What was kept for oneself alone, without its words. Raises `NothingAsked` for any other."""
        if self.state is not FeedbackState.KEPT:
            raise NothingAsked
        return replace(self, state=FeedbackState.TAKEN_BACK, words="")
