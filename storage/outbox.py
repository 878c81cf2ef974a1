"""Messages on their way: put once, claimed by one, final for good."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    func,
    literal_column,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.notices import OutboxEntry, OutboxState
from bot.services.ports import Trouble
from storage.among import among
from storage.many import update_many
from storage.outbox_claims import CLAIMABLE, DUE, GONE_SINCE, HELD, IN_HANDS, LAPSED, NEXT_LAPSE
from storage.outbox_rows import KINDS, ON_THEIR_WAY, entry_of, fixed, progress
from storage.repository import Repository
from storage.schema import (
    IS_DEAD,
    IS_FINISHED,
    IS_LEASED,
    IS_WAITING,
    IS_WAITING_FOR_LEAD,
    OutboxRow,
    PairRow,
    PersonRow,
)

IS_ON_ITS_WAY = or_(IS_WAITING, IS_LEASED, IS_WAITING_FOR_LEAD)
UNKNOWN_KIND = "unknown_kind"
"""Why a message is dead that this version of the program cannot draw."""


class SqlOutbox(Repository):
    """Implements `ports.Outbox`."""

    __slots__ = ()

    def put(self, entry: OutboxEntry) -> bool:
        """Insert once by (workspace, key)."""
        return self.insert_once(OutboxRow, {**fixed(entry), **progress(entry)}, key=("workspace", "key"))

    def put_all(self, entries: Sequence[OutboxEntry]) -> None:
        """The same in bulk; those with a known key are left as they are."""
        self.insert_all(OutboxRow, [{**fixed(entry), **progress(entry)} for entry in entries], key=("workspace", "key"))

    def get(self, entry: UUID) -> OutboxEntry:
        """`KeyError` when there is none."""
        found = self._one(select(OutboxRow).where(OutboxRow.id == entry))
        if found is None:
            raise KeyError(entry)
        return found

    def find(self, workspace: str, key: str) -> OutboxEntry | None:
        """By key."""
        return self._one(select(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.key == key))

    def lock(self, entry: UUID) -> OutboxEntry | None:
        """By id, locked."""
        return self._one(select(OutboxRow).where(OutboxRow.id == entry).with_for_update())

    def due(self) -> Mapping[str, datetime]:
        """Per workspace with waiting entries, the earliest instant at which one may be claimed.

        Leaps from workspace to workspace along the index, so the cost follows their number, not that of the entries.
        """
        return {workspace: at for workspace, at in self.connection.execute(DUE) if at is not None}

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int, workspace: str) -> Sequence[OutboxEntry]:
        """Lease up to `limit` waiting entries of a workspace whose `not_before` has come, oldest first.

        Skips locked ones. Each returned entry has state LEASED and one more attempt. What this version cannot draw is
        set aside as dead.
        """
        found = self._drawable(self.rows(CLAIMABLE, workspace=workspace, now=now, most=limit), now)
        leased = {
            "state": OutboxState.LEASED,
            "leased_by": by,
            "lease_until": lease_until,
            "attempts": OutboxRow.attempts + 1,
        }
        if found:
            lease = update(OutboxRow).where(among(OutboxRow.id)).values(leased)
            self.connection.execute(lease, {"ids": [entry.id for entry in found]})
        return [
            replace(
                entry,
                state=OutboxState.LEASED,
                leased_by=by,
                lease_until=lease_until,
                attempts=entry.attempts + 1,
            )
            for entry in found
        ]

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Leased entries whose lease ran out, locked: their end is not known."""
        return self._drawable(self.rows(LAPSED, now=now, most=limit), now)

    def held(self, entries: Collection[OutboxEntry], by: str) -> frozenset[UUID]:
        """Those still leased by `by` for the same attempt, locked."""
        attempts = {entry.id: entry.attempts for entry in entries}
        found = self.connection.execute(HELD, {"ids": attempts, "by": by})
        return frozenset(entry for entry, attempt in found if attempts[entry] == attempt)

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        """Update state and what goes with it, in bulk. Final entries drop their facts and keep their key.

        A row that is final stays as it is: a late writer does not bring a message back.
        """
        kept = [{"id": entry.id, **progress(entry)} for entry in entries if entry.state in ON_THEIR_WAY]
        final = [{"id": entry.id, **progress(entry)} for entry in entries if entry.state not in ON_THEIR_WAY]
        update_many(self.connection, OutboxRow, kept, where=IS_ON_ITS_WAY)
        update_many(self.connection, OutboxRow, final, where=IS_ON_ITS_WAY, also={"facts": {}})

    def keep_channels(self, people: Mapping[UUID, str], pairs: Mapping[UUID, str]) -> None:
        """Keep where Slack put the conversations of these people and pairs, in bulk; known ones cost nothing."""
        for row, column, channels in ((PersonRow, "dm_channel", people), (PairRow, "group_channel", pairs)):
            # Ascending ids, the order in which everybody locks.
            values = [{"id": id_, column: channel} for id_, channel in sorted(channels.items())]
            update_many(self.connection, row, values, if_changed=column)

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        """Those shown to a lead with *Post again*, oldest first."""
        statement = select(OutboxRow).where(IS_WAITING_FOR_LEAD, OutboxRow.workspace == workspace)
        return [entry_of(row) for row in self.rows(statement.order_by(OutboxRow.place)) if row.kind in KINDS]

    def unreachable(self, workspace: str, since: datetime) -> frozenset[UUID]:
        """People to whom a message died since then."""
        statement = select(OutboxRow.recipient).where(
            IS_DEAD,
            OutboxRow.workspace == workspace,
            OutboxRow.finished_at >= since,
            OutboxRow.recipient_kind == "person",
        )
        return frozenset(UUID(person) for person in self.connection.scalars(statement))

    def next_due(self) -> datetime | None:
        """The earliest instant at which an entry can be claimed, or a lease runs out."""
        return min((at for at in (*self.due().values(), self.next_lapse()) if at), default=None)

    def next_lapse(self) -> datetime | None:
        """The earliest instant at which a lease runs out."""
        return self.connection.scalar(NEXT_LAPSE)

    def sent(self, workspaces: Collection[str], since: datetime) -> Sequence[OutboxEntry]:
        """Those of these workspaces that were delivered after then, and those that are leased: they may be sent now."""
        found = [*self.rows(GONE_SINCE, since=since), *self.rows(IN_HANDS)]
        return [entry_of(row) for row in found if row.workspace in workspaces and row.kind in KINDS]

    def backlog(self, now: datetime) -> Mapping[str, int]:
        """Per workspace, the waiting entries that could be sent now."""
        statement = (
            select(OutboxRow.workspace, func.count().label("waiting"))
            .where(IS_WAITING, OutboxRow.not_before <= now)
            .group_by(OutboxRow.workspace)
        )
        return {row.workspace: row.waiting for row in self.connection.execute(statement)}

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        """What waits for a lead, and what died since then: how many by kind and reason."""
        return (
            *self._counted(OutboxState.WAITING_LEAD, OutboxRow.created_at, IS_WAITING_FOR_LEAD),
            *self._counted(OutboxState.DEAD, OutboxRow.finished_at, IS_DEAD, OutboxRow.finished_at >= since),
        )

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to `limit` final entries finished before then, oldest first; how many."""
        old = (
            select(OutboxRow.place)
            .where(IS_FINISHED, not_(IS_ON_ITS_WAY), OutboxRow.finished_at < before)
            .order_by(OutboxRow.finished_at)
            .limit(limit)
        )
        return self.connection.execute(delete(OutboxRow).where(OutboxRow.place.in_(old))).rowcount

    def _counted(
        self,
        state: OutboxState,
        at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
        *which: ColumnElement[bool],
    ) -> Sequence[Trouble]:
        reason = func.coalesce(OutboxRow.reason, literal_column("''"))
        statement = select(OutboxRow.kind, reason, func.count(), func.min(at)).where(*which)
        rows = self.connection.execute(statement.group_by(OutboxRow.kind, reason).order_by(OutboxRow.kind, reason))
        return [
            Trouble(state=state, kind=kind, reason=why, count=many, oldest=oldest)
            for kind, why, many, oldest in rows
            if oldest
        ]

    def _one(self, statement: Select[OutboxRow]) -> OutboxEntry | None:
        row = self.row(statement)
        return entry_of(row) if row else None

    def _drawable(self, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxEntry]:
        unknown = [row.id for row in rows if row.kind not in KINDS]
        if unknown:
            dead = {"state": OutboxState.DEAD, "finished_at": now, "reason": UNKNOWN_KIND, "facts": {}}
            bury = update(OutboxRow).where(among(OutboxRow.id)).values(dead)
            self.connection.execute(bury, {"ids": unknown})
        return [entry_of(row) for row in rows if row.kind in KINDS]
