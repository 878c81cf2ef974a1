"""Both sides of the books, as they are now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update

from bot.deps import Deps
from bot.domain.facts import PairFacts
from bot.domain.notices import OutboxEntry
from bot.domain.pairs import Pair
from sandbox import Workspace
from storage import SqlStore
from storage.outbox_rows import entry_of
from storage.pairs import pair_of
from storage.schema import IS_LEASED, IS_WAITING, AnswerRow, OutboxRow, PairRow, PersonRow
from tests.crash.checking import Books, Interruption


def outbox(store: SqlStore) -> list[OutboxEntry]:
    """Every message the database knows."""
    with store.engine.connect() as connection:
        return [entry_of(row) for row in connection.execute(select(OutboxRow.__table__)).all()]  # type: ignore[arg-type]  # a row has the class's attributes


def on_their_way(store: SqlStore, now: datetime) -> int:
    """How many are due or leased."""
    with store.engine.connect() as connection:
        due = or_(IS_LEASED, IS_WAITING & (OutboxRow.not_before <= now))
        return connection.scalar(select(func.count()).select_from(OutboxRow).where(due)) or 0


def leased(store: SqlStore, but_by: Collection[str] = ()) -> frozenset[UUID]:
    """Those in hand; without what these hold."""
    with store.engine.connect() as connection:
        return frozenset(connection.scalars(select(OutboxRow.id).where(IS_LEASED, OutboxRow.leased_by.not_in(but_by))))


def holders(store: SqlStore) -> set[str]:
    """Who has messages in hand."""
    with store.engine.connect() as connection:
        return {holder for holder in connection.scalars(select(OutboxRow.leased_by).where(IS_LEASED)) if holder}


def books(store: SqlStore, ws: Workspace, interruptions: Sequence[Interruption]) -> Books:
    """All there is to compare."""
    with store.engine.connect() as connection:
        people = {row.id: row.slack_id for row in connection.execute(select(PersonRow.id, PersonRow.slack_id))}
        pairs = connection.execute(select(PairRow.id, PairRow.mentor, PairRow.mentee)).all()
    readers: dict[UUID | str, frozenset[str]] = {id_: frozenset({slack}) for id_, slack in people.items()}
    readers |= {id_: frozenset({people[mentor], people[mentee]}) for id_, mentor, mentee in pairs}
    with ws.lock:
        members = {channel.id: frozenset(channel.members) for channel in ws.channels.values()}
        ledger = tuple(ws.ledger)
    return Books(
        outbox=outbox(store),
        ledger=ledger,
        now=ws.now(),
        workspace=ws.team_id,
        readers=readers | {channel: frozenset() for channel in members},
        members=members,
        interruptions=tuple(interruptions),
    )


def the_pair(store: SqlStore, deps: Deps) -> PairFacts:
    """The only pair there is."""
    with store.engine.connect() as connection:
        pair = connection.scalars(select(PairRow.id)).one()
    with deps.reading() as work:
        return work.tx.pairs.facts([pair])[pair]


def pairs(store: SqlStore) -> list[Pair]:
    """All of them, in one order."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(PairRow.__table__).order_by(PairRow.id)).all()
    return [pair_of(row) for row in rows]  # type: ignore[arg-type]  # as above


def a_pair(store: SqlStore) -> Pair:
    """Any of them."""
    return pairs(store)[0]


def people_and_pairs(store: SqlStore) -> list[tuple[object, ...]]:
    """All that is known of them."""
    with store.engine.connect() as connection:
        return [
            tuple(row)
            for table in (PersonRow.__table__, PairRow.__table__, AnswerRow.__table__)
            for row in connection.execute(select(table).order_by(*table.c))
        ]


def zone_of(store: SqlStore, slack_id: str) -> str:
    """Where somebody's clock is."""
    with store.engine.connect() as connection:
        return connection.scalars(select(PersonRow.tz).where(PersonRow.slack_id == slack_id)).one()


def forget_group(store: SqlStore) -> None:
    """Slack is asked again where each pair meets."""
    with store.engine.begin() as connection:
        connection.execute(update(PairRow).values(group_channel=None))
