"""Between an outbox entry and its row."""

from collections.abc import Mapping
from uuid import UUID

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
from storage.repository import Values
from storage.schema import OutboxRow

ON_THEIR_WAY = (OutboxState.WAITING, OutboxState.LEASED, OutboxState.WAITING_LEAD)
"""All other states are final."""
KINDS: Mapping[str, NoticeKind] = {kind.value: kind for kind in NoticeKind}
"""The kinds this version of the program can draw, by their name in the database."""


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
    """The entry of a row. Raises `KeyError` for a kind this version does not know."""
    notice = Notice(
        kind=KINDS[row.kind],
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


def fixed(entry: OutboxEntry) -> Values:
    """The columns that stay as they were put."""
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


def progress(entry: OutboxEntry) -> Values:
    """The columns that change on the way."""
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
