"""Laws of counting days: only days on which all the people concerned work."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import cadence
from bot.domain.people import Person
from tests.domain.zones import ZONES, moments, readings, wall, working_days
from tests.support.people_of_the_house import ana, ben

thorough = settings(max_examples=60)


@st.composite
def two_people(draw: st.DrawFn) -> tuple[Person, Person, datetime]:
    """Ana where the clock jumps and Ben anywhere, who share the Wednesday; and an instant close to the jump."""
    tz, moment = draw(moments())
    today = wall(tz, moment).date()
    away = st.none() | st.integers(-2, 20).map(lambda days: today + timedelta(days=days))
    mentor = ana(tz=tz, working_days=draw(working_days()) | {2}, away_until=draw(away))
    mentee = ben(tz=draw(st.sampled_from(ZONES)), working_days=draw(working_days()) | {2}, away_until=draw(away))
    return mentor, mentee, moment


def counts(person: Person, day: date) -> bool:
    """Whether the day counts for the person, in other words than the rule's."""
    is_back = person.away_until is None or person.away_until <= day
    return is_back and day.isoweekday() - 1 in person.working_days


@thorough
@given(two_people(), st.integers(0, 12))
def test_only_days_on_which_all_work_are_counted(drawn: tuple[Person, Person, datetime], days: int) -> None:
    mentor, mentee, moment = drawn
    first = wall(mentor.tz, moment)
    day, left = first.date(), days
    while left:
        day += timedelta(days=1)
        left -= counts(mentor, day) and counts(mentee, day)

    found = cadence.add_working_days(moment, days, [mentor, mentee])

    shown = readings(mentor.tz, day, first.time())
    if shown:
        assert found == shown[0]
    else:
        assert timedelta(0) < wall(mentor.tz, found) - datetime.combine(day, first.time()) <= timedelta(days=1)


@thorough
@given(two_people(), st.integers(1, 20))
def test_more_people_never_make_it_sooner(drawn: tuple[Person, Person, datetime], days: int) -> None:
    mentor, mentee, moment = drawn

    alone = cadence.add_working_days(moment, days, [mentor])

    assert cadence.add_working_days(moment, days, [mentor, mentee]) >= alone


def test_people_who_share_no_day_are_counted_by_the_days_of_either() -> None:
    start = datetime.fromisoformat("2026-03-02T09:00+00:00")
    mentor, mentee = ana(working_days=frozenset({0, 1})), ben(working_days=frozenset({3, 4}))

    found = cadence.add_working_days(start, 2, [mentor, mentee])

    assert found.date() == date(2026, 3, 5)


def test_a_count_that_no_day_satisfies_ends_all_the_same() -> None:
    start = datetime.fromisoformat("2026-03-02T09:00+00:00")

    found = cadence.add_working_days(start, 1, [ana(away_until=date(2036, 1, 1))])

    assert found.date() == start.date() + timedelta(days=cadence.HORIZON_DAYS)


def test_the_first_day_back_counts_and_the_day_before_does_not() -> None:
    person = ana(away_until=date(2026, 3, 5))

    assert not cadence.works_on(person, date(2026, 3, 4))
    assert cadence.works_on(person, date(2026, 3, 5))
    assert not cadence.works_on(person, date(2026, 3, 7))
