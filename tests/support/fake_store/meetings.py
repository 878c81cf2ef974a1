"""Meetings, answers and commitments, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.commitments import Commitment
from bot.domain.meetings import CheckIn, Meeting, Outcome, Suggestion
from bot.domain.questions import Answer
from tests.support.fake_store.state import FakeRepository, refuse, refuse_naive


class FakeMeetings(FakeRepository):
    """Implements `ports.Meetings`."""

    __slots__ = ()

    def expect(self, workspace: str, meeting: Meeting) -> bool:
        if (meeting.pair, meeting.number) in self.state.meetings:
            refuse_naive(meeting)
            return False
        self.save(workspace, meeting)
        return True

    def expect_all(self, meetings: Sequence[tuple[str, Meeting]]) -> None:
        for workspace, meeting in meetings:
            self.expect(workspace, meeting)

    def save(self, workspace: str, meeting: Meeting) -> None:
        refuse_naive(meeting)
        refuse(when=meeting.number < 1, because="meetings count from 1")
        refuse(when=meeting.changes < 0, because="changes count from 0")
        self.need(self.state.pairs, meeting.pair)
        self.state.meetings[meeting.pair, meeting.number] = meeting

    def suggest(self, workspace: str, suggestion: Suggestion) -> None:
        refuse_naive(suggestion)
        refuse(when=min(suggestion.turn, suggestion.number) < 1, because="turns and meetings count from 1")
        self.need(self.state.pairs, suggestion.pair)
        self.need(self.state.people, suggestion.by)
        self.close(suggestion.pair, suggestion.made_at)
        key = suggestion.pair, suggestion.turn
        known = self.state.suggestions.get(key)
        kept = replace(known, closed_at=suggestion.closed_at) if known else suggestion
        self.state.suggestions[key] = kept

    def turns(self, pair: UUID) -> int:
        return max((turn for of, turn in self.state.suggestions if of == pair), default=0)

    def close(self, pair: UUID, at: datetime) -> None:
        refuse_naive(at)
        for key, each in self.state.suggestions.items():
            if each.pair == pair and each.closed_at is None:
                self.state.suggestions[key] = replace(each, closed_at=at)


class FakeChecks(FakeRepository):
    """Implements `ports.Checks`."""

    __slots__ = ()

    def ask(self, workspace: str, pair: UUID, check: CheckIn) -> bool:
        refuse_naive(check)
        if (pair, check.number, check.person) in self.state.checks:
            return False
        refuse(when=check.number < 1, because="meetings count from 1")
        refuse(when=(check.outcome is None) != (check.answered_at is None), because="half an answer")
        self.need(self.state.pairs, pair)
        self.need(self.state.people, check.person)
        self.state.checks[pair, check.number, check.person] = check
        return True

    def ask_all(self, asked: Sequence[tuple[str, UUID, CheckIn]]) -> None:
        for workspace, pair, check in asked:
            self.ask(workspace, pair, check)

    def answer(self, pair: UUID, person: UUID, number: int, outcome: Outcome, at: datetime) -> bool:
        refuse_naive(at)
        asked = self.state.checks.get((pair, number, person))
        if asked is None or asked.outcome is outcome:
            return False
        self.state.checks[pair, number, person] = replace(asked, outcome=outcome, answered_at=at)
        return True

    def say(self, workspace: str, pair: UUID, answer: Answer) -> None:
        refuse_naive(answer)
        refuse(when=answer.number < 1, because="meetings count from 1")
        self.need(self.state.pairs, pair)
        self.need(self.state.people, answer.person)
        self.state.answers[pair, answer.question, answer.number, answer.person] = answer


class FakeCommitments(FakeRepository):
    """Implements `ports.Commitments`."""

    __slots__ = ()

    def save(self, workspace: str, commitment: Commitment) -> None:
        refuse_naive(commitment)
        refuse(when=commitment.number < 1, because="meetings count from 1")
        self.need(self.state.pairs, commitment.pair)
        self.need(self.state.people, commitment.person)
        others = [each for each in self.state.commitments.values() if each.id != commitment.id and not each.closed_at]
        same = [(each.pair, each.person) for each in others]
        is_second = not commitment.closed_at and (commitment.pair, commitment.person) in same
        refuse(when=is_second, because="another one is open")
        self.state.commitments[commitment.id] = commitment
