"""What the use cases need from outside: storage as repositories of domain values, and a directory of people.

One `Transaction` sees and changes everything or nothing. Repositories never commit, never call Slack, and speak only
in domain values. "Once" means that the database refuses the second one: methods returning bool answer whether the row
is new. `lock` waits for other transactions that hold the row (a no-op on SQLite, which has one writer); the order is
person, enrolment, pair, and ascending ids within each. The doubles in tests implement these protocols.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.agreement import Agreement, Signature
from bot.domain.facts import Occurrence, PairFacts
from bot.domain.feedback import Feedback
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.notices import OutboxEntry
from bot.domain.pairs import Pair
from bot.domain.people import Person, Profile
from bot.domain.programs import Enrolment, Program
from bot.domain.stages import StageChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A lead opened a named pair's status."""

    pair: UUID
    lead: UUID
    at: datetime


class Directory(Protocol):
    """People as Slack knows them now. Asked outside transactions only."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        """The account's profile, or None when Slack knows nobody by that id."""


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


class Pairs(Protocol):
    """Pairs and their facts."""

    def add(self, pair: Pair) -> bool:
        """Insert once: a mentee has one pair that is not ended in a program."""

    def save(self, pair: Pair) -> None:
        """Update an existing row."""

    def lock(self, pair: UUID) -> Pair | None:
        """Lock and return the pair as it is now."""

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        """Facts of those that exist, in a fixed number of statements however many they are."""

    def of_person(self, person: UUID) -> Sequence[UUID]:
        """Pairs of a person that are not ended, in which they are either side; oldest first."""

    def of_program(self, program: UUID) -> Sequence[UUID]:
        """All pairs of a program, ended ones too; oldest first."""

    def count_open(self, program: UUID, mentor: UUID) -> int:
        """Pairs of this mentor that are not ended."""


class Agreements(Protocol):
    """Versions, unique by (pair, version), and signatures, unique by (agreement, person)."""

    def add(self, agreement: Agreement) -> bool:
        """Insert once, with its signatures."""

    def sign(self, agreement: UUID, signature: Signature) -> bool:
        """Insert once."""


class History(Protocol):
    """Stage changes; append-only, unique by (pair, seq)."""

    def append(self, workspace: str, change: StageChange) -> None:
        """Add a line."""

    def of(self, pair: UUID) -> Sequence[StageChange]:
        """All lines of a pair, first to last."""

    def since(self, program: UUID, at: datetime) -> Sequence[StageChange]:
        """Lines of a program's pairs at or after `at`."""


class Checks(Protocol):
    """Expected meetings, unique by (pair, number), and what each side said, unique by (pair, person, number)."""

    def expect(self, workspace: str, meeting: Meeting) -> bool:
        """Insert once."""

    def ask(self, workspace: str, pair: UUID, check: CheckIn) -> bool:
        """Insert once."""

    def answer(self, pair: UUID, person: UUID, number: int, outcome: Outcome, at: datetime) -> bool:
        """Record the first answer; False when there was one before or nothing was asked."""


class Occurrences(Protocol):
    """Occurrences; unique by (prompt, pair, person, number), one open per (prompt, pair, person)."""

    def save(self, occurrences: Sequence[Occurrence]) -> None:
        """Insert or update by (prompt, pair, person, number), in bulk. Finished rows stay as they are."""

    def due(self, people: Collection[UUID], now: datetime) -> Sequence[Occurrence]:
        """Open ones of these people due at `now`, longest due first."""

    def next_due(self) -> datetime | None:
        """The earliest `due_at` of an open one."""


class Attention(Protocol):
    """A person's weekly slots, unique by (person, week, slot)."""

    def taken(self, people: Collection[UUID], weeks: Collection[str]) -> Mapping[tuple[UUID, str], frozenset[int]]:
        """Slots taken per person and ISO week."""

    def take(self, workspace: str, person: UUID, week: str, slot: int, at: datetime) -> bool:
        """Insert once."""


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


class Outbox(Protocol):
    """Messages on their way, unique by (workspace, key)."""

    def put(self, entry: OutboxEntry) -> bool:
        """Insert once."""

    def get(self, entry: UUID) -> OutboxEntry:
        """`KeyError` when there is none."""

    def find(self, workspace: str, key: str) -> OutboxEntry | None:
        """By key."""

    def lock(self, entry: UUID) -> OutboxEntry | None:
        """By id, locked."""

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Lease up to `limit` waiting entries whose `not_before` has come, oldest first, skipping locked ones.

        Each returned entry has state LEASED and one more attempt.
        """

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Leased entries whose lease ran out, locked: their end is not known."""

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        """Update state and what goes with it, in bulk. Final entries drop their facts and keep their key."""

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        """Those shown to a lead with *Post again*."""

    def unreachable(self, workspace: str, since: datetime) -> frozenset[UUID]:
        """People to whom a message died since then."""

    def next_due(self) -> datetime | None:
        """The earliest instant at which an entry can be claimed, or a lease runs out."""

    def backlog(self, now: datetime) -> int:
        """Waiting entries that could be sent now."""

    def prune(self, before: datetime) -> int:
        """Delete final entries finished before then; how many."""


class Inbox(Protocol):
    """Deliveries that took effect, unique by id."""

    def take(self, workspace: str, delivery: str, at: datetime) -> bool:
        """Insert once; False means the delivery was handled before."""

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""


class Looks(Protocol):
    """Who opened which pair's status."""

    def add(self, workspace: str, look: Look) -> None:
        """Record a look."""

    def of(self, pair: UUID) -> Sequence[Look]:
        """All looks at a pair, newest first."""


class Transaction(Protocol):
    """All repositories of one transaction."""

    @property
    def people(self) -> People: ...
    @property
    def programs(self) -> Programs: ...
    @property
    def enrolments(self) -> Enrolments: ...
    @property
    def pairs(self) -> Pairs: ...
    @property
    def agreements(self) -> Agreements: ...
    @property
    def history(self) -> History: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def occurrences(self) -> Occurrences: ...
    @property
    def attention(self) -> Attention: ...
    @property
    def feedback(self) -> Feedbacks: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def looks(self) -> Looks: ...


class Store(Protocol):
    """How transactions are opened. Each commits when its block ends and rolls back when it raises."""

    def reads(self) -> AbstractContextManager[Transaction]:
        """A snapshot to read from; never waits for a writer."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A person's change; goes before batches."""

    def batch(self) -> AbstractContextManager[Transaction]:
        """The scheduler's change; goes after people."""
