"""What the courier asks the outbox at every turn: what is due and where, what can be claimed, and what is held."""

from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select

from storage.among import among
from storage.schema import IS_DELIVERED, IS_FINISHED, IS_LEASED, IS_WAITING, OutboxRow

OLDEST_FIRST = (OutboxRow.not_before, OutboxRow.created_at, OutboxRow.place)


def _first_workspace(*which: ColumnElement[bool]) -> Select[str]:
    return select(OutboxRow.workspace).where(IS_WAITING, *which).order_by(OutboxRow.workspace).limit(1)


def _due() -> Select[str, datetime | None]:
    leaps = select(_first_workspace().scalar_subquery().label("workspace")).cte("leaps", recursive=True)
    beyond = _first_workspace(OutboxRow.workspace > leaps.c.workspace).scalar_subquery()
    leaps = leaps.union_all(select(beyond).where(leaps.c.workspace.is_not(None)))
    earliest = (
        select(OutboxRow.not_before)
        .where(IS_WAITING, OutboxRow.workspace == leaps.c.workspace)
        .order_by(*OLDEST_FIRST)
        .limit(1)
        .scalar_subquery()
    )
    return select(leaps.c.workspace, earliest).where(leaps.c.workspace.is_not(None))


MOST = bindparam("most", type_=Integer())
DUE = _due()
CLAIMABLE = (
    select(OutboxRow)
    .where(IS_WAITING, OutboxRow.workspace == bindparam("workspace"), OutboxRow.not_before <= bindparam("now"))
    .order_by(*OLDEST_FIRST)
    .limit(MOST)
    .with_for_update(skip_locked=True)
)
LAPSED = (
    select(OutboxRow)
    .where(IS_LEASED, OutboxRow.lease_until <= bindparam("now"))
    .order_by(OutboxRow.lease_until, OutboxRow.place)
    .limit(MOST)
    .with_for_update(skip_locked=True)
)
NEXT_LAPSE = select(func.min(OutboxRow.lease_until)).where(IS_LEASED)
HELD = (
    select(OutboxRow.id, OutboxRow.attempts)
    .where(among(OutboxRow.id), IS_LEASED, OutboxRow.leased_by == bindparam("by"))
    .order_by(OutboxRow.id)
    .with_for_update()
)
"""In the order of their ids, so that two who lock several never wait for each other."""
GONE_SINCE = select(OutboxRow).where(IS_FINISHED, OutboxRow.finished_at > bindparam("since"), IS_DELIVERED)
IN_HANDS = select(OutboxRow).where(IS_LEASED).order_by(OutboxRow.lease_until, OutboxRow.place)
"""Of all workspaces: asked for some of them, SQLite would go through all that these ever had."""
