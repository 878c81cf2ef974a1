"""PairFacts in bulk: one statement for each kind of fact, whether one pair is asked for or a thousand."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from bot.domain.agreement import Agreement, Signature
from bot.domain.commitments import Commitment
from bot.domain.facts import Occurrence, PairFacts
from bot.domain.feedback import FeedbackState
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal
from bot.domain.meetings import CheckIn, Meeting, Suggestion
from bot.domain.pairs import Pair
from bot.domain.programs import Enrolment
from bot.domain.questions import Answer, Tap
from bot.domain.reviews import Review
from bot.domain.stages import Status
from storage.agreements import agreement_of, review_of
from storage.among import among
from storage.checks import MET, answer_of, check_of
from storage.commitments import commitment_of
from storage.enrolments import enrolment_of
from storage.goal_notes import news_of, note_of
from storage.goals import goal_of
from storage.kickoffs import SqlKickoffs
from storage.meetings import meeting_of, suggestion_of
from storage.occurrences import occurrence_of
from storage.people import SqlPeople
from storage.programs import SqlPrograms
from storage.repository import Repository
from storage.schema import (
    IS_OPEN_COMMITMENT,
    IS_OPEN_SUGGESTION,
    NOT_ENDED,
    AgreementRow,
    AnswerRow,
    CommitmentRow,
    EnrolmentRow,
    FeedbackRow,
    GoalNewsRow,
    GoalNoteRow,
    GoalRow,
    MeetingRow,
    OccurrenceRow,
    PairRow,
    ReviewRow,
    SignatureRow,
    SuggestionRow,
)

UNWRITTEN = (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK)
"""Feedback in these states does not count as given."""

TOGETHER = select(PairRow.id, PairRow.mentor, PairRow.mentee).where(
    NOT_ENDED, PairRow.status.in_((Status.ACTIVE, Status.PAUSED)), among(PairRow.mentor)
)
"""By the mentor alone, as the index has it: whoever mentors is one of the two."""
ENROLMENTS = select(EnrolmentRow).where(among(EnrolmentRow.person))
"""By person alone: they are in few programs, while looking for both multiplies the look-ups."""
SIGNATURES = (
    select(SignatureRow)
    .join(AgreementRow, AgreementRow.id == SignatureRow.agreement)
    .where(among(AgreementRow.pair))
    .order_by(SignatureRow.at, SignatureRow.place)
)
AGREEMENTS = select(AgreementRow).where(among(AgreementRow.pair)).order_by(AgreementRow.version)
MEETINGS = select(MeetingRow).where(among(MeetingRow.pair)).order_by(MeetingRow.number)
CHECKS = (
    select(AnswerRow)
    .where(among(AnswerRow.pair), AnswerRow.question == MET)
    .order_by(AnswerRow.number, AnswerRow.asked_at, AnswerRow.person)
)
ANSWERS = (
    select(AnswerRow)
    .where(among(AnswerRow.pair), AnswerRow.question.in_(tuple(Tap)))
    .order_by(AnswerRow.number, AnswerRow.question, AnswerRow.person)
)
SUGGESTIONS = select(SuggestionRow).where(among(SuggestionRow.pair), IS_OPEN_SUGGESTION)
COMMITMENTS = select(CommitmentRow).where(among(CommitmentRow.pair), IS_OPEN_COMMITMENT).order_by(CommitmentRow.place)
REVIEWS = (
    select(ReviewRow).where(among(ReviewRow.pair)).order_by(ReviewRow.due_on, ReviewRow.asked_at, ReviewRow.person)
)
GOALS = select(GoalRow).where(among(GoalRow.pair)).order_by(GoalRow.written_at, GoalRow.place)
GOAL_NOTES = select(GoalNoteRow).where(among(GoalNoteRow.pair)).order_by(GoalNoteRow.at, GoalNoteRow.goal)
GOAL_NEWS = select(GoalNewsRow).where(among(GoalNewsRow.pair)).order_by(GoalNewsRow.reached_at, GoalNewsRow.goal)
FEEDBACK = (
    select(FeedbackRow)
    .where(among(FeedbackRow.pair), FeedbackRow.state.not_in(UNWRITTEN))
    .order_by(FeedbackRow.number, FeedbackRow.author, FeedbackRow.question)
)


def _newest_occurrences() -> Select[OccurrenceRow]:
    of_one = (OccurrenceRow.pair, OccurrenceRow.prompt, OccurrenceRow.person)
    number = func.max(OccurrenceRow.number).label("number")
    newest = select(*of_one, number).where(among(OccurrenceRow.pair)).group_by(*of_one).subquery()
    same = and_(
        OccurrenceRow.pair == newest.c.pair,
        OccurrenceRow.prompt == newest.c.prompt,
        OccurrenceRow.person == newest.c.person,
        OccurrenceRow.number == newest.c.number,
    )
    return select(OccurrenceRow).join(newest, same).order_by(OccurrenceRow.prompt, OccurrenceRow.person)


OCCURRENCES = _newest_occurrences()

RowT = TypeVar("RowT")
T = TypeVar("T")


class Facts(Repository):
    """Gathers what is known of pairs."""

    __slots__ = ()

    def of(self, pairs: Sequence[Pair]) -> Mapping[UUID, PairFacts]:
        """Facts of these pairs, by id."""
        if not pairs:
            return {}
        ids = [pair.id for pair in pairs]
        sides = {person for pair in pairs for person in (pair.mentor, pair.mentee)}
        people = SqlPeople(self.connection, self.cipher, self.days_off).many(sides)
        programs = SqlPrograms(self.connection, self.cipher).many({pair.program for pair in pairs})
        enrolments = self._enrolments(sides)
        agreements, meetings, checks = self._agreements(ids), self._meetings(ids), self._checks(ids)
        occurrences, feedback, goals = self.occurrences(ids), self._feedback(ids), self._goals(ids)
        answers, suggestions, commitments = self._answers(ids), self._suggestions(ids), self._commitments(ids)
        kickoff, reviews = SqlKickoffs(self.connection, self.cipher).of(ids), self._reviews(ids)
        notes, news = self._goal_notes(ids), self._goal_news(ids)
        together = self._together(sides)
        return {
            pair.id: PairFacts(
                pair=pair,
                program=programs[pair.program],
                mentor=people[pair.mentor],
                mentee=people[pair.mentee],
                mentor_enrolment=enrolments.get((pair.program, pair.mentor)),
                mentee_enrolment=enrolments.get((pair.program, pair.mentee)),
                agreements=agreements[pair.id],
                meetings=meetings[pair.id],
                checks=checks[pair.id],
                occurrences=occurrences[pair.id],
                feedback_numbers=feedback[pair.id],
                goals=goals[pair.id],
                kickoff=kickoff[pair.id],
                reviews=reviews[pair.id],
                answers=answers[pair.id],
                suggestion=next(iter(suggestions[pair.id]), None),
                commitments=commitments[pair.id],
                goal_notes=notes[pair.id],
                goal_news=news[pair.id],
                are_together_elsewhere=bool(together[frozenset({pair.mentor, pair.mentee})] - {pair.id}),
            )
            for pair in pairs
        }

    def _together(self, people: Collection[UUID]) -> Mapping[frozenset[UUID], set[UUID]]:
        """The running pairs of any two of these people."""
        found: defaultdict[frozenset[UUID], set[UUID]] = defaultdict(set)
        for pair, mentor, mentee in self.connection.execute(TOGETHER, {"ids": people}):
            found[frozenset({mentor, mentee})].add(pair)
        return found

    def _enrolments(self, people: Collection[UUID]) -> Mapping[tuple[UUID, UUID], Enrolment]:
        rows = self.rows(ENROLMENTS, ids=people)
        return {(row.program, row.person): enrolment_of(row, self.cipher) for row in rows}

    def _agreements(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Agreement, ...]]:
        signatures = _grouped(
            self.rows(SIGNATURES, ids=pairs),
            lambda row: row.agreement,
            lambda row: Signature(person=row.person, at=row.at),
        )
        rows = self.rows(AGREEMENTS, ids=pairs)
        return _grouped(rows, lambda row: row.pair, lambda row: agreement_of(row, signatures[row.id], self.cipher))

    def _meetings(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Meeting, ...]]:
        rows = self.rows(MEETINGS, ids=pairs)
        return _grouped(rows, lambda row: row.pair, lambda row: meeting_of(row, self.cipher))

    def _checks(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[CheckIn, ...]]:
        return _grouped(self.rows(CHECKS, ids=pairs), lambda row: row.pair, check_of)

    def _answers(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Answer, ...]]:
        return _grouped(self.rows(ANSWERS, ids=pairs), lambda row: row.pair, answer_of)

    def _suggestions(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Suggestion, ...]]:
        rows = self.rows(SUGGESTIONS, ids=pairs)
        return _grouped(rows, lambda row: row.pair, lambda row: suggestion_of(row, self.cipher))

    def _commitments(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Commitment, ...]]:
        rows = self.rows(COMMITMENTS, ids=pairs)
        return _grouped(rows, lambda row: row.pair, lambda row: commitment_of(row, self.cipher))

    def occurrences(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Occurrence, ...]]:
        """The newest of each prompt and person, of any state, by pair."""
        return _grouped(self.rows(OCCURRENCES, ids=pairs), lambda row: row.pair, occurrence_of)

    def _reviews(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Review, ...]]:
        return _grouped(self.rows(REVIEWS, ids=pairs), lambda row: row.pair, review_of)

    def _goals(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Goal, ...]]:
        return _grouped(self.rows(GOALS, ids=pairs), lambda row: row.pair, lambda row: goal_of(row, self.cipher))

    def _goal_notes(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[GoalNote, ...]]:
        return _grouped(self.rows(GOAL_NOTES, ids=pairs), lambda row: row.pair, lambda row: note_of(row, self.cipher))

    def _goal_news(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[GoalNews, ...]]:
        return _grouped(self.rows(GOAL_NEWS, ids=pairs), lambda row: row.pair, news_of)

    def _feedback(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[tuple[UUID, int], ...]]:
        return _grouped(self.rows(FEEDBACK, ids=pairs), lambda row: row.pair, lambda row: (row.author, row.number))


def _grouped(
    rows: Iterable[RowT], owner: Callable[[RowT], UUID], value: Callable[[RowT], T]
) -> Mapping[UUID, tuple[T, ...]]:
    """Values by their owner, in the order of the rows; an owner without rows has none."""
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[owner(row)].append(value(row))
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})
