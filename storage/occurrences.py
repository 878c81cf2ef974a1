"""Occurrences: what is due, for whom, when."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from bot.domain.facts import Occurrence, OccurrenceState
from storage.among import among
from storage.repository import Repository, Values
from storage.schema import IS_OPEN, OccurrenceRow

CHANGEABLE = ("due_at", "state", "moved_to", "finished_at", "reason")


def occurrence_of(row: OccurrenceRow) -> Occurrence:
    """The occurrence of a row."""
    return Occurrence(
        id=row.id,
        workspace=row.workspace,
        prompt=row.prompt,
        pair=row.pair,
        person=row.person,
        number=row.number,
        due_at=row.due_at,
        state=row.state,
        moved_to=row.moved_to,
        finished_at=row.finished_at,
        reason=row.reason,
    )


IS_UNDECIDED = or_(IS_OPEN, OccurrenceRow.state == OccurrenceState.DROPPED)
"""Rows that may still change: one that was not called for in between is opened again under its number."""

DUE = (
    select(OccurrenceRow)
    .where(IS_OPEN, among(OccurrenceRow.person), OccurrenceRow.due_at <= bindparam("now"))
    .order_by(OccurrenceRow.due_at, OccurrenceRow.id)
)
NEXT_DUE = select(func.min(OccurrenceRow.due_at)).where(IS_OPEN)


class SqlOccurrences(Repository):
    """Implements `ports.Occurrences`."""

    __slots__ = ()

    def save(self, occurrences: Sequence[Occurrence]) -> None:
        """Insert or update by (prompt, pair, person, number), in bulk. What was done or skipped stays as it is."""
        # Those that are finished first: the next one may open only when the one before it is not open any more.
        ordered = sorted(occurrences, key=lambda each: each.state is OccurrenceState.OPEN)
        self.upsert(
            OccurrenceRow,
            [_values(each) for each in ordered],
            key=("pair", "prompt", "person", "number"),
            updated=CHANGEABLE,
            where=IS_UNDECIDED,
        )

    def due(self, people: Collection[UUID], now: datetime) -> Sequence[Occurrence]:
        """Open ones of these people due at `now`, longest due first."""
        return [occurrence_of(row) for row in self.rows(DUE, ids=people, now=now)]

    def next_due(self) -> datetime | None:
        """The earliest `due_at` of an open one."""
        return self.connection.scalar(NEXT_DUE)


def _values(occurrence: Occurrence) -> Values:
    return {
        "id": occurrence.id,
        "workspace": occurrence.workspace,
        "prompt": occurrence.prompt,
        "pair": occurrence.pair,
        "person": occurrence.person,
        "number": occurrence.number,
        "due_at": occurrence.due_at,
        "state": occurrence.state,
        "moved_to": occurrence.moved_to,
        "finished_at": occurrence.finished_at,
        "reason": occurrence.reason,
    }
