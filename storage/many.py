"""Updating many rows with values of their own: one statement on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ARRAY, ColumnElement, Connection, Table, and_, bindparam, func, literal, or_, true, update

from storage.repository import Values, table
from storage.schema import Base


def update_many(
    connection: Connection,
    row: type[Base],
    values: Sequence[Values],
    *,
    where: ColumnElement[bool] | None = None,
    also: Values | None = None,
    if_changed: str | None = None,
) -> None:
    """Update the rows whose `id` is among the values, where they fulfil `where`; `also` holds the same for all.

    With `if_changed` rows that have that value already are left alone.
    """
    if not values:
        return
    known = table(row)
    columns = [known.c[name] for name in values[0] if name != "id"]
    if connection.dialect.name == "postgresql":
        # A statement for each row would cost a round of the server's planner for each. What is the same in all rows
        # goes there once.
        first = values[0]
        shared = {name for name in first if name != "id" and all(each[name] == first[name] for each in values)}
        own = [name for name in first if name not in shared]
        listed = [literal([each[name] for each in values], ARRAY(known.c[name].type)) for name in own]
        given = func.unnest(*listed).table_valued(*own, name="given").render_derived()
        new: dict[str, ColumnElement[object]] = {
            column.name: literal(first[column.name], column.type) if column.name in shared else given.c[column.name]
            for column in columns
        }
        rule = and_(known.c.id == given.c.id, _changes(known, if_changed, new), true() if where is None else where)
        connection.execute(update(known).where(rule).values({**new, **(also or {})}))
        return
    new = {column.name: bindparam(f"new_{column.name}", type_=column.type) for column in columns}
    rule = and_(known.c.id == bindparam("id_of_row"), _changes(known, if_changed, new))
    statement = update(known).where(rule, true() if where is None else where).values({**new, **(also or {})})
    connection.execute(
        statement,
        [{"id_of_row" if name == "id" else f"new_{name}": it for name, it in each.items()} for each in values],
    )


def _changes(known: Table, name: str | None, new: Mapping[str, ColumnElement[object]]) -> ColumnElement[bool]:
    return true() if name is None else or_(known.c[name].is_(None), known.c[name] != new[name])
