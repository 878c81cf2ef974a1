"""Who opened which pair's status."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select

from bot.services.ports import Look
from storage.repository import Repository
from storage.schema import LookRow


class SqlLooks(Repository):
    """Implements `ports.Looks`."""

    __slots__ = ()

    def add(self, workspace: str, look: Look) -> None:
        """Record a look."""
        values = {"workspace": workspace, "pair": look.pair, "lead": look.lead, "at": look.at}
        self.connection.execute(insert(LookRow), values)

    def of(self, pair: UUID) -> Sequence[Look]:
        """All looks at a pair, newest first."""
        statement = select(LookRow).where(LookRow.pair == pair).order_by(LookRow.at.desc(), LookRow.place.desc())
        return [Look(pair=row.pair, lead=row.lead, at=row.at) for row in self.rows(statement)]
