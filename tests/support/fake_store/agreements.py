"""What two people agree, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.agreement import Agreement, Signature
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal, GoalState
from bot.domain.kickoff import KickoffAnswer
from bot.domain.reviews import Review
from tests.support.fake_store.state import FakeRepository, refuse, refuse_naive


class FakeAgreements(FakeRepository):
    """Implements `ports.Agreements`."""

    __slots__ = ()

    def add(self, agreement: Agreement) -> bool:
        refuse_naive(agreement)
        known = [(each.pair, each.version) for each in self.state.agreements.values()]
        if (agreement.pair, agreement.version) in known:
            return False
        if agreement.pair not in self.state.pairs:
            raise KeyError(agreement.pair)
        refuse(when=agreement.id in self.state.agreements, because=f"{agreement.id} is taken")
        self.need(self.state.people, agreement.drafted_by)
        self.state.agreements[agreement.id] = replace(agreement, signatures=())
        for signature in agreement.signatures:
            self.sign(agreement.id, signature)
        return True

    def sign(self, agreement: UUID, signature: Signature) -> bool:
        refuse_naive(signature)
        known = self.state.agreements[agreement]
        if known.is_signed_by(signature.person):
            return False
        self.need(self.state.people, signature.person)
        signatures = sorted((*known.signatures, signature), key=lambda it: it.at)
        self.state.agreements[agreement] = replace(known, signatures=tuple(signatures))
        return True

    def withdraw(self, agreements: Collection[UUID], at: datetime) -> None:
        refuse_naive(at)
        for agreement in agreements:
            self.state.agreements[agreement] = replace(self.state.agreements[agreement], withdrawn_at=at)

    def ask(self, review: Review) -> bool:
        refuse_naive(review)
        if review.pair not in self.state.pairs:
            raise KeyError(review.pair)
        key = (review.pair, review.due_on, review.person)
        if key in self.state.reviews:
            return False
        self.need(self.state.people, review.person)
        self.state.reviews[key] = review
        return True

    def hold(self, review: Review, at: datetime) -> bool:
        refuse_naive(at)
        if self.ask(replace(review, held_at=at)):
            return True
        key = (review.pair, review.due_on, review.person)
        known = self.state.reviews[key]
        self.state.reviews[key] = replace(known, held_at=known.held_at or at)
        return known.held_at is None


class FakeKickoffs(FakeRepository):
    """Implements `ports.Kickoffs`."""

    __slots__ = ()

    def choose(self, workspace: str, answer: KickoffAnswer) -> None:
        known = self._known(answer)
        chosen = dict(known.choices) | {item: str(code) for item, code in answer.choices.items()}
        self._put(replace(known, choices=chosen))

    def finish(self, workspace: str, answer: KickoffAnswer, at: datetime) -> bool:
        refuse_naive(at)
        known = self._known(answer)
        if known.finished_at:
            return False
        self._put(replace(known, finished_at=at))
        return True

    def _known(self, answer: KickoffAnswer) -> KickoffAnswer:
        blank = KickoffAnswer(pair=answer.pair, round=answer.round, person=answer.person)
        return self.state.kickoffs.get((answer.pair, answer.round, answer.person), blank)

    def _put(self, answer: KickoffAnswer) -> None:
        refuse(when=answer.round < 1, because="rounds count from 1")
        self.need(self.state.pairs, answer.pair)
        self.need(self.state.people, answer.person)
        self.state.kickoffs[answer.pair, answer.round, answer.person] = answer


class FakeGoals(FakeRepository):
    """Implements `ports.Goals`."""

    __slots__ = ()

    def find(self, goal: UUID) -> Goal | None:
        return self.state.goals.get(goal)

    def save(self, workspace: str, goal: Goal) -> None:
        refuse_naive(goal)
        refuse(when=(goal.state is GoalState.OPEN) != (goal.closed_at is None), because="half a close")
        self.need(self.state.pairs, goal.pair)
        self.need(self.state.people, goal.written_by)
        known = self.state.goals.get(goal.id, goal)
        kept = replace(goal, pair=known.pair, written_by=known.written_by, written_at=known.written_at)
        self.state.goals[goal.id] = kept


class FakeGoalNotes(FakeRepository):
    """Implements `ports.GoalNotes`."""

    __slots__ = ()

    def write(self, workspace: str, pair: UUID, note: GoalNote) -> None:
        refuse_naive(note)
        self.need(self.state.pairs, pair)
        self.need(self.state.goals, note.goal)
        self.need(self.state.people, note.by)
        _, known = self.state.goal_notes.get((note.goal, note.at), (pair, note))
        kept = replace(known, next_step=note.next_step, step_kind=note.step_kind)
        self.state.goal_notes[note.goal, note.at] = (pair, kept)

    def spread(self, workspace: str, news: GoalNews) -> None:
        refuse_naive(news)
        refuse(when=news.has_words and not news.mentee_yes, because="the words are the mentee's")
        refuse(when=news.turn < 0, because="turns count from 0")
        self.need(self.state.goals, news.goal)
        self.need(self.state.pairs, news.pair)
        known = self.state.goal_news.get(news.goal, news)
        self.state.goal_news[news.goal] = replace(news, pair=known.pair)

    def news(self, goal: UUID) -> GoalNews | None:
        return self.state.goal_news.get(goal)
