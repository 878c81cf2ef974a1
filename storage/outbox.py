"""Messages on their way: put once, claimed by one, final for good."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, func, not_, or_, select, update

from bot.domain.notices import (
    Notice,
    NoticeKind,
    OutboxEntry,
    OutboxState,
    Recipient,
    ToChannel,
    ToPair,
    ToPerson,
)
from storage.repository import Repository, Values
from storage.schema import IS_DEAD, IS_FINISHED, IS_LEASED, IS_WAITING, IS_WAITING_FOR_LEAD, OutboxRow

ON_THEIR_WAY = (OutboxState.WAITING, OutboxState.LEASED, OutboxState.WAITING_LEAD)
"""All other states are final."""
IS_ON_ITS_WAY = or_(IS_WAITING, IS_LEASED, IS_WAITING_FOR_LEAD)
KNOWN = frozenset(NoticeKind)
UNKNOWN_KIND = "unknown_kind"
"""Why a message is dead that this version of the program cannot draw."""


def recipient_of(kind: str, reference: str) -> Recipient:
    """The recipient of a row."""
    match kind:
        case "person":
            return ToPerson(person=UUID(reference))
        case "pair":
            return ToPair(pair=UUID(reference))
        case _:
            return ToChannel(channel=reference)


def entry_of(row: OutboxRow) -> OutboxEntry:
    """The entry of a row. Raises `ValueError` for a kind this version does not know."""
    notice = Notice(
        kind=NoticeKind(row.kind),
        workspace=row.workspace,
        to=recipient_of(row.recipient_kind, row.recipient),
        key=row.key,
        pair=row.pair,
        program=row.program,
        about=row.about,
        facts=row.facts,
        not_before=row.wanted_at,
        expires_at=row.expires_at,
    )
    return OutboxEntry(
        id=row.id,
        notice=notice,
        state=row.state,
        created_at=row.created_at,
        not_before=row.not_before,
        attempts=row.attempts,
        unsure=row.unsure,
        lease_until=row.lease_until,
        leased_by=row.leased_by,
        channel=row.channel,
        ts=row.ts,
        finished_at=row.finished_at,
        reason=row.reason,
    )


class SqlOutbox(Repository):
    """Implements `ports.Outbox`."""

    __slots__ = ()

    def put(self, entry: OutboxEntry) -> bool:
        """Insert once by (workspace, key)."""
        return self.insert_once(OutboxRow, {**_fixed(entry), **_progress(entry)}, key=("workspace", "key"))

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

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Lease up to `limit` waiting entries whose `not_before` has come, oldest first, skipping locked ones.

        Each returned entry has state LEASED and one more attempt. What this version cannot draw is set aside as dead.
        """
        claimable = (
            select(OutboxRow.id)
            .where(IS_WAITING, OutboxRow.not_before <= now)
            .order_by(OutboxRow.not_before, OutboxRow.created_at, OutboxRow.place)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = self.connection.scalars(claimable).all()
        if not ids:
            return []
        leased = {
            "state": OutboxState.LEASED,
            "leased_by": by,
            "lease_until": lease_until,
            "attempts": OutboxRow.attempts + 1,
        }
        self.connection.execute(update(OutboxRow).where(self.among(OutboxRow.id, ids)).values(leased))
        rows = self.rows(select(OutboxRow).where(self.among(OutboxRow.id, ids)))
        in_order = sorted(rows, key=lambda row: (row.not_before, row.created_at, row.place))
        return self._drawable(in_order, now)

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        """Leased entries whose lease ran out, locked: their end is not known."""
        statement = (
            select(OutboxRow)
            .where(IS_LEASED, OutboxRow.lease_until <= now)
            .order_by(OutboxRow.lease_until, OutboxRow.place)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return self._drawable(self.rows(statement), now)

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        """Update state and what goes with it, in bulk. Final entries drop their facts and keep their key.

        A row that is final stays as it is: a late writer does not bring a message back.
        """
        kept = [entry for entry in entries if entry.state in ON_THEIR_WAY]
        final = [entry for entry in entries if entry.state not in ON_THEIR_WAY]
        self._update([{"id_of_row": entry.id, **_progress(entry)} for entry in kept])
        self._update([{"id_of_row": entry.id, **_progress(entry), "facts": {}} for entry in final])

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        """Those shown to a lead with *Post again*, oldest first."""
        statement = select(OutboxRow).where(IS_WAITING_FOR_LEAD, OutboxRow.workspace == workspace)
        return [entry_of(row) for row in self.rows(statement.order_by(OutboxRow.place)) if row.kind in KNOWN]

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
        waiting = self.connection.scalar(select(func.min(OutboxRow.not_before)).where(IS_WAITING))
        leased = self.connection.scalar(select(func.min(OutboxRow.lease_until)).where(IS_LEASED))
        return min((at for at in (waiting, leased) if at), default=None)

    def backlog(self, now: datetime) -> int:
        """Waiting entries that could be sent now."""
        statement = select(func.count()).select_from(OutboxRow).where(IS_WAITING, OutboxRow.not_before <= now)
        return self.connection.execute(statement).scalar_one()

    def prune(self, before: datetime) -> int:
        """Delete final entries finished before then; how many."""
        old = delete(OutboxRow).where(IS_FINISHED, not_(IS_ON_ITS_WAY), OutboxRow.finished_at < before)
        return self.connection.execute(old).rowcount

    def _one(self, statement: Select[OutboxRow]) -> OutboxEntry | None:
        row = self.row(statement)
        return entry_of(row) if row else None

    def _update(self, values: Sequence[Values]) -> None:
        if not values:
            return
        columns = [name for name in values[0] if name != "id_of_row"]
        statement = (
            update(OutboxRow)
            .where(OutboxRow.id == bindparam("id_of_row"), IS_ON_ITS_WAY)
            .values({name: bindparam(name) for name in columns})
        )
        self.connection.execute(statement, [dict(each) for each in values])

    def _drawable(self, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxEntry]:
        unknown = [row.id for row in rows if row.kind not in KNOWN]
        if unknown:
            dead = {"state": OutboxState.DEAD, "finished_at": now, "reason": UNKNOWN_KIND, "facts": {}}
            self.connection.execute(update(OutboxRow).where(self.among(OutboxRow.id, unknown)).values(dead))
        return [entry_of(row) for row in rows if row.kind in KNOWN]


def _fixed(entry: OutboxEntry) -> Values:
    notice = entry.notice
    kind, reference = _address(notice.to)
    return {
        "id": entry.id,
        "workspace": notice.workspace,
        "kind": notice.kind.value,
        "key": notice.key,
        "recipient_kind": kind,
        "recipient": reference,
        "pair": notice.pair,
        "program": notice.program,
        "about": notice.about,
        "facts": dict(notice.facts) if entry.state in ON_THEIR_WAY else {},
        "wanted_at": notice.not_before,
        "expires_at": notice.expires_at,
        "created_at": entry.created_at,
    }


def _progress(entry: OutboxEntry) -> Values:
    return {
        "state": entry.state,
        "not_before": entry.not_before,
        "attempts": entry.attempts,
        "unsure": entry.unsure,
        "lease_until": entry.lease_until,
        "leased_by": entry.leased_by,
        "channel": entry.channel,
        "ts": entry.ts,
        "finished_at": entry.finished_at,
        "reason": entry.reason,
    }


def _address(to: Recipient) -> tuple[str, str]:
    match to:
        case ToPerson(person=person):
            return "person", str(person)
        case ToPair(pair=pair):
            return "pair", str(pair)
        case ToChannel(channel=channel):
            return "channel", channel
