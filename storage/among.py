"""One parameter that stands for many ids, in statements that are put together once.

Putting a statement together costs SQLAlchemy more than SQLite needs to answer it, and it knows one that it has seen
before by its text alone, however many ids are asked for.
"""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Text, Uuid, any_, bindparam, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

IDS = "ids"
"""The parameter's name, unless a statement has two."""


class Ids(TypeDecorator[Collection[UUID]]):
    """Many ids as one parameter: an array on PostgreSQL, JSON on SQLite. Either way no limit is met."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The parameter's type in this database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(Uuid()))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Collection[UUID] | None, dialect: Dialect) -> list[UUID] | str:
        """What goes to the database."""
        ids = list(value or ())
        return ids if dialect.name == "postgresql" else json.dumps([each.hex for each in ids])


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "_Among":
        """A condition as it stands: `… IN (…) = 1`, as SQLite gets other functions, would use no index."""
        del against
        return self


def among(column: InstrumentedAttribute[UUID], ids: str = IDS) -> FunctionElement[bool]:
    """Whether the column is one of those that the parameter of this name will hold."""
    return _Among(column, bindparam(ids, type_=Ids()))


@compiles(_Among, "postgresql")
def _any_of_array(element: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, ids = element.clauses
    return compiler.process(column == any_(ids), **how)


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, ids = element.clauses
    return compiler.process(column.in_(select(func.json_each(ids).table_valued("value").c.value)), **how)
