"""Laws of a later version: only what it changes is judged, and its slot holds from the second signature on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement import Agreement, Signature, Terms, refuse_impossible
from bot.domain.errors import TermsRefused
from bot.domain.meetings import ARRANGE_DAYS, Meeting, Schedule
from bot.domain.people import Person
from bot.domain.programs import Rhythm
from tests.domain.pairs_in_time import DAY, known
from tests.support.papers_of_the_house import agreed, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

BEFORE = agreed(review_on=date(2026, 3, 1), ends_on=date(2026, 3, 9))
"""Its review has passed, and its end is a week away."""


def refused(terms: Terms, before: Terms | None = None, people: tuple[Person, Person] = (ana(), ben())) -> set[str]:
    """The lines that do not hold."""
    try:
        refuse_impossible(terms, people, NOW, before)
    except TermsRefused as refusal:
        return set(refusal.fields)
    return set()


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        (replace(BEFORE, boundaries="not on my birthday"), set()),
        (replace(BEFORE, ends_on=date(2026, 12, 31)), set()),
        (replace(BEFORE, ends_on=None), set()),
        (replace(BEFORE, review_on=date(2026, 3, 8)), set()),
        (replace(BEFORE, at=time(11)), set()),
        (replace(BEFORE, review_on=date(2026, 3, 2)), {"review_on"}),
        (replace(BEFORE, review_on=date(2026, 3, 10)), {"review_on"}),
        (replace(BEFORE, ends_on=date(2026, 3, 2)), {"ends_on"}),
        (replace(BEFORE, ends_on=date(2026, 3, 10)), {"rhythm"}),
        (replace(BEFORE, rhythm=Rhythm.MONTHLY), {"rhythm"}),
        (replace(BEFORE, weekday=6), {"weekday"}),
    ],
)
def test_only_lines_that_changed_are_judged(terms: Terms, lines: set[str]) -> None:
    assert refused(terms, BEFORE) == lines
    assert refused(BEFORE) == {"review_on", "rhythm"}, "the first version is judged whole"


def test_an_old_weekday_stands_until_somebody_moves_the_slot() -> None:
    fridays = (ana(working_days=frozenset({4})), ben())

    assert refused(agreed(boundaries="none"), agreed(), fridays) == set()
    assert refused(agreed(at=time(11)), agreed(), fridays) == {"weekday"}
    assert refused(agreed(tz="Europe/Madrid"), agreed(), fridays) == {"weekday"}


@pytest.mark.parametrize("weekday", range(7))
def test_two_people_without_a_shared_day_may_choose_any(weekday: int) -> None:
    never = (ana(working_days=frozenset({0, 1})), ben(working_days=frozenset({3, 4})))

    assert refused(agreed(weekday=weekday), None, never) == set()


@pytest.mark.parametrize(
    ("weekday", "at", "tz", "lines"),
    [
        (0, time(9), "Pacific/Auckland", {"weekday"}),
        (1, time(9), "Pacific/Auckland", set()),
        (5, time(9), "Pacific/Auckland", {"weekday"}),
        (4, time(13), "America/Los_Angeles", {"weekday"}),
        (3, time(13), "America/Los_Angeles", set()),
    ],
)
def test_a_slot_falls_on_a_day_of_work_by_each_one_s_own_clock(
    weekday: int, at: time, tz: str, lines: set[str]
) -> None:
    apart = (ana(tz="Pacific/Auckland"), ben(tz="America/Los_Angeles"))

    assert refused(agreed(weekday=weekday, at=at, tz=tz), None, apart) == lines
    assert refused(agreed(weekday=weekday, at=at, tz=tz), None, apart[::-1]) == lines


@pytest.mark.parametrize(("days", "lines"), [(34, {"rhythm"}), (35, set())])
def test_there_is_room_for_two_meetings_from_today(days: int, lines: set[str]) -> None:
    ends_on = NOW.date() + days * DAY

    assert refused(agreed(rhythm=Rhythm.MONTHLY, ends_on=ends_on)) == lines


@given(st.sampled_from(Rhythm), st.sampled_from(Rhythm), st.integers(0, 6), st.integers(0, 120), st.integers(0, 4))
def test_no_meeting_is_expected_on_a_slot_before_it_was_agreed(
    was: Rhythm, rhythm: Rhythm, weekday: int, days: int, held: int
) -> None:
    agreed_at = NOW + days * DAY
    free = Schedule(started_at=NOW, rhythm=was, terms=None, tz="Europe/Berlin")
    met = [Meeting(pair=a_pair().id, number=n, expected_at=free.expected(n, ())) for n in range(1, held + 1)]
    met = [meeting for meeting in met if meeting.expected_at < agreed_at]
    schedule = Schedule(
        started_at=NOW, rhythm=rhythm, terms=agreed(weekday=weekday, rhythm=rhythm), tz="UTC", agreed_at=agreed_at
    )

    found = schedule.expected(len(met) + 1, met)

    assert found >= agreed_at + (0 if met else ARRANGE_DAYS) * DAY
    latest = max(agreed_at + ARRANGE_DAYS * DAY, met[-1].expected_at + rhythm.days * DAY if met else agreed_at)
    assert found <= latest + 7 * DAY, "nor later than the next such weekday"


def test_from_monthly_to_weekly_the_next_meeting_is_the_next_slot() -> None:
    last = Meeting(pair=a_pair().id, number=1, expected_at=NOW)
    agreed_at = NOW + 21 * DAY
    terms = agreed(weekday=3, rhythm=Rhythm.WEEKLY)
    schedule = Schedule(started_at=NOW - 7 * DAY, rhythm=Rhythm.WEEKLY, terms=terms, tz="UTC", agreed_at=agreed_at)

    assert schedule.expected(2, [last]) == datetime(2026, 3, 26, 9, tzinfo=UTC), "the Thursday after the signature"
    assert schedule.expected(3, [last]) == datetime(2026, 4, 2, 8, tzinfo=UTC)


def signed(version: int, terms: Terms, days: int) -> Agreement:
    """A version that Ben signed on that day and Ana an hour later."""
    at = NOW + days * DAY
    return an_agreement(
        version=version,
        terms=terms,
        signatures=(Signature(person=ben().id, at=at), Signature(person=ana().id, at=at + timedelta(hours=1))),
    )


SLOT, OTHER, THIRD = agreed(), agreed(weekday=1), agreed(rhythm=Rhythm.WEEKLY)


@pytest.mark.parametrize(
    ("versions", "days"),
    [
        ((), None),
        ((an_agreement(),), None),
        ((signed(1, SLOT, 3),), 3),
        ((signed(1, SLOT, 3), signed(2, replace(SLOT, purpose="another", minutes=90, ends_on=None), 9)), 3),
        ((signed(1, SLOT, 3), signed(2, OTHER, 9)), 9),
        ((signed(1, SLOT, 3), signed(2, THIRD, 9)), 9),
        ((signed(1, SLOT, 3), signed(2, OTHER, 9), signed(3, SLOT, 12)), 12),
        ((signed(1, SLOT, 3), an_agreement(version=2, terms=OTHER)), 3),
        ((signed(1, SLOT, 3), an_agreement(version=2, terms=OTHER), signed(3, SLOT, 12)), 3),
    ],
)
def test_a_slot_holds_since_the_second_signature_that_named_it_first(
    versions: tuple[Agreement, ...], days: int | None
) -> None:
    facts = known(agreements=versions)

    assert facts.slot_agreed_at == (None if days is None else NOW + days * DAY + timedelta(hours=1))
    schedule = facts.schedule()
    assert schedule is not None
    assert schedule.agreed_at == facts.slot_agreed_at


@pytest.mark.parametrize("tz", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"])
def test_a_pair_s_last_day_is_over_when_it_is_over_for_both(tz: str) -> None:
    ends = {
        "Europe/Berlin": datetime(2026, 8, 31, 22, tzinfo=UTC),
        "America/Los_Angeles": datetime(2026, 9, 1, 7, tzinfo=UTC),
        "Pacific/Auckland": datetime(2026, 8, 31, 22, tzinfo=UTC),
    }

    assert known(mentor=ana(tz=tz)).end == known(mentee=ben(tz=tz)).end == ends[tz]
    assert known(pair=a_pair(ends_on=None)).end is None
