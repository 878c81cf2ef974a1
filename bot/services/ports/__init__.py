"""What the use cases need from outside: storage as repositories of domain values, and a directory of people.

One `Transaction` sees and changes everything or nothing. Repositories never commit, never call Slack, and speak only
in domain values. "Once" means that the database refuses the second one: methods returning bool answer whether the row
is new. `lock` waits for other transactions that hold the row (a no-op on SQLite, which has one writer); the order is
person, enrolment, pair, and ascending ids within each. The doubles in tests implement these protocols.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.services.ports.meetings import Checks, Commitments, Meetings
from bot.services.ports.pairs import Agreements, Feedbacks, GoalNotes, Goals, History, Kickoffs, Look, Looks, Pairs
from bot.services.ports.people import DaysOff, Directory, Enrolments, People, Programs, no_days_off
from bot.services.ports.work import Attention, Bundles, Inbox, Occurrences, Outbox, Paces, Trouble

__all__ = [
    "Agreements",
    "Attention",
    "Bundles",
    "Checks",
    "Commitments",
    "DaysOff",
    "Directory",
    "Enrolments",
    "Feedbacks",
    "GoalNotes",
    "Goals",
    "History",
    "Inbox",
    "Kickoffs",
    "Look",
    "Looks",
    "Meetings",
    "Occurrences",
    "Outbox",
    "Paces",
    "Pairs",
    "People",
    "Programs",
    "Store",
    "Transaction",
    "Trouble",
    "no_days_off",
]


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
    def goals(self) -> Goals: ...
    @property
    def goal_notes(self) -> GoalNotes: ...
    @property
    def kickoffs(self) -> Kickoffs: ...
    @property
    def history(self) -> History: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def commitments(self) -> Commitments: ...
    @property
    def occurrences(self) -> Occurrences: ...
    @property
    def attention(self) -> Attention: ...
    @property
    def feedback(self) -> Feedbacks: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def paces(self) -> Paces: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def looks(self) -> Looks: ...
    @property
    def bundles(self) -> Bundles: ...


class Store(Protocol):
    """How transactions are opened. Each commits when its block ends and rolls back when it raises."""

    def reads(self) -> AbstractContextManager[Transaction]:
        """A snapshot to read from; never waits for a writer."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A person's change; goes before batches."""

    def batch(self) -> AbstractContextManager[Transaction]:
        """The scheduler's change; goes after people."""
