"""A store in memory that keeps the same rules as the databases; tests/storage holds all three to one suite."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock, get_ident

from tests.support.fake_store.agreements import FakeAgreements, FakeGoalNotes, FakeGoals, FakeKickoffs
from tests.support.fake_store.meetings import FakeChecks, FakeCommitments, FakeMeetings
from tests.support.fake_store.pairs import (
    FakeFeedbacks,
    FakeHistory,
    FakeLooks,
    FakePairs,
)
from tests.support.fake_store.people import FakeAttention, FakeEnrolments, FakePeople, FakePrograms
from tests.support.fake_store.state import Refused, State
from tests.support.fake_store.work import FakeBundles, FakeInbox, FakeOccurrences, FakeOutbox, FakePaces

__all__ = ["FakeStore", "FakeTransaction", "Refused", "State"]


class FakeTransaction:
    """Implements `ports.Transaction` on one state."""

    def __init__(self, state: State) -> None:
        self.people = FakePeople(state)
        self.programs = FakePrograms(state)
        self.enrolments = FakeEnrolments(state)
        self.pairs = FakePairs(state)
        self.agreements = FakeAgreements(state)
        self.goals = FakeGoals(state)
        self.goal_notes = FakeGoalNotes(state)
        self.kickoffs = FakeKickoffs(state)
        self.history = FakeHistory(state)
        self.meetings = FakeMeetings(state)
        self.checks = FakeChecks(state)
        self.commitments = FakeCommitments(state)
        self.occurrences = FakeOccurrences(state)
        self.attention = FakeAttention(state)
        self.feedback = FakeFeedbacks(state)
        self.outbox = FakeOutbox(state)
        self.paces = FakePaces(state)
        self.inbox = FakeInbox(state)
        self.looks = FakeLooks(state)
        self.bundles = FakeBundles(state)


class FakeStore:
    """Implements `ports.Store`. `state` is what was committed last."""

    def __init__(self) -> None:
        self.state = State()
        self._one_writer = Lock()
        self._writer: int | None = None

    @contextmanager
    def reads(self) -> Iterator[FakeTransaction]:
        """A snapshot; writing in it is refused when it ends."""
        before = self.state
        seen = before.copy()
        yield FakeTransaction(seen)
        if seen != before:
            raise Refused("something was written in a transaction that only reads")

    @contextmanager
    def write(self) -> Iterator[FakeTransaction]:
        """A copy that takes the place of the committed state unless something is raised."""
        if self._writer == get_ident():
            raise RuntimeError("a transaction was opened inside a transaction")
        with self._one_writer:
            self._writer = get_ident()
            try:
                changed = self.state.copy()
                yield FakeTransaction(changed)
                self.state = changed
            finally:
                self._writer = None

    def batch(self) -> AbstractContextManager[FakeTransaction]:
        """The same: in memory nobody waits long enough to be put first."""
        return self.write()
