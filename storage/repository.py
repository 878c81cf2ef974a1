"""What every repository does: read rows with names and types, insert once, insert or update in bulk.

Plain statements on a connection, no session: an identity map would answer with what it saw before a bulk statement.
What is asked often is put together once, as a constant with parameters: SQLAlchemy takes five times as long to put a
statement together as to look up what it made of it before and to ask SQLite.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.ports import DaysOff, no_days_off
from storage.cipher import Cipher
from storage.schema import Base

RowT = TypeVar("RowT", bound=Base)
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Repository:
    """One noun's rows within one transaction."""

    connection: Connection
    cipher: Cipher
    days_off: DaysOff = no_days_off

    def rows(self, statement: Select[RowT], **given: object) -> Sequence[RowT]:
        """All rows, with these parameters. A Core row has an attribute for each column, as the mapped class has: the
        cast gives it types."""
        return cast(Sequence[RowT], self.connection.execute(statement, given).all())

    def row(self, statement: Select[RowT], **given: object) -> RowT | None:
        """The only row, or None."""
        return cast(RowT | None, self.connection.execute(statement, given).one_or_none())

    def insert_once(
        self, row: type[Base], values: Values, *, key: Sequence[str], where: ColumnElement[bool] | None = None
    ) -> bool:
        """Insert unless a row with the same unique key is there; whether the row is new. `where`: of a partial key."""
        statement = _insert_new(self.connection.dialect.name, row, tuple(key), where)
        # SQLAlchemy forgets the count of an INSERT on PostgreSQL unless told to keep it.
        done = self.connection.execute(statement, dict(values), execution_options={"preserve_rowcount": True})
        return done.rowcount == 1

    def insert_all(self, row: type[Base], values: Sequence[Values], *, key: Sequence[str]) -> None:
        """Insert those whose unique key is new, in bulk."""
        if values:
            statement = _insert_new(self.connection.dialect.name, row, tuple(key), None)
            self.connection.execute(statement, [dict(each) for each in values])

    def update_one(self, row: type[Base], id_: UUID, values: Values) -> None:
        """Update the row with that id. `KeyError` when there is none."""
        known = table(row)
        statement = update(known).where(known.c.id == bindparam("id_of_row"))
        changed = {name: value for name, value in values.items() if name != "id"}
        if not self.connection.execute(statement.values(**changed), {"id_of_row": id_}).rowcount:
            raise KeyError(id_)

    def upsert(
        self,
        row: type[Base],
        values: Sequence[Values],
        *,
        key: Sequence[str],
        updated: Collection[str],
        where: ColumnElement[bool] | None = None,
    ) -> None:
        """Insert, or update the columns `updated` of the row with the same key if it fulfils `where`."""
        if not values:
            return
        dialect, known = self.connection.dialect.name, (tuple(key), tuple(updated))
        # A condition carries values of its own: such a statement is another one each time.
        statement = _insert_or_update(dialect, row, *known) if where is None else _build(dialect, row, *known, where)
        self.connection.execute(statement, [dict(each) for each in values])


Insert = postgresql.Insert | sqlite.Insert


@lru_cache
def _insert_new(dialect: str, row: type[Base], key: tuple[str, ...], where: ColumnElement[bool] | None) -> Insert:
    return _insert(dialect, row).on_conflict_do_nothing(index_elements=key, index_where=where)


@lru_cache
def _insert_or_update(dialect: str, row: type[Base], key: tuple[str, ...], updated: tuple[str, ...]) -> Insert:
    return _build(dialect, row, key, updated, None)


def _build(
    dialect: str, row: type[Base], key: tuple[str, ...], updated: tuple[str, ...], where: ColumnElement[bool] | None
) -> Insert:
    statement = _insert(dialect, row)
    changes = {name: statement.excluded[name] for name in updated}
    return statement.on_conflict_do_update(index_elements=key, set_=changes, where=where)


def _insert(dialect: str, row: type[Base]) -> Insert:
    return postgresql.insert(table(row)) if dialect == "postgresql" else sqlite.insert(table(row))


def table(row: type[Base]) -> Table:
    """The table of a row's class."""
    return cast(Table, row.__table__)
