"""Stage changes; the database itself refuses to change or drop a line."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from bot.domain.stages import StageChange
from storage.repository import Repository
from storage.schema import PairRow, StageChangeRow


def line_of(row: StageChangeRow) -> StageChange:
    """The history line of a row."""
    return StageChange(
        pair=row.pair,
        seq=row.seq,
        event=row.event,
        stage_before=row.stage_before,
        stage_after=row.stage_after,
        status_before=row.status_before,
        status_after=row.status_after,
        at=row.at,
        actor=row.actor,
        reason=row.reason,
        evidence=row.evidence,
    )


class SqlHistory(Repository):
    """Implements `ports.History`."""

    __slots__ = ()

    def append(self, workspace: str, change: StageChange) -> None:
        """Add a line. The database raises when its place in the history is taken."""
        values = {
            "workspace": workspace,
            "pair": change.pair,
            "seq": change.seq,
            "event": change.event,
            "stage_before": change.stage_before,
            "stage_after": change.stage_after,
            "status_before": change.status_before,
            "status_after": change.status_after,
            "at": change.at,
            "actor": change.actor,
            "reason": change.reason,
            "evidence": dict(change.evidence),
        }
        self.connection.execute(insert(StageChangeRow), values)

    def of(self, pair: UUID) -> Sequence[StageChange]:
        """All lines of a pair, first to last."""
        statement = select(StageChangeRow).where(StageChangeRow.pair == pair).order_by(StageChangeRow.seq)
        return [line_of(row) for row in self.rows(statement)]

    def since(self, program: UUID, at: datetime) -> Sequence[StageChange]:
        """Lines of a program's pairs at or after `at`, as they came."""
        statement = (
            select(StageChangeRow)
            .join(PairRow, PairRow.id == StageChangeRow.pair)
            .where(PairRow.program == program, StageChangeRow.at >= at)
            .order_by(StageChangeRow.at, StageChangeRow.pair, StageChangeRow.seq)
        )
        return [line_of(row) for row in self.rows(statement)]
