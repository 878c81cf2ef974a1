"""Who paces which workspace."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, func, or_, select

from storage.repository import Repository
from storage.schema import PaceRow


class SqlPaces(Repository):
    """Implements `ports.Paces`."""

    __slots__ = ()

    def hold(self, workspaces: Collection[str], by: str, now: datetime, until: datetime) -> frozenset[str]:
        """Take those that nobody else holds until `until`; which of them `by` holds now.

        Its own are prolonged when half of the time has gone, so that a busy process does not write at every turn.
        """
        known = self._held(workspaces)
        late = now + (until - now) / 2
        wanted = [
            {"workspace": workspace, "held_by": by, "until": until}
            for workspace in sorted(workspaces)
            if workspace not in known or known[workspace][1] <= (late if known[workspace][0] == by else now)
        ]
        if wanted:
            # The key decides between two processes that want a workspace at the same moment.
            free = or_(PaceRow.held_by == by, PaceRow.until <= bindparam("now", now, PaceRow.until.type))
            self.upsert(PaceRow, wanted, key=("workspace",), updated=("held_by", "until"), where=free)
            known = self._held(workspaces)
        return frozenset(workspace for workspace, (holder, _) in known.items() if holder == by)

    def next_free(self, by: str, now: datetime) -> datetime | None:
        """When the first of those that others hold becomes free."""
        others = select(func.min(PaceRow.until)).where(PaceRow.held_by != by, PaceRow.until > now)
        return self.connection.scalar(others)

    def release(self, by: str) -> None:
        """Let go of all that `by` holds."""
        self.connection.execute(delete(PaceRow).where(PaceRow.held_by == by))

    def _held(self, workspaces: Collection[str]) -> dict[str, tuple[str, datetime]]:
        statement = select(PaceRow.workspace, PaceRow.held_by, PaceRow.until)
        rows = self.connection.execute(statement.where(PaceRow.workspace.in_(workspaces)))
        return {workspace: (holder, until) for workspace, holder, until in rows}
