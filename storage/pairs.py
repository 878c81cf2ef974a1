"""Pair rows; their facts are gathered in storage/facts.py."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from bot.domain.facts import PairFacts
from bot.domain.pairs import Move, Pair
from bot.domain.stages import Status
from storage.among import among
from storage.facts import Facts
from storage.repository import Repository, Values
from storage.schema import NOT_ENDED, PairRow


def pair_of(row: PairRow) -> Pair:
    """The pair of a row."""
    return Pair(
        id=row.id,
        workspace=row.workspace,
        program=row.program,
        mentor=row.mentor,
        mentee=row.mentee,
        status=row.status,
        stage=row.stage,
        rhythm=row.rhythm,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        mentor_yes_at=row.mentor_yes_at,
        mentee_yes_at=row.mentee_yes_at,
        declined_at=row.declined_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        ends_on=row.ends_on,
        group_channel=row.group_channel,
        move=_move(row),
        quiet_until=row.quiet_until,
        history=row.history,
        follows=row.follows,
        paused_until=row.paused_until,
        resumed_at=row.resumed_at,
        sign_at=row.sign_at,
        hushed_at=row.hushed_at,
        is_parted=row.is_parted,
        stage_since=row.stage_since,
        beginning=row.beginning,
        begun_at=row.begun_at,
    )


MANY = select(PairRow).where(among(PairRow.id))
LOCKED = select(PairRow.id).where(among(PairRow.id)).order_by(PairRow.id).with_for_update()
OF_PERSON = (
    select(PairRow.id)
    .where(NOT_ENDED, or_(PairRow.mentor == bindparam("person"), PairRow.mentee == bindparam("person")))
    .order_by(PairRow.proposed_at, PairRow.place)
)
MENTEES = (
    select(PairRow.mentor, func.count())
    .where(NOT_ENDED, PairRow.status == Status.ACTIVE, among(PairRow.mentor))
    .group_by(PairRow.mentor)
)


class SqlPairs(Repository):
    """Implements `ports.Pairs`."""

    __slots__ = ()

    def add(self, pair: Pair) -> bool:
        """Insert once: a mentee has one pair that is not ended in a program."""
        return self.insert_once(PairRow, _values(pair), key=("program", "mentee"), where=NOT_ENDED)

    def save(self, pair: Pair) -> None:
        """Update an existing row. `KeyError` when there is none."""
        self.update_one(PairRow, pair.id, _values(pair))

    def lock(self, pair: UUID) -> Pair | None:
        """Lock and return the pair as it is now."""
        row = self.row(select(PairRow).where(PairRow.id == pair).with_for_update())
        return pair_of(row) if row else None

    def lock_all(self, pairs: Collection[UUID]) -> None:
        """Lock pairs in ascending order of id."""
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(LOCKED, {"ids": pairs}).all()

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        """Facts of those that exist, in a fixed number of statements however many they are."""
        found = self.rows(MANY, ids=pairs)
        return Facts(self.connection, self.cipher, self.days_off).of([pair_of(row) for row in found])

    def of_person(self, person: UUID) -> Sequence[UUID]:
        """Pairs of a person that are not ended, in which they are either side; oldest first."""
        return self.connection.scalars(OF_PERSON, {"person": person}).all()

    def past_of(self, person: UUID) -> Sequence[UUID]:
        """Pairs of a person that started and have ended; newest end first."""
        statement = (
            select(PairRow.id)
            .where(
                PairRow.ended_at.is_not(None),
                PairRow.started_at.is_not(None),
                or_(PairRow.mentor == person, PairRow.mentee == person),
            )
            .order_by(PairRow.ended_at.desc(), PairRow.place.desc())
        )
        return self.connection.scalars(statement).all()

    def of_program(self, program: UUID) -> Sequence[UUID]:
        """All pairs of a program, ended ones too; oldest first."""
        statement = select(PairRow.id).where(PairRow.program == program)
        return self.connection.scalars(statement.order_by(PairRow.proposed_at, PairRow.place)).all()

    def count_open(self, program: UUID, mentor: UUID) -> int:
        """Pairs of this mentor that are not ended."""
        statement = select(func.count()).where(NOT_ENDED, PairRow.program == program, PairRow.mentor == mentor)
        return self.connection.execute(statement).scalar_one()

    def count_mentees(self, mentors: Collection[UUID]) -> Mapping[UUID, int]:
        """Active pairs per mentor, over all programs; nobody with none is in it."""
        return {row[0]: row[1] for row in self.connection.execute(MENTEES, {"ids": mentors})}

    def are_parted(self, workspace: str, one: UUID, other: UUID) -> bool:
        """Whether the two once ended contact for good."""
        both = (one, other)
        statement = select(PairRow.id).where(
            PairRow.workspace == workspace,
            PairRow.is_parted,
            PairRow.mentor.in_(both),
            PairRow.mentee.in_(both),
        )
        return self.connection.scalars(statement.limit(1)).first() is not None


def _move(row: PairRow) -> Move | None:
    if row.move_to is None or row.move_by is None or row.move_at is None:
        return None
    return Move(to=row.move_to, confirmed_by=row.move_by, at=row.move_at)


def _values(pair: Pair) -> Values:
    move = pair.move
    return {
        "id": pair.id,
        "workspace": pair.workspace,
        "program": pair.program,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "status": pair.status,
        "stage": pair.stage,
        "rhythm": pair.rhythm,
        "proposed_by": pair.proposed_by,
        "proposed_at": pair.proposed_at,
        "mentor_yes_at": pair.mentor_yes_at,
        "mentee_yes_at": pair.mentee_yes_at,
        "declined_at": pair.declined_at,
        "started_at": pair.started_at,
        "ended_at": pair.ended_at,
        "ends_on": pair.ends_on,
        "group_channel": pair.group_channel,
        "move_to": move and move.to,
        "move_by": move and move.confirmed_by,
        "move_at": move and move.at,
        "quiet_until": pair.quiet_until,
        "history": pair.history,
        "follows": pair.follows,
        "paused_until": pair.paused_until,
        "resumed_at": pair.resumed_at,
        "sign_at": pair.sign_at,
        "hushed_at": pair.hushed_at,
        "is_parted": pair.is_parted,
        "stage_since": pair.stage_since,
        "beginning": pair.beginning,
        "begun_at": pair.begun_at,
    }
