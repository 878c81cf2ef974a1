"""Agreement versions. What two people wrote themselves is sealed as one; what they chose from lists is plain."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from bot.domain.agreement import (
    Agenda,
    Agreement,
    AnswerTime,
    Between,
    FeedbackWay,
    GoalKind,
    MentorRole,
    Signature,
    Style,
    Terms,
)
from bot.domain.programs import Rhythm
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import AgreementRow, PairRow, SignatureRow

OWN_WORDS = frozenset({"purpose", "goal", "measure", "first_step", "boundaries"})

Code = str | int | None


def agreement_of(row: AgreementRow, signatures: tuple[Signature, ...], cipher: Cipher) -> Agreement:
    """The version of a row. A line that no code or words are kept for is an error, never a default."""
    return Agreement(
        id=row.id,
        pair=row.pair,
        version=row.version,
        terms=terms_of(row.codes, json.loads(cipher.open(row.words))),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        signatures=signatures,
    )


def terms_of(codes: Mapping[str, Code], words: Mapping[str, str]) -> Terms:
    """The lines from what is stored."""
    ends_on = codes["ends_on"]
    return Terms(
        purpose=words["purpose"],
        kind=GoalKind(str(codes["kind"])),
        goal=words["goal"],
        measure=words["measure"],
        due=date.fromisoformat(str(codes["due"])),
        first_step=words["first_step"],
        role=MentorRole(str(codes["role"])),
        rhythm=Rhythm(str(codes["rhythm"])),
        weekday=int(codes["weekday"] or 0),
        at=time.fromisoformat(str(codes["at"])),
        tz=str(codes["tz"]),
        minutes=int(codes["minutes"] or 0),
        style=Style(str(codes["style"])),
        between=Between(str(codes["between"])),
        answer_time=AnswerTime(str(codes["answer_time"])),
        agenda=Agenda(str(codes["agenda"])),
        feedback=FeedbackWay(str(codes["feedback"])),
        boundaries=words["boundaries"],
        ends_on=None if ends_on is None else date.fromisoformat(str(ends_on)),
    )


def codes_of(terms: Terms) -> dict[str, Code]:
    """Every line that is not in the people's own words, as JSON can hold it."""
    lines = {line.name: getattr(terms, line.name) for line in fields(terms) if line.name not in OWN_WORDS}
    return {name: value.isoformat() if isinstance(value, date | time) else value for name, value in lines.items()}


class SqlAgreements(Repository):
    """Implements `ports.Agreements`."""

    __slots__ = ()

    def add(self, agreement: Agreement) -> bool:
        """Insert once by (pair, version), with its signatures."""
        values = {
            "id": agreement.id,
            "workspace": self._workspace(agreement.pair),
            "pair": agreement.pair,
            "version": agreement.version,
            "codes": codes_of(agreement.terms),
            "words": self.cipher.seal(json.dumps({name: getattr(agreement.terms, name) for name in OWN_WORDS})),
            "drafted_by": agreement.drafted_by,
            "drafted_at": agreement.drafted_at,
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

    def _workspace(self, pair: UUID) -> str:
        workspace = self.connection.scalar(select(PairRow.workspace).where(PairRow.id == pair))
        if workspace is None:
            raise KeyError(pair)
        return workspace
