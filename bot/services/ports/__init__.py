"""What the use cases need from outside: storage as repositories of domain values, and a directory of people.

One `Transaction` sees and changes everything or nothing. Repositories never commit, never call Slack, and speak only
in domain values. "Once" means that the database refuses the second one: methods returning bool answer whether the row
is new. `lock` waits for other transactions that hold the row (a no-op on SQLite, which has one writer); the order is
person, enrolment, pair, and ascending ids within each. The doubles in tests implement these protocols.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.services.ports.pairs import Agreements, Checks, Feedbacks, History, Look, Looks, Pairs
from bot.services.ports.people import Directory, Enrolments, People, Programs
from bot.services.ports.work import Attention, Inbox, Occurrences, Outbox

__all__ = [
    "Agreements",
    "Attention",
    "Checks",
    "Directory",
    "Enrolments",
    "Feedbacks",
    "History",
    "Inbox",
    "Look",
    "Looks",
    "Occurrences",
    "Outbox",
    "Pairs",
    "People",
    "Programs",
    "Store",
    "Transaction",
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
