"""Whom the program knows: people, programs, enrolments."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bot.domain.people import Person, Profile
from bot.domain.programs import Enrolment, Program


class Directory(Protocol):
    """People as Slack knows them now. Asked outside transactions only."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        """The account's profile, or None when Slack knows nobody by that id."""


class DaysOff(Protocol):
    """Public holidays: national ones, of every year the program may meet."""

    def __call__(self, country: str | None, tz: str, /) -> frozenset[date]:
        """Those of `country` (ISO 3166); of the one in which `tz` lies for None; none for an empty or unknown one."""


def no_days_off(country: str | None, tz: str, /) -> frozenset[date]:
    """No holidays anywhere."""
    del country, tz
    return frozenset()


class People(Protocol):
    """Person rows, unique by (workspace, slack_id)."""

    def get(self, person: UUID) -> Person:
        """The person. `KeyError` when there is none."""

    def find(self, workspace: str, slack_id: str) -> Person | None:
        """The person by Slack id."""

    def many(self, people: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those that exist, by id."""

    def add(self, person: Person) -> bool:
        """Insert once by (workspace, slack_id)."""

    def save(self, person: Person) -> None:
        """Update an existing row."""

    def lock(self, people: Collection[UUID]) -> Sequence[Person]:
        """Lock and return them in ascending order of id."""

    def lock_due(self, now: datetime, limit: int) -> Sequence[Person]:
        """Lock up to `limit` people with an open occurrence due at `now`, longest due first.

        Skips those that another transaction holds.
        """


class Programs(Protocol):
    """Programs with their leads."""

    def get(self, program: UUID) -> Program:
        """The program. `KeyError` when there is none."""

    def of_workspace(self, workspace: str) -> Sequence[Program]:
        """Oldest first."""

    def hold(self, workspace: str) -> None:
        """Keep the workspace's programs until the transaction ends: whoever holds them next sees what was made of them.

        Comes before every other lock.
        """

    def add(self, program: Program) -> None:
        """Insert, with its leads."""

    def save(self, program: Program) -> None:
        """Update terms and next digest; leads are changed by `add_lead` and `remove_lead`."""

    def add_lead(self, program: UUID, person: UUID, at: datetime) -> bool:
        """Insert once."""

    def remove_lead(self, program: UUID, person: UUID) -> bool:
        """Whether the person was a lead."""

    def lock_due(self, now: datetime) -> Sequence[Program]:
        """Lock the programs whose digest is due; skips those another transaction holds."""

    def next_due(self) -> datetime | None:
        """The earliest `next_digest_at`."""


class Enrolments(Protocol):
    """Enrolments, unique by (program, person)."""

    def find(self, program: UUID, person: UUID) -> Enrolment | None:
        """The enrolment, current or left."""

    def lock(self, program: UUID, person: UUID) -> Enrolment | None:
        """The same, locked."""

    def of_person(self, person: UUID) -> Sequence[Enrolment]:
        """All of them."""

    def of_program(self, program: UUID) -> Sequence[Enrolment]:
        """The current ones."""

    def save(self, enrolment: Enrolment) -> None:
        """Insert or update by (program, person)."""
