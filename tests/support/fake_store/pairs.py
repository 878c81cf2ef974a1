"""Pairs and what belongs to them, in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.commitments import Commitment
from bot.domain.facts import Occurrence, PairFacts
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.meetings import Suggestion
from bot.domain.pairs import Pair
from bot.domain.questions import Answer, Tap
from bot.domain.stages import StageChange, Status
from bot.services.ports import Look
from tests.support.fake_store.state import FakeRepository, Refused, refuse, refuse_naive


class FakePairs(FakeRepository):
    """Implements `ports.Pairs`."""

    __slots__ = ()

    def add(self, pair: Pair) -> bool:
        if self._is_taken(pair):
            return False
        refuse(when=pair.id in self.state.pairs, because=f"{pair.id} is taken")
        self._put(pair)
        return True

    def save(self, pair: Pair) -> None:
        if pair.id not in self.state.pairs:
            raise KeyError(pair.id)
        refuse(when=self._is_taken(pair), because="the mentee has another open pair in the program")
        self._put(pair)

    def lock(self, pair: UUID) -> Pair | None:
        return self.state.pairs.get(pair)

    def lock_all(self, pairs: Collection[UUID]) -> None:
        """In memory there is one writer."""

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        return {pair: self._facts(self.state.pairs[pair]) for pair in pairs if pair in self.state.pairs}

    def of_person(self, person: UUID) -> Sequence[UUID]:
        return self._oldest_first(each for each in self._open() if person in (each.mentor, each.mentee))

    def past_of(self, person: UUID) -> Sequence[UUID]:
        mine = [each for each in self.state.pairs.values() if person in (each.mentor, each.mentee)]
        past = [(each.ended_at, each.id) for each in mine if each.ended_at and each.started_at]
        return [pair for _, pair in sorted(past, key=lambda entry: entry[0])[::-1]]

    def of_program(self, program: UUID) -> Sequence[UUID]:
        return self._oldest_first(each for each in self.state.pairs.values() if each.program == program)

    def count_open(self, program: UUID, mentor: UUID) -> int:
        return sum((each.program, each.mentor) == (program, mentor) for each in self._open())

    def _open(self) -> list[Pair]:
        return [each for each in self.state.pairs.values() if each.status is not Status.ENDED]

    def _is_taken(self, pair: Pair) -> bool:
        others = [each for each in self._open() if each.id != pair.id and pair.status is not Status.ENDED]
        return any((each.program, each.mentee) == (pair.program, pair.mentee) for each in others)

    def _oldest_first(self, pairs: Iterable[Pair]) -> list[UUID]:
        return [pair.id for pair in sorted(pairs, key=lambda pair: pair.proposed_at)]

    def _put(self, pair: Pair) -> None:
        refuse_naive(pair)
        refuse(when=pair.mentor == pair.mentee, because="a pair is two people")
        self.need(self.state.programs, pair.program)
        self.need(self.state.people, pair.mentor, pair.mentee, pair.proposed_by, pair.move and pair.move.confirmed_by)
        self.need(self.state.pairs, pair.follows)
        self.state.pairs[pair.id] = pair

    def _facts(self, pair: Pair) -> PairFacts:
        state = self.state
        checks = [
            (number, each.asked_at, person, each)
            for (of, number, person), each in state.checks.items()
            if of == pair.id
        ]
        running = [each for each in self._open() if each.status is not Status.PROPOSED and each.id != pair.id]
        return PairFacts(
            pair=pair,
            are_together_elsewhere=any({each.mentor, each.mentee} == {pair.mentor, pair.mentee} for each in running),
            program=state.programs[pair.program],
            mentor=state.people[pair.mentor],
            mentee=state.people[pair.mentee],
            mentor_enrolment=state.enrolments.get((pair.program, pair.mentor)),
            mentee_enrolment=state.enrolments.get((pair.program, pair.mentee)),
            agreements=tuple(
                sorted((each for each in state.agreements.values() if each.pair == pair.id), key=lambda it: it.version)
            ),
            meetings=tuple(each for key, each in sorted(state.meetings.items()) if key[0] == pair.id),
            checks=tuple(check for *_, check in sorted(checks, key=lambda entry: entry[:3])),
            occurrences=self._newest(pair),
            feedback_numbers=self._feedback_numbers(pair),
            answers=tuple(each for key, each in self._answers() if key[0] == pair.id),
            suggestion=next((each for each in state.suggestions.values() if _is_open(each, pair)), None),
            commitments=tuple(each for each in state.commitments.values() if _is_open(each, pair)),
            kickoff=tuple(each for key, each in sorted(state.kickoffs.items()) if key[0] == pair.id),
            reviews=tuple(
                sorted(
                    (each for each in state.reviews.values() if each.pair == pair.id),
                    key=lambda it: (it.due_on, it.asked_at, it.person),
                )
            ),
            goal_notes=tuple(note for _, (of, note) in sorted(state.goal_notes.items(), key=_by_time) if of == pair.id),
            goal_news=tuple(
                sorted(
                    (each for each in state.goal_news.values() if each.pair == pair.id),
                    key=lambda it: (it.reached_at, it.goal),
                )
            ),
            goals=tuple(
                sorted((each for each in state.goals.values() if each.pair == pair.id), key=lambda it: it.written_at)
            ),
        )

    def _answers(self) -> list[tuple[tuple[UUID, Tap, int, UUID], Answer]]:
        return sorted(self.state.answers.items(), key=lambda entry: (entry[0][2], entry[0][1], entry[0][3]))

    def _newest(self, pair: Pair) -> tuple[Occurrence, ...]:
        found: dict[tuple[str, UUID], Occurrence] = {}
        for (prompt, of, person, _), row in sorted(self.state.occurrences.items()):
            if of == pair.id:
                found[prompt, person] = row
        return tuple(found.values())

    def _feedback_numbers(self, pair: Pair) -> tuple[tuple[UUID, int], ...]:
        unwritten = (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK)
        of = [each for each in self.state.feedback.values() if each.pair == pair.id and each.state not in unwritten]
        return tuple(
            (each.author, each.number) for each in sorted(of, key=lambda it: (it.number, it.author, it.question))
        )

    def count_mentees(self, mentors: Collection[UUID]) -> Mapping[UUID, int]:
        active = [each.mentor for each in self.state.pairs.values() if each.status is Status.ACTIVE]
        return {mentor: active.count(mentor) for mentor in mentors if mentor in active}

    def are_parted(self, workspace: str, one: UUID, other: UUID) -> bool:
        parted = [each for each in self.state.pairs.values() if each.is_parted and each.workspace == workspace]
        return any({each.mentor, each.mentee} == {one, other} for each in parted)


class FakeHistory(FakeRepository):
    """Implements `ports.History`. It has no way to change a line."""

    __slots__ = ()

    def append(self, workspace: str, change: StageChange) -> None:
        refuse_naive(change)
        refuse(when=(change.pair, change.seq) in self.state.history, because="the history is append-only")
        refuse(when=change.seq < 1, because="lines count from 1")
        self.need(self.state.pairs, change.pair)
        self.need(self.state.people, change.actor)
        self.state.history[change.pair, change.seq] = change

    def of(self, pair: UUID) -> Sequence[StageChange]:
        return [line for (of, _), line in sorted(self.state.history.items()) if of == pair]

    def since(self, program: UUID, at: datetime) -> Sequence[StageChange]:
        pairs = {pair.id for pair in self.state.pairs.values() if pair.program == program}
        lines = [line for line in self.state.history.values() if line.pair in pairs and line.at >= at]
        return sorted(lines, key=lambda line: (line.at, line.pair, line.seq))


class FakeFeedbacks(FakeRepository):
    """Implements `ports.Feedbacks`."""

    __slots__ = ()

    def get(self, feedback: UUID) -> Feedback:
        return self.state.feedback[feedback]

    def find(self, pair: UUID, author: UUID, question: str, number: int) -> Feedback | None:
        key = (pair, author, question, number)
        return next((each for each in self.state.feedback.values() if _asked(each) == key), None)

    def lock(self, feedback: UUID) -> Feedback | None:
        return self.state.feedback.get(feedback)

    def save(self, feedback: Feedback) -> None:
        refuse_naive(feedback)
        refuse(when=feedback.number < 1, because="meetings count from 1")
        self.need(self.state.pairs, feedback.pair)
        self.need(self.state.people, feedback.author)
        same = self.find(*_asked(feedback))
        if same and same.id != feedback.id:
            raise Refused("the author has written for this check-in before")
        self.state.feedback[feedback.id] = feedback

    def kept_by(self, author: UUID) -> Sequence[Feedback]:
        kept = [each for each in self.state.feedback.values() if each.state is FeedbackState.KEPT]
        written = [each for each in kept if each.author == author]
        return sorted(written, key=lambda each: each.written_at)[::-1]


class FakeLooks(FakeRepository):
    """Implements `ports.Looks`."""

    __slots__ = ()

    def add(self, workspace: str, look: Look) -> None:
        refuse_naive(look)
        self.need(self.state.pairs, look.pair)
        self.need(self.state.people, look.lead)
        self.state.looks[len(self.state.looks)] = look

    def of(self, pair: UUID) -> Sequence[Look]:
        looks = [look for look in self.state.looks.values() if look.pair == pair]
        return sorted(looks, key=lambda look: look.at)[::-1]


def _asked(feedback: Feedback) -> tuple[UUID, UUID, str, int]:
    return feedback.pair, feedback.author, feedback.question, feedback.number


def _is_open(found: Suggestion | Commitment, pair: Pair) -> bool:
    return found.pair == pair.id and found.closed_at is None


def _by_time(entry: tuple[tuple[UUID, datetime], object]) -> tuple[datetime, UUID]:
    (goal, at), _ = entry
    return at, goal
