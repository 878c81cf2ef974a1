"""What the first migrations build tables from. Frozen with them: later schemas must not change what they made."""

from collections.abc import Sequence
from typing import TypeVar

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

T = TypeVar("T")

ID = sa.Uuid()
TEXT = sa.String()
SEALED = sa.Text()
WHOLE = sa.Integer()
DAY = sa.Date()
WORD = sa.String(20)
"""A word of a closed vocabulary."""
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBERS = sa.JSON().with_variant(JSONB(), "postgresql")

STAGES = ("initiation", "growth", "maturity", "closure")
STATUSES = ("proposed", "active", "paused", "ended")
RHYTHMS = ("weekly", "fortnightly", "monthly")


def place() -> sa.Column[int]:
    """The order in which rows came."""
    return sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), nullable=False)


def needed(name: str, kind: TypeEngine[T]) -> sa.Column[T]:
    """A column that is never empty."""
    return sa.Column(name, kind, nullable=False)


def optional(name: str, kind: TypeEngine[T]) -> sa.Column[T]:
    """A column that may be empty."""
    return sa.Column(name, kind)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """The primary key."""
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    """A natural key."""
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def references(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A column that holds the id of another table's row."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    """A rule about one row. `op.f` keeps the convention from prefixing the name again."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def one_of(table: str, column: str, words: Sequence[str]) -> sa.CheckConstraint:
    """A closed vocabulary."""
    return check(table, column, f"{column} IN ({', '.join(repr(word) for word in words)})")


def index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    """Make an index, of some rows if a rule says which."""
    _index(name, table, columns, only, unique=False)


def unique_index(name: str, table: str, *columns: str, only: str) -> None:
    """Make a natural key of some rows."""
    _index(name, table, columns, only, unique=True)


def _index(name: str, table: str, columns: Sequence[str], only: str | None, *, unique: bool) -> None:
    rule = None if only is None else sa.text(only)
    op.create_index(name, table, list(columns), unique=unique, sqlite_where=rule, postgresql_where=rule)
