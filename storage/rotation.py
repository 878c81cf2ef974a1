"""Sealing everything again with the first key, so that an old key can be taken away."""

from sqlalchemy import BindParameter, Connection, Engine, Table, bindparam, select, update

from storage.cipher import Cipher
from storage.engine import BEGIN
from storage.schema import Base
from storage.types import Sealed

BATCH = 500
"""Rows in one transaction: people's clicks come in between."""


def rotate_keys(engine: Engine, cipher: Cipher) -> int:
    """Seal all words again with the first key; how many rows. Raises `Unreadable`, having lost nothing."""
    writer = engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
    rotated = 0
    for table in Base.metadata.sorted_tables:
        sealed = [column.name for column in table.c if isinstance(column.type, Sealed)]
        last: object = None
        while sealed:
            with writer.begin() as connection:
                found = _rotate_batch(connection, cipher, table, sealed, last)
            if not found:
                break
            last = found[-1]
            rotated += len(found)
    return rotated


def _rotate_batch(
    connection: Connection, cipher: Cipher, table: Table, sealed: list[str], last: object
) -> list[object]:
    """Rotate up to `BATCH` rows whose key comes after `last`; their keys."""
    (key,) = table.primary_key.columns
    statement = select(key, *(table.c[name] for name in sealed)).order_by(key).limit(BATCH).with_for_update()
    if last is not None:
        statement = statement.where(key > last)
    rows = connection.execute(statement).mappings().all()
    if rows:
        change = update(table).where(key == bindparam("key_of_row"))
        values: dict[str, BindParameter[object]] = {name: bindparam(f"new_{name}") for name in sealed}
        connection.execute(
            change.values(values),
            [
                {"key_of_row": row[key.name]} | {f"new_{name}": _resealed(cipher, row[name]) for name in sealed}
                for row in rows
            ],
        )
    return [row[key.name] for row in rows]


def _resealed(cipher: Cipher, words: str | None) -> str | None:
    return None if words is None else cipher.reseal(words)
