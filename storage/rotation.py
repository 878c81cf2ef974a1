"""Sealing everything again with the first key, so that an old key can be taken away."""

from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    Table,
    and_,
    bindparam,
    literal,
    select,
    tuple_,
    update,
)

from storage.cipher import Cipher
from storage.engine import BEGIN
from storage.schema import Base
from storage.types import Sealed

Key = tuple[object, ...]
BATCH = 500
"""Rows in one transaction: people's clicks come in between."""


def rotate_keys(engine: Engine, cipher: Cipher) -> int:
    """Seal all words again with the first key; how many rows. Raises `Unreadable`, having lost nothing."""
    writer = engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
    rotated = 0
    for table in Base.metadata.sorted_tables:
        sealed = [column.name for column in table.c if isinstance(column.type, Sealed)]
        last: Key | None = None
        while sealed:
            with writer.begin() as connection:
                found = _rotate_batch(connection, cipher, table, sealed, last)
            if not found:
                break
            last = found[-1]
            rotated += len(found)
    return rotated


def _rotate_batch(
    connection: Connection, cipher: Cipher, table: Table, sealed: list[str], last: Key | None
) -> list[Key]:
    """Rotate up to `BATCH` rows whose key, of one column or several, comes after `last`; their keys."""
    keys = list(table.primary_key.columns)
    statement = select(*keys, *(table.c[name] for name in sealed)).order_by(*keys).limit(BATCH).with_for_update()
    if last is not None:
        after = (literal(value, key.type) for key, value in zip(keys, last, strict=True))
        statement = statement.where(tuple_(*keys) > tuple_(*after))
    rows = connection.execute(statement).mappings().all()
    if rows:
        change = update(table).where(and_(*(key == bindparam(f"key_{key.name}") for key in keys)))
        values: dict[str, BindParameter[object]] = {name: bindparam(f"new_{name}") for name in sealed}
        connection.execute(
            change.values(values),
            [
                {f"key_{key.name}": row[key.name] for key in keys}
                | {f"new_{name}": _resealed(cipher, row[name]) for name in sealed}
                for row in rows
            ],
        )
    return [tuple(row[key.name] for key in keys) for row in rows]


def _resealed(cipher: Cipher, words: str | None) -> str | None:
    return None if words is None else cipher.reseal(words)
