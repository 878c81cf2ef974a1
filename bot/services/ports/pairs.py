"""What two people have together: the pair, its agreement, its history, its meetings, its words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.agreement import Agreement, Signature
from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal
from bot.domain.kickoff import KickoffAnswer
from bot.domain.pairs import Pair
from bot.domain.reviews import Review
from bot.domain.stages import StageChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A lead opened a named pair's status."""

    pair: UUID
    lead: UUID
    at: datetime


class Pairs(Protocol):
    """Pairs and their facts."""

    def add(self, pair: Pair) -> bool:
        """Insert once: a mentee has one pair that is not ended in a program."""

    def save(self, pair: Pair) -> None:
        """Update an existing row."""

    def lock(self, pair: UUID) -> Pair | None:
        """Lock and return the pair as it is now."""

    def lock_all(self, pairs: Collection[UUID]) -> None:
        """Lock pairs in ascending order of id."""

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        """Facts of those that exist, in a fixed number of statements however many they are."""

    def of_person(self, person: UUID) -> Sequence[UUID]:
        """Pairs of a person that are not ended, in which they are either side; oldest first."""

    def past_of(self, person: UUID) -> Sequence[UUID]:
        """Pairs of a person that started and have ended; newest end first."""

    def of_program(self, program: UUID) -> Sequence[UUID]:
        """All pairs of a program, ended ones too; oldest first."""

    def count_open(self, program: UUID, mentor: UUID) -> int:
        """Pairs of this mentor that are not ended."""

    def count_mentees(self, mentors: Collection[UUID]) -> Mapping[UUID, int]:
        """Active pairs per mentor, over all programs; nobody with none is in it."""

    def are_parted(self, workspace: str, one: UUID, other: UUID) -> bool:
        """Whether the two once ended contact for good."""


class Agreements(Protocol):
    """Versions, unique by (pair, version), and signatures, unique by (agreement, person)."""

    def add(self, agreement: Agreement) -> bool:
        """Insert once, with its signatures."""

    def sign(self, agreement: UUID, signature: Signature) -> bool:
        """Insert once."""

    def withdraw(self, agreements: Collection[UUID], at: datetime) -> None:
        """Mark versions as not taken up."""

    def ask(self, review: Review) -> bool:
        """Insert once by (pair, date, person)."""

    def hold(self, review: Review, at: datetime) -> bool:
        """Say that it holds, asked before or not; False when it was said before."""


class Kickoffs(Protocol):
    """Answers to the seven choices, unique by (pair, round, person, item)."""

    def choose(self, workspace: str, answer: KickoffAnswer) -> None:
        """Keep these choices; one that was made before is replaced."""

    def finish(self, workspace: str, answer: KickoffAnswer, at: datetime) -> bool:
        """Insert once by (pair, round, person)."""


class Goals(Protocol):
    """Goals of a pair's mentee; words encrypted at rest."""

    def find(self, goal: UUID) -> Goal | None:
        """By id; its pair's lock guards it."""

    def save(self, workspace: str, goal: Goal) -> None:
        """Insert or update by id."""


class GoalNotes(Protocol):
    """Notes, unique by (goal, at), with words encrypted at rest; and the news of a goal that was reached."""

    def write(self, workspace: str, pair: UUID, note: GoalNote) -> None:
        """Insert, or update the next step, by (goal, at)."""

    def spread(self, workspace: str, news: GoalNews) -> None:
        """Insert or update by goal."""

    def news(self, goal: UUID) -> GoalNews | None:
        """By goal; its pair's lock guards it."""


class History(Protocol):
    """Stage changes; append-only, unique by (pair, seq)."""

    def append(self, workspace: str, change: StageChange) -> None:
        """Add a line."""

    def of(self, pair: UUID) -> Sequence[StageChange]:
        """All lines of a pair, first to last."""

    def since(self, program: UUID, at: datetime) -> Sequence[StageChange]:
        """Lines of a program's pairs at or after `at`."""


class Feedbacks(Protocol):
    """Feedback, unique by (pair, author, question, number); words encrypted at rest."""

    def get(self, feedback: UUID) -> Feedback:
        """`KeyError` when there is none."""

    def find(self, pair: UUID, author: UUID, question: str, number: int) -> Feedback | None:
        """What the author wrote for this check-in."""

    def lock(self, feedback: UUID) -> Feedback | None:
        """The same by id, locked."""

    def save(self, feedback: Feedback) -> None:
        """Insert or update by id."""

    def kept_by(self, author: UUID) -> Sequence[Feedback]:
        """What the author kept private, newest first."""


class Looks(Protocol):
    """Who opened which pair's status."""

    def add(self, workspace: str, look: Look) -> None:
        """Record a look."""

    def of(self, pair: UUID) -> Sequence[Look]:
        """All looks at a pair, newest first."""
