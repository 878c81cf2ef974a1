"""Column types that both databases keep exactly: instants, weekdays, JSON, sealed words, vocabularies."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, DateTime, Enum, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

LENGTH_OF_INSTANT: Final = 32
"""Characters of `2026-03-02T09:00:00.000000+00:00`."""


class NaiveInstant(ValueError):
    """An instant without a zone was about to be stored; it could mean any of forty moments."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, exact to the microsecond.

    PostgreSQL keeps a timestamptz. SQLite has no such type and gets text of fixed width, which sorts as time does and
    which an operator can read.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type in this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(LENGTH_OF_INSTANT))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """What goes to the database. Raises `NaiveInstant`."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveInstant(f"{value!r} has no zone")
        instant = value.astimezone(UTC)
        return instant.isoformat(timespec="microseconds") if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC, whatever zone the connection speaks."""
        del dialect
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class Weekdays(TypeDecorator[frozenset[int]]):
    """A set of weekdays as their digits in order, Monday 0: `01234`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> str | None:
        """The digits."""
        del dialect
        return None if value is None else "".join(str(day) for day in sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int] | None:
        """The set."""
        del dialect
        return None if value is None else frozenset(int(day) for day in value)


class NotSealed(ValueError):
    """Plain words were about to be stored in a column for sealed ones."""


class Sealed(TypeDecorator[str]):
    """Text that `Cipher.seal` made, or nothing. It refuses plain words and marks the column for `rotate_keys`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is. Raises `NotSealed`, without the words."""
        del dialect
        if value and not value.startswith(SEAL):
            raise NotSealed("words must be sealed before they are stored")
        return value


SEAL: Final = "gAAAAA"
"""How every Fernet token begins: version 0x80 and a 64-bit time in seconds, in base64 (Fernet specification)."""

NUMBERS: Final = JSON().with_variant(JSONB(), "postgresql")
"""Numbers and codes by name."""


def one_of(words: type[StrEnum], column: str) -> Enum:
    """A closed vocabulary as text, checked by the database; `column` names the check within its table."""
    return Enum(
        words,
        values_callable=lambda enum: [word.value for word in enum],
        native_enum=False,
        create_constraint=True,
        length=20,
        name=column,
    )
