"""Agreement versions. What two people wrote themselves is sealed as one; what they chose from lists is plain."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update

from bot.domain.agreement import (
    Agenda,
    Agreement,
    AnswerTime,
    Between,
    FeedbackWay,
    MentorRole,
    Signature,
    Style,
    Terms,
)
from bot.domain.programs import Rhythm
from bot.domain.reviews import Review
from storage.among import among
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import AgreementRow, PairRow, ReviewRow, SignatureRow

OWN_WORDS = frozenset({"purpose", "gain", "boundaries"})
REASON = "reason"
"""The words with which a version was proposed; they are sealed with its lines."""

Code = str | int | None
Read = TypeVar("Read")


def agreement_of(row: AgreementRow, signatures: tuple[Signature, ...], cipher: Cipher) -> Agreement:
    """The version of a row."""
    words = json.loads(cipher.open(row.words))
    return Agreement(
        id=row.id,
        pair=row.pair,
        version=row.version,
        terms=terms_of(row.codes, words),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        signatures=signatures,
        reason=words.get(REASON, ""),
        withdrawn_at=row.withdrawn_at,
    )


def terms_of(codes: Mapping[str, Code], words: Mapping[str, str]) -> Terms:
    """The lines from what is stored. A line that an older version did not have is one that was never settled."""

    def code(name: str, read: Callable[[str], Read]) -> Read | None:
        found = codes.get(name)
        return None if found is None else read(str(found))

    return Terms(
        purpose=words["purpose"],
        gain=words.get("gain", ""),
        role=code("role", MentorRole),
        rhythm=code("rhythm", Rhythm),
        weekday=code("weekday", int),
        at=code("at", time.fromisoformat),
        tz=str(codes["tz"]),
        minutes=code("minutes", int),
        style=code("style", Style),
        between=code("between", Between),
        answer_time=code("answer_time", AnswerTime),
        agenda=code("agenda", Agenda),
        feedback=code("feedback", FeedbackWay),
        language=code("language", str),
        boundaries=words["boundaries"],
        ends_on=code("ends_on", date.fromisoformat),
        review_on=code("review_on", date.fromisoformat),
    )


def codes_of(terms: Terms) -> dict[str, Code]:
    """Every line that is not in the people's own words, as JSON can hold it."""
    lines = {line.name: getattr(terms, line.name) for line in fields(terms) if line.name not in OWN_WORDS}
    return {name: value.isoformat() if isinstance(value, date | time) else value for name, value in lines.items()}


def review_of(row: ReviewRow) -> Review:
    """What one person was asked on a review date, and said."""
    return Review(pair=row.pair, due_on=row.due_on, person=row.person, asked_at=row.asked_at, held_at=row.held_at)


class SqlAgreements(Repository):
    """Implements `ports.Agreements`."""

    __slots__ = ()

    def add(self, agreement: Agreement) -> bool:
        """Insert once by (pair, version), with its signatures."""
        words = {name: getattr(agreement.terms, name) for name in OWN_WORDS} | {REASON: agreement.reason}
        values = {
            "id": agreement.id,
            "workspace": self._workspace(agreement.pair),
            "pair": agreement.pair,
            "version": agreement.version,
            "codes": codes_of(agreement.terms),
            "words": self.cipher.seal(json.dumps(words)),
            "drafted_by": agreement.drafted_by,
            "drafted_at": agreement.drafted_at,
            "withdrawn_at": agreement.withdrawn_at,
        }
        if not self.insert_once(AgreementRow, values, key=("pair", "version")):
            return False
        for signature in agreement.signatures:
            self.sign(agreement.id, signature)
        return True

    def sign(self, agreement: UUID, signature: Signature) -> bool:
        """Insert once by (agreement, person). `KeyError` when there is no such agreement."""
        workspace = self.connection.scalar(select(AgreementRow.workspace).where(AgreementRow.id == agreement))
        if workspace is None:
            raise KeyError(agreement)
        values = {"workspace": workspace, "agreement": agreement, "person": signature.person, "at": signature.at}
        return self.insert_once(SignatureRow, values, key=("agreement", "person"))

    def withdraw(self, agreements: Collection[UUID], at: datetime) -> None:
        """Mark versions as not taken up."""
        statement = update(AgreementRow).where(among(AgreementRow.id)).values(withdrawn_at=at)
        self.connection.execute(statement, {"ids": agreements})

    def ask(self, review: Review) -> bool:
        """Insert once by (pair, date, person). `KeyError` when there is no such pair."""
        values = {
            "workspace": self._workspace(review.pair),
            "pair": review.pair,
            "due_on": review.due_on,
            "person": review.person,
            "asked_at": review.asked_at,
            "held_at": review.held_at,
        }
        return self.insert_once(ReviewRow, values, key=("pair", "due_on", "person"))

    def hold(self, review: Review, at: datetime) -> bool:
        """Say that it holds, asked before or not; False when it was said before."""
        if self.ask(replace(review, held_at=at)):
            return True
        same = (ReviewRow.pair == review.pair, ReviewRow.due_on == review.due_on, ReviewRow.person == review.person)
        statement = update(ReviewRow).where(*same, ReviewRow.held_at.is_(None)).values(held_at=at)
        return self.connection.execute(statement).rowcount == 1

    def _workspace(self, pair: UUID) -> str:
        workspace = self.connection.scalar(select(PairRow.workspace).where(PairRow.id == pair))
        if workspace is None:
            raise KeyError(pair)
        return workspace
