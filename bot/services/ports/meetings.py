"""Meetings as the two arrange them, what each said of them, and what each wants to do until the next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.commitments import Commitment
from bot.domain.meetings import CheckIn, Meeting, Outcome, Suggestion
from bot.domain.questions import Answer


class Meetings(Protocol):
    """Meetings, unique by (pair, number); suggested times, unique by (pair, turn), one open for a pair."""

    def expect(self, workspace: str, meeting: Meeting) -> bool:
        """Insert once."""

    def expect_all(self, meetings: Sequence[tuple[str, Meeting]]) -> None:
        """The same in bulk: workspace and meeting; known ones are left as they are."""

    def save(self, workspace: str, meeting: Meeting) -> None:
        """Insert or update by (pair, number)."""

    def suggest(self, workspace: str, suggestion: Suggestion) -> None:
        """Insert the next turn; whatever was open is closed at its instant."""

    def turns(self, pair: UUID) -> int:
        """How many times were suggested so far."""

    def close(self, pair: UUID, at: datetime) -> None:
        """Close the open suggestion, if there is one."""


class Checks(Protocol):
    """What each side said in a check-in, unique by (pair, person, question, number)."""

    def ask(self, workspace: str, pair: UUID, check: CheckIn) -> bool:
        """Insert once."""

    def ask_all(self, asked: Sequence[tuple[str, UUID, CheckIn]]) -> None:
        """The same in bulk: workspace, pair and what is asked; known ones are left as they are."""

    def answer(self, pair: UUID, person: UUID, number: int, outcome: Outcome, at: datetime) -> bool:
        """Record what they say now; False when they said that before or nothing was asked."""

    def say(self, workspace: str, pair: UUID, answer: Answer) -> None:
        """Record a tap on another question; the latest counts."""


class Commitments(Protocol):
    """Commitments by id, one open for a person in a pair; words encrypted at rest."""

    def save(self, workspace: str, commitment: Commitment) -> None:
        """Insert or update by id."""
