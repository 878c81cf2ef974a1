"""What the fake store holds, and how it refuses what a database would refuse."""

from collections.abc import Container, Hashable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from uuid import UUID

from bot.domain.agreement import Agreement
from bot.domain.bundles import Bundle
from bot.domain.commitments import Commitment
from bot.domain.facts import Occurrence
from bot.domain.feedback import Feedback
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal
from bot.domain.kickoff import KickoffAnswer
from bot.domain.meetings import CheckIn, Meeting, Suggestion
from bot.domain.notices import OutboxEntry
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program
from bot.domain.questions import Answer, Tap
from bot.domain.reviews import Review
from bot.domain.stages import StageChange
from bot.services.ports import Look


class Refused(Exception):
    """A database would refuse this: a key is taken, a reference leads nowhere, an instant has no zone."""


@dataclass(slots=True)
class State:
    """All rows by their keys, in the order in which they came. Values are frozen, so a copy of the dicts is a copy."""

    people: dict[UUID, Person] = field(default_factory=dict)
    programs: dict[UUID, Program] = field(default_factory=dict)
    enrolments: dict[tuple[UUID, UUID], Enrolment] = field(default_factory=dict)
    pairs: dict[UUID, Pair] = field(default_factory=dict)
    agreements: dict[UUID, Agreement] = field(default_factory=dict)
    kickoffs: dict[tuple[UUID, int, UUID], KickoffAnswer] = field(default_factory=dict)
    reviews: dict[tuple[UUID, date, UUID], Review] = field(default_factory=dict)
    goals: dict[UUID, Goal] = field(default_factory=dict)
    goal_notes: dict[tuple[UUID, datetime], tuple[UUID, GoalNote]] = field(default_factory=dict)
    goal_news: dict[UUID, GoalNews] = field(default_factory=dict)
    history: dict[tuple[UUID, int], StageChange] = field(default_factory=dict)
    meetings: dict[tuple[UUID, int], Meeting] = field(default_factory=dict)
    checks: dict[tuple[UUID, int, UUID], CheckIn] = field(default_factory=dict)
    occurrences: dict[tuple[str, UUID, UUID, int], Occurrence] = field(default_factory=dict)
    attention: dict[tuple[UUID, str, int], datetime] = field(default_factory=dict)
    feedback: dict[UUID, Feedback] = field(default_factory=dict)
    outbox: dict[UUID, OutboxEntry] = field(default_factory=dict)
    paces: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    inbox: dict[str, datetime] = field(default_factory=dict)
    answers: dict[tuple[UUID, Tap, int, UUID], Answer] = field(default_factory=dict)
    suggestions: dict[tuple[UUID, int], Suggestion] = field(default_factory=dict)
    commitments: dict[UUID, Commitment] = field(default_factory=dict)
    looks: dict[int, Look] = field(default_factory=dict)
    bundles: dict[UUID, Bundle] = field(default_factory=dict)

    def copy(self) -> "State":
        """Another state with the same rows."""
        return State(*(getattr(self, rows.name).copy() for rows in fields(self)))


@dataclass(frozen=True, slots=True)
class FakeRepository:
    """One noun's rows within one transaction."""

    state: State

    def need(self, rows: Container[Hashable], *keys: Hashable) -> None:
        """Refuse references that lead nowhere; an empty one is fine."""
        for key in keys:
            if key is not None and key not in rows:
                raise Refused(f"{key} refers to nothing")


def refuse(*, when: bool, because: str) -> None:
    """Raise `Refused`."""
    if when:
        raise Refused(because)


def refuse_naive(value: object) -> None:
    """Raise `Refused` when an instant anywhere in the value has no zone."""
    match value:
        case datetime() if value.utcoffset() is None:
            raise Refused(f"{value!r} has no zone")
        case tuple():
            for each in value:
                refuse_naive(each)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for line in fields(value):
                refuse_naive(getattr(value, line.name))
        case _:
            pass
