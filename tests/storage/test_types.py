"""Laws of column types."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, MetaData, Table, Uuid, insert, select

from storage.types import NUMBERS, Instant, NaiveInstant, Weekdays

OFFSETS = st.integers(min_value=-14 * 60, max_value=14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - the zone is added by the strategy
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001 - the same
    timezones=OFFSETS | st.just(UTC),
)
THING = Table(
    "thing",
    MetaData(),
    Column("id", Uuid()),
    Column("at", Instant()),
    Column("days", Weekdays()),
    Column("numbers", NUMBERS),
)
# One database serves all examples, each in a transaction that is rolled back.
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def thing(engine: Engine) -> Engine:
    """An engine whose database has the table of things."""
    THING.create(engine)
    return engine


def kept(connection: Connection, **values: object) -> dict[str, Any]:
    """These values after they went to the database and came back."""
    connection.execute(insert(THING), values)
    row = connection.execute(select(*(THING.c[name] for name in values))).mappings().one()
    return dict(row)


@MANY
@given(at=INSTANTS)
def test_an_instant_comes_back_exactly_and_in_utc(thing: Engine, at: datetime) -> None:
    with thing.connect() as connection:
        back = kept(connection, at=at)["at"]

    assert back == at
    assert back.utcoffset() == timedelta(0)


@MANY
@given(instants=st.lists(INSTANTS, min_size=2, max_size=8))
def test_the_database_sorts_instants_as_time_does(thing: Engine, instants: list[datetime]) -> None:
    with thing.connect() as connection:
        connection.execute(insert(THING), [{"at": at} for at in instants])
        ordered = connection.scalars(select(THING.c.at).order_by(THING.c.at)).all()
        early = connection.scalars(select(THING.c.at).where(THING.c.at <= instants[0])).all()

    assert list(ordered) == sorted(instants)
    assert sorted(early) == sorted(at for at in instants if at <= instants[0])


@MANY
@given(at=st.datetimes())
def test_a_naive_instant_is_refused(engine: Engine, at: datetime) -> None:
    with pytest.raises(NaiveInstant):
        Instant().process_bind_param(at, engine.dialect)


@MANY
@given(
    id_=st.uuids(),
    days=st.frozensets(st.integers(0, 6)),
    numbers=st.dictionaries(st.text("abc"), st.integers(-(2**40), 2**40) | st.text("xyz ä")),
)
def test_other_values_come_back_exactly(
    thing: Engine, id_: UUID, days: frozenset[int], numbers: dict[str, int | str]
) -> None:
    with thing.connect() as connection:
        sent = {"id": id_, "days": days, "numbers": numbers}
        assert kept(connection, **sent) == sent


def test_nothing_comes_back_as_nothing(thing: Engine) -> None:
    with thing.connect() as connection:
        assert kept(connection, id=None, at=None, days=None) == {"id": None, "at": None, "days": None}
