"""PairFacts in bulk: one statement for each kind of fact, whether one pair is asked for or a thousand."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, func, select

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
from storage.agreements import agreement_of, review_of
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
    ReviewRow,
    SignatureRow,
    SuggestionRow,
)

UNWRITTEN = (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK)
"""Feedback in these states does not count as given."""

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
            )
            for pair in pairs
        }

    def _enrolments(self, people: Collection[UUID]) -> Mapping[tuple[UUID, UUID], Enrolment]:
        # By person alone: they are in few programs, while looking for both multiplies the look-ups.
        rows = self.rows(select(EnrolmentRow).where(self.among(EnrolmentRow.person, people)))
        return {(row.program, row.person): enrolment_of(row, self.cipher) for row in rows}

    def _agreements(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Agreement, ...]]:
        signed = self.rows(
            select(SignatureRow)
            .join(AgreementRow, AgreementRow.id == SignatureRow.agreement)
            .where(self.among(AgreementRow.pair, pairs))
            .order_by(SignatureRow.at, SignatureRow.place)
        )
        signatures = _grouped(signed, lambda row: row.agreement, lambda row: Signature(person=row.person, at=row.at))
        rows = self.rows(
            select(AgreementRow).where(self.among(AgreementRow.pair, pairs)).order_by(AgreementRow.version)
        )
        return _grouped(rows, lambda row: row.pair, lambda row: agreement_of(row, signatures[row.id], self.cipher))

    def _meetings(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Meeting, ...]]:
        statement = select(MeetingRow).where(self.among(MeetingRow.pair, pairs)).order_by(MeetingRow.number)
        return _grouped(self.rows(statement), lambda row: row.pair, lambda row: meeting_of(row, self.cipher))

    def _checks(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[CheckIn, ...]]:
        statement = (
            select(AnswerRow)
            .where(self.among(AnswerRow.pair, pairs), AnswerRow.question == MET)
            .order_by(AnswerRow.number, AnswerRow.asked_at, AnswerRow.person)
        )
        return _grouped(self.rows(statement), lambda row: row.pair, check_of)

    def _answers(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Answer, ...]]:
        statement = (
            select(AnswerRow)
            .where(self.among(AnswerRow.pair, pairs), AnswerRow.question.in_(tuple(Tap)))
            .order_by(AnswerRow.number, AnswerRow.question, AnswerRow.person)
        )
        return _grouped(self.rows(statement), lambda row: row.pair, answer_of)

    def _suggestions(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Suggestion, ...]]:
        statement = select(SuggestionRow).where(self.among(SuggestionRow.pair, pairs), IS_OPEN_SUGGESTION)
        return _grouped(self.rows(statement), lambda row: row.pair, lambda row: suggestion_of(row, self.cipher))

    def _commitments(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Commitment, ...]]:
        statement = (
            select(CommitmentRow)
            .where(self.among(CommitmentRow.pair, pairs), IS_OPEN_COMMITMENT)
            .order_by(CommitmentRow.place)
        )
        return _grouped(self.rows(statement), lambda row: row.pair, lambda row: commitment_of(row, self.cipher))

    def occurrences(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Occurrence, ...]]:
        """The newest of each prompt and person, of any state, by pair."""
        newest = (
            select(
                OccurrenceRow.pair,
                OccurrenceRow.prompt,
                OccurrenceRow.person,
                func.max(OccurrenceRow.number).label("number"),
            )
            .where(self.among(OccurrenceRow.pair, pairs))
            .group_by(OccurrenceRow.pair, OccurrenceRow.prompt, OccurrenceRow.person)
            .subquery()
        )
        same = and_(
            OccurrenceRow.pair == newest.c.pair,
            OccurrenceRow.prompt == newest.c.prompt,
            OccurrenceRow.person == newest.c.person,
            OccurrenceRow.number == newest.c.number,
        )
        statement = select(OccurrenceRow).join(newest, same).order_by(OccurrenceRow.prompt, OccurrenceRow.person)
        return _grouped(self.rows(statement), lambda row: row.pair, occurrence_of)

    def _reviews(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Review, ...]]:
        statement = (
            select(ReviewRow)
            .where(self.among(ReviewRow.pair, pairs))
            .order_by(ReviewRow.due_on, ReviewRow.asked_at, ReviewRow.person)
        )
        return _grouped(self.rows(statement), lambda row: row.pair, review_of)

    def _goals(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[Goal, ...]]:
        statement = select(GoalRow).where(self.among(GoalRow.pair, pairs)).order_by(GoalRow.written_at, GoalRow.place)
        return _grouped(self.rows(statement), lambda row: row.pair, lambda row: goal_of(row, self.cipher))

    def _goal_notes(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[GoalNote, ...]]:
        statement = select(GoalNoteRow).where(self.among(GoalNoteRow.pair, pairs))
        rows = self.rows(statement.order_by(GoalNoteRow.at, GoalNoteRow.goal))
        return _grouped(rows, lambda row: row.pair, lambda row: note_of(row, self.cipher))

    def _goal_news(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[GoalNews, ...]]:
        statement = select(GoalNewsRow).where(self.among(GoalNewsRow.pair, pairs))
        rows = self.rows(statement.order_by(GoalNewsRow.reached_at, GoalNewsRow.goal))
        return _grouped(rows, lambda row: row.pair, news_of)

    def _feedback(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[tuple[UUID, int], ...]]:
        statement = (
            select(FeedbackRow)
            .where(self.among(FeedbackRow.pair, pairs), FeedbackRow.state.not_in(UNWRITTEN))
            .order_by(FeedbackRow.number, FeedbackRow.author, FeedbackRow.question)
        )
        return _grouped(self.rows(statement), lambda row: row.pair, lambda row: (row.author, row.number))


def _grouped(
    rows: Iterable[RowT], owner: Callable[[RowT], UUID], value: Callable[[RowT], T]
) -> Mapping[UUID, tuple[T, ...]]:
    """Values by their owner, in the order of the rows; an owner without rows has none."""
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[owner(row)].append(value(row))
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})
