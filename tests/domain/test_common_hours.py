"""Laws of common hours: a time suits both or is refused with its reason, far apart and across changes of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.arranging import (
    morning_of,
    refuse_unsuited,
    shared_spans,
    suits_both,
    upcoming,
    windows_overlap,
)
from bot.domain.cadence import local, may_write, works_on
from bot.domain.errors import TimeRefused, Unsuited
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.shared_ground import WAKING
from tests.domain.pairs_in_time import known
from tests.domain.test_arranging import AUCKLAND, FAR_APART, met_often, thorough
from tests.domain.zones import people_around
from tests.support.papers_of_the_house import a_signed_agreement
from tests.support.people_of_the_house import NOW, a_person, ana, ben


@thorough
@given(people_around(), people_around())
def test_the_hours_named_lie_in_the_windows_of_both(
    drawn: tuple[Person, datetime], other: tuple[Person, datetime]
) -> None:
    (one, moment), (two, _) = drawn, other
    for start, end in shared_spans((one, two), moment):
        assert start < end
        assert all(works_on(each, local(start, each.tz).date()) for each in (one, two))
        if windows_overlap((one, two), moment):
            assert may_write(one, start)
            assert may_write(two, start)


@pytest.mark.parametrize("zones", FAR_APART)
@pytest.mark.parametrize("day", [date(2026, 9, 26), date(2027, 3, 13), date(2027, 4, 3), date(2026, 10, 31)])
def test_two_far_apart_always_have_hours_also_across_a_change_of_the_clocks(zones: tuple[str, str], day: date) -> None:
    facts = met_often(ana(tz=zones[0]), ben(tz=zones[1]))
    at = datetime.combine(day, time(12), tzinfo=UTC)
    spans = shared_spans(facts.people, at)

    assert spans
    for start, _ in spans:
        clocks = [local(start, each.tz).time() for each in facts.people]
        assert all(WAKING[0] <= clock < WAKING[1] for clock in clocks)


def test_where_windows_never_meet_any_waking_hour_is_taken_and_no_other() -> None:
    facts = met_often(ana(tz="Europe/Berlin"), ben(tz=AUCKLAND))
    evening = datetime(2026, 3, 4, 19, 30, tzinfo=UTC)  # 20:30 in Berlin, 08:30 the next morning in Auckland
    night = datetime(2026, 3, 4, 12, tzinfo=UTC)  # 13:00 in Berlin, 01:00 in Auckland

    assert not windows_overlap(facts.people, evening)
    refuse_unsuited(facts, Side.MENTOR, evening, NOW)
    with pytest.raises(TimeRefused) as refused:
        refuse_unsuited(facts, Side.MENTOR, night, NOW)
    assert refused.value.reason is Unsuited.OUTSIDE
    assert refused.value.spans


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOW, Unsuited.PAST),
        (datetime(2026, 3, 7, 10, tzinfo=UTC), Unsuited.DAY_OFF),
        (datetime(2026, 3, 9, 10, tzinfo=UTC), Unsuited.DAY_OFF),
        (datetime(2026, 3, 5, 18, tzinfo=UTC), Unsuited.OUTSIDE),
        (datetime(2027, 3, 5, 10, tzinfo=UTC), Unsuited.AFTER_END),
        (datetime(2026, 3, 5, 10, tzinfo=UTC), None),
    ],
)
def test_a_time_that_does_not_suit_both_is_refused_with_its_reason(at: datetime, reason: Unsuited | None) -> None:
    facts = met_often(ana(), ben(days_off=frozenset({date(2026, 3, 9)})))
    facts = replace(facts, pair=replace(facts.pair, ends_on=date(2026, 8, 31)))
    if reason is None:
        refuse_unsuited(facts, Side.MENTOR, at, NOW)
        return
    with pytest.raises(TimeRefused) as refused:
        refuse_unsuited(facts, Side.MENTOR, at, NOW)
    assert refused.value.reason is reason
    assert all(end > NOW for _, end in refused.value.spans)


def test_two_who_share_no_day_may_choose_any_time() -> None:
    facts = met_often(ana(working_days=frozenset({0})), ben(working_days=frozenset({3})))
    at = NOW + timedelta(days=2, hours=9)

    assert not shared_spans(facts.people, at)
    refuse_unsuited(facts, Side.MENTEE, at, NOW)


def test_the_usual_time_is_not_offered_on_a_day_off_of_either() -> None:
    facts = known(agreements=(a_signed_agreement(),))
    ahead = upcoming(facts, NOW)
    assert ahead
    off = replace(facts, mentee=ben(days_off=frozenset({local(ahead.at, ben().tz).date()})))

    assert suits_both(facts, ahead)
    assert not suits_both(off, ahead)


def test_a_time_nobody_settled_is_offered_in_the_hours_of_both_alone() -> None:
    facts = met_often(ana(tz="Europe/Berlin"), ben(tz=AUCKLAND))
    ahead = upcoming(facts, NOW)

    assert ahead
    assert not suits_both(facts, ahead), "three in the afternoon in Berlin is night in Auckland"


@thorough
@given(people_around(), st.integers(0, 24 * 14))
def test_the_morning_of_a_meeting_comes_before_it_on_a_working_day(drawn: tuple[Person, datetime], hours: int) -> None:
    person, moment = drawn
    at = moment + timedelta(hours=hours)
    morning = morning_of(person, at)

    if morning is not None:
        assert morning < at
        assert works_on(person, local(morning, person.tz).date())


def test_a_meeting_before_the_window_opens_is_told_of_the_working_day_before() -> None:
    monday_at_eight = datetime(2026, 3, 9, 7, tzinfo=UTC)

    assert morning_of(a_person("Ana"), monday_at_eight) == datetime(2026, 3, 6, 8, tzinfo=UTC)
    assert morning_of(a_person("Ana", away_until=date(2026, 12, 1)), monday_at_eight) is None


def test_nobody_knows_when_somebody_away_without_a_date_is_back_so_any_day_they_work_may_be_suggested() -> None:
    at = datetime(2026, 3, 11, 10, tzinfo=UTC)
    resting, named = ben(away_from=NOW.date()), ben(away_from=NOW.date(), away_until=date(2026, 3, 20))
    facts = replace(known(), mentee=resting)

    refuse_unsuited(facts, Side.MENTOR, at, NOW)
    assert shared_spans(facts.people, at)
    with pytest.raises(TimeRefused):
        refuse_unsuited(facts, Side.MENTOR, at + timedelta(days=3), NOW)
    with pytest.raises(TimeRefused):
        refuse_unsuited(replace(facts, mentee=named), Side.MENTOR, at, NOW)
