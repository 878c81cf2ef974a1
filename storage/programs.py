"""Program rows and their leads."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, func, insert, select

from bot.domain.programs import Program, ProgramTerms
from storage.among import among
from storage.cipher import Cipher
from storage.repository import Repository, Values
from storage.schema import LeadershipRow, ProgramRow


def program_of(row: ProgramRow, leads: tuple[UUID, ...], cipher: Cipher) -> Program:
    """The program of a row."""
    terms = ProgramTerms(
        name=cipher.open(row.name),
        digest_channel=row.digest_channel,
        digest_weekday=row.digest_weekday,
        digest_hour=row.digest_hour,
        tz=row.tz,
        weeks=row.weeks,
        rhythm=row.rhythm,
        contact=None if row.contact is None else cipher.open(row.contact),
    )
    return Program(id=row.id, workspace=row.workspace, terms=terms, next_digest_at=row.next_digest_at, leads=leads)


MANY = select(ProgramRow).where(among(ProgramRow.id))
OF_WORKSPACE = select(ProgramRow).where(ProgramRow.workspace == bindparam("workspace")).order_by(ProgramRow.place)
DUE = (
    select(ProgramRow)
    .where(ProgramRow.next_digest_at <= bindparam("now"))
    .order_by(ProgramRow.next_digest_at, ProgramRow.place)
    .with_for_update(skip_locked=True)
)
HOLD = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)))
NEXT_DIGEST = select(func.min(ProgramRow.next_digest_at))
LEADS = select(LeadershipRow).where(among(LeadershipRow.program)).order_by(LeadershipRow.place)


class SqlPrograms(Repository):
    """Implements `ports.Programs`."""

    __slots__ = ()

    def get(self, program: UUID) -> Program:
        """The program. `KeyError` when there is none."""
        return self.many([program])[program]

    def many(self, programs: Collection[UUID]) -> Mapping[UUID, Program]:
        """Those that exist, by id."""
        return {program.id: program for program in self._programs(MANY, ids=programs)}

    def of_workspace(self, workspace: str) -> Sequence[Program]:
        """Oldest first."""
        return self._programs(OF_WORKSPACE, workspace=workspace)

    def hold(self, workspace: str) -> None:
        """By a lock of its own, since there may be no row yet; SQLite has one writer anyway."""
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(HOLD, {"name": f"programs of {workspace}"})

    def add(self, program: Program) -> None:
        """Insert, with its leads."""
        self.connection.execute(insert(ProgramRow), dict(self._values(program)))
        for lead in program.leads:
            self._add_lead(program.workspace, program.id, lead, None)

    def save(self, program: Program) -> None:
        """Update terms and next digest. `KeyError` when there is none."""
        self.update_one(ProgramRow, program.id, self._values(program))

    def add_lead(self, program: UUID, person: UUID, at: datetime) -> bool:
        """Insert once. `KeyError` when there is no such program."""
        workspace = self.connection.scalar(select(ProgramRow.workspace).where(ProgramRow.id == program))
        if workspace is None:
            raise KeyError(program)
        return self._add_lead(workspace, program, person, at)

    def remove_lead(self, program: UUID, person: UUID) -> bool:
        """Whether the person was a lead."""
        statement = delete(LeadershipRow).where(LeadershipRow.program == program, LeadershipRow.person == person)
        return self.connection.execute(statement).rowcount == 1

    def lock_due(self, now: datetime) -> Sequence[Program]:
        """Lock the programs whose digest is due; skips those another transaction holds."""
        return self._programs(DUE, now=now)

    def next_due(self) -> datetime | None:
        """The earliest `next_digest_at`."""
        return self.connection.scalar(NEXT_DIGEST)

    def _programs(self, statement: Select[ProgramRow], **given: object) -> Sequence[Program]:
        rows = self.rows(statement, **given)
        leads: dict[UUID, tuple[UUID, ...]] = {row.id: () for row in rows}
        if leads:
            for lead in self.rows(LEADS, ids=leads):
                leads[lead.program] += (lead.person,)
        return [program_of(row, leads[row.id], self.cipher) for row in rows]

    def _add_lead(self, workspace: str, program: UUID, person: UUID, since: datetime | None) -> bool:
        values = {"workspace": workspace, "program": program, "person": person, "since": since}
        return self.insert_once(LeadershipRow, values, key=("program", "person"))

    def _values(self, program: Program) -> Values:
        terms = program.terms
        return {
            "id": program.id,
            "workspace": program.workspace,
            "name": self.cipher.seal(terms.name),
            "digest_channel": terms.digest_channel,
            "digest_weekday": terms.digest_weekday,
            "digest_hour": terms.digest_hour,
            "tz": terms.tz,
            "weeks": terms.weeks,
            "rhythm": terms.rhythm,
            "contact": None if terms.contact is None else self.cipher.seal(terms.contact),
            "next_digest_at": program.next_digest_at,
        }
