"""Enrolment rows; wants and offers are sealed together, one opening instead of two."""

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from bot.domain.programs import Enrolment
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import EnrolmentRow

CHANGEABLE = ("role", "words", "capacity", "left_at")


def enrolment_of(row: EnrolmentRow, cipher: Cipher) -> Enrolment:
    """The enrolment of a row."""
    words: dict[str, str] = json.loads(cipher.open(row.words) or "{}")
    return Enrolment(
        id=row.id,
        workspace=row.workspace,
        program=row.program,
        person=row.person,
        role=row.role,
        wants=words.get("wants", ""),
        offers=words.get("offers", ""),
        capacity=row.capacity,
        left_at=row.left_at,
    )


ONE = select(EnrolmentRow).where(
    EnrolmentRow.program == bindparam("program"), EnrolmentRow.person == bindparam("person")
)
LOCKED = ONE.with_for_update()
OF_PERSON = select(EnrolmentRow).where(EnrolmentRow.person == bindparam("person")).order_by(EnrolmentRow.place)
OF_PROGRAM = (
    select(EnrolmentRow)
    .where(EnrolmentRow.program == bindparam("program"), EnrolmentRow.left_at.is_(None))
    .order_by(EnrolmentRow.place)
)


class SqlEnrolments(Repository):
    """Implements `ports.Enrolments`."""

    __slots__ = ()

    def find(self, program: UUID, person: UUID) -> Enrolment | None:
        """The enrolment, current or left."""
        return self._one(ONE, program, person)

    def lock(self, program: UUID, person: UUID) -> Enrolment | None:
        """The same, locked."""
        return self._one(LOCKED, program, person)

    def of_person(self, person: UUID) -> Sequence[Enrolment]:
        """All of them, oldest first."""
        return self._all(OF_PERSON, person=person)

    def of_program(self, program: UUID) -> Sequence[Enrolment]:
        """The current ones, oldest first."""
        return self._all(OF_PROGRAM, program=program)

    def save(self, enrolment: Enrolment) -> None:
        """Insert or update by (program, person); the row keeps the id it was first saved with."""
        words = {"wants": enrolment.wants, "offers": enrolment.offers}
        values = {
            "id": enrolment.id,
            "workspace": enrolment.workspace,
            "program": enrolment.program,
            "person": enrolment.person,
            "role": enrolment.role,
            "words": self.cipher.seal(json.dumps(words) if any(words.values()) else ""),
            "capacity": enrolment.capacity,
            "left_at": enrolment.left_at,
        }
        self.upsert(EnrolmentRow, [values], key=("program", "person"), updated=CHANGEABLE)

    def _one(self, statement: Select[EnrolmentRow], program: UUID, person: UUID) -> Enrolment | None:
        row = self.row(statement, program=program, person=person)
        return enrolment_of(row, self.cipher) if row else None

    def _all(self, statement: Select[EnrolmentRow], **given: UUID) -> Sequence[Enrolment]:
        return [enrolment_of(row, self.cipher) for row in self.rows(statement, **given)]
