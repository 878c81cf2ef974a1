"""Instants and wall times where clocks jump: random ones miss the only hours that matter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.people import Person
from tests.support.people_of_the_house import a_person

ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Windhoek",
    "America/Asuncion",
    "America/Caracas",
    "America/Chicago",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Port-au-Prince",
    "America/Punta_Arenas",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Damascus",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Novosibirsk",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Volgograd",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Fakaofo",
    "Pacific/Norfolk",
    "Pacific/Tongatapu",
)
"""Gaps of 20 minutes to a whole day, at night, at midnight, on both sides of the date line."""

FIRST, LAST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
STRIDE = timedelta(days=6)
FIVE_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A moment at which the clocks of a zone jump; forward when `jump` is positive."""

    tz: str
    at: datetime
    before: timedelta
    jump: timedelta


def offset(tz: str, at: datetime) -> timedelta:
    """How far the zone's clock is ahead of UTC."""
    found = at.astimezone(ZoneInfo(tz)).utcoffset()
    assert found is not None
    return found


def wall(tz: str, at: datetime) -> datetime:
    """What the zone's clock shows, without a zone."""
    return at.replace(tzinfo=None) + offset(tz, at)


@lru_cache(maxsize=1)
def turns() -> tuple[Turn, ...]:
    """Every jump of every zone, found by looking at its offsets."""
    found: list[Turn] = []
    for tz in ZONES:
        at = FIRST
        while at < LAST:
            if offset(tz, at) != offset(tz, at + STRIDE):
                found.append(_turn(tz, at, at + STRIDE))
            at += STRIDE
    return tuple(found)


def _turn(tz: str, low: datetime, high: datetime) -> Turn:
    before = offset(tz, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if offset(tz, middle) == before else (low, middle)
    at = high.replace(microsecond=0)
    return Turn(tz=tz, at=at, before=before, jump=offset(tz, at) - before)


def some_turns() -> st.SearchStrategy[Turn]:
    """Any of the jumps; one of a whole day and one of half an hour come often."""
    rare = [turn for turn in turns() if abs(turn.jump) != timedelta(hours=1)]
    return st.one_of(st.sampled_from(turns()), st.sampled_from(rare))


def around(turn: Turn) -> st.SearchStrategy[timedelta]:
    """A distance to the jump, up to 26 hours; within its own length as often as not."""
    near = int(abs(turn.jump).total_seconds())
    return st.one_of(st.integers(-near, near), st.integers(-26 * 3600, 26 * 3600)).map(lambda s: timedelta(seconds=s))


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and an instant close to one of its jumps."""
    turn = draw(some_turns())
    return turn.tz, turn.at + draw(around(turn))


@st.composite
def wall_times(draw: st.DrawFn) -> tuple[str, date, time]:
    """A zone, and a day and a time of day close to one of its jumps; many of them are never shown, many twice."""
    turn = draw(some_turns())
    shown = turn.at.replace(tzinfo=None) + turn.before + draw(around(turn))
    return turn.tz, shown.date(), shown.time()


def times(least: int = 0, most: int = 24 * 12 - 1) -> st.SearchStrategy[time]:
    """A time of day on a five-minute mark, between two marks of the day."""
    return st.integers(least, most).map(lambda mark: (datetime(2026, 1, 1) + mark * FIVE_MINUTES).time())  # noqa: DTZ001


@st.composite
def people_around(draw: st.DrawFn) -> tuple[Person, datetime]:
    """Somebody with any window and working days, and an instant close to a jump of their clock."""
    tz, moment = draw(moments())
    start = draw(st.integers(0, 24 * 12 - 2))
    away = draw(st.none() | st.integers(-2, 10).map(lambda days: wall(tz, moment).date() + timedelta(days=days)))
    person = a_person(
        "Ana",
        tz=tz,
        working_days=draw(working_days()),
        window_start=draw(times(start, start)),
        window_end=draw(times(start + 1)),
        away_until=away,
    )
    return person, moment


def working_days() -> st.SearchStrategy[frozenset[int]]:
    """At least one day of the week; often the usual five."""
    return st.one_of(st.just(frozenset(range(5))), st.frozensets(st.integers(0, 6), min_size=1))


def readings(tz: str, day: date, at: time) -> list[datetime]:
    """Every instant at which the zone's clock shows that: none in a gap, two in a fold. By trying all offsets."""
    shown = datetime.combine(day, at.replace(fold=0))
    guess = shown.replace(tzinfo=UTC)
    offsets = {offset(tz, guess + timedelta(hours=hours)) for hours in range(-40, 41, 4)}
    return sorted(guess - each for each in offsets if wall(tz, guess - each) == shown)
