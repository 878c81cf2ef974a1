"""Laws of people, programs and slots."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import errors
from bot.domain.attention import SLOTS_A_WEEK, free_slot
from bot.domain.notices import ASK_LEAD, IfUnsure, NoticeKind, if_unsure
from bot.domain.people import Availability, Profile
from bot.domain.programs import Rhythm, Role
from bot.domain.scenes import HomeScene
from tests.support.people_of_the_house import NOW, an_enrolment, ana, some_terms

NOBODY = Profile(slack_id="U0X", name="X", tz="UTC", locale="en-US")


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        (Profile(slack_id="U0X", name="X", tz="UTC", locale="en-US", is_bot=True, is_deleted=True), errors.NotAPerson),
        (Profile(slack_id="U0X", name="X", tz="UTC", locale="en-US", is_deleted=True), errors.Deactivated),
        (Profile(slack_id="U0X", name="X", tz="UTC", locale="en-US", is_stranger=True), errors.IsAStranger),
        (Profile(slack_id="U0X", name="X", tz="UTC", locale="en-US", is_guest=True), errors.IsAGuest),
    ],
)
def test_an_account_that_cannot_take_part_is_refused_by_name(
    profile: Profile, refusal: type[errors.RuleBroken]
) -> None:
    with pytest.raises(refusal) as raised:
        profile.refuse_unless_welcome()
    assert raised.value.people == {"person": "U0X"}
    NOBODY.refuse_unless_welcome()


@pytest.mark.parametrize(
    ("days", "start", "end", "capacity", "fields"),
    [
        ({0}, time(9), time(9, 1), 0, set()),
        ({0}, time(9), time(17), 10, set()),
        ((), time(9), time(17), 3, {"working_days"}),
        ({0}, time(9), time(9), 3, {"window_end"}),
        ({0}, time(9), time(8), 11, {"window_end", "capacity"}),
        ({0}, time(9), time(17), -1, {"capacity"}),
    ],
)
def test_an_availability_that_cannot_hold_is_refused(
    days: set[int], start: time, end: time, capacity: int, fields: set[str]
) -> None:
    wanted = Availability(working_days=frozenset(days), window_start=start, window_end=end, capacity=capacity)
    assert set(wanted.refusals()) == fields


def test_a_program_has_a_name_a_channel_and_a_length_that_makes_sense() -> None:
    assert some_terms().refusals() == {}
    assert some_terms(weeks=None).refusals() == {}
    assert set(some_terms(name="", digest_channel="").refusals()) == {"name", "digest_channel"}
    for weeks, holds in ((3, False), (4, True), (104, True), (105, False)):
        assert ("weeks" not in some_terms(weeks=weeks).refusals()) is holds
    assert some_terms(digest_hour=14).digest_time == time(14)


def test_a_rhythm_keeps_the_weekday() -> None:
    assert [rhythm.days for rhythm in Rhythm] == [7, 14, 28]


def test_both_is_mentor_and_mentee_and_one_is_not_the_other() -> None:
    assert Role.BOTH.includes(Role.MENTOR)
    assert Role.BOTH.includes(Role.MENTEE)
    assert Role.MENTOR.includes(Role.MENTOR)
    assert not Role.MENTOR.includes(Role.MENTEE)
    assert not Role.MENTEE.includes(Role.MENTOR)


def test_who_left_takes_no_part() -> None:
    assert an_enrolment(ana()).is_current
    assert not an_enrolment(ana(), left_at=NOW).is_current


@given(st.frozensets(st.integers(1, 2)))
def test_a_week_has_two_slots(taken: frozenset[int]) -> None:
    slot = free_slot(taken)

    if slot is None:
        assert taken >= {1, 2}
    else:
        assert slot not in taken
        assert slot in range(1, SLOTS_A_WEEK + 1)


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_several_people_see_is_never_posted_twice_on_a_guess(kind: NoticeKind) -> None:
    assert (if_unsure(kind) is IfUnsure.ASK_LEAD) is (kind in ASK_LEAD)
    assert {NoticeKind.INTRODUCTION, NoticeKind.DIGEST} <= ASK_LEAD
    assert NoticeKind.CHECK_IN not in ASK_LEAD


def test_a_refusal_carries_its_key_and_its_slots() -> None:
    plain, full = errors.RuleBroken(), errors.AlreadyPaired(people={"mentee": "U0BEN"}, facts={"n": 3})

    assert (plain.key, plain.people, plain.facts, str(plain)) == ("refusal.rule", {}, {}, "refusal.rule")
    assert (str(full), full.people, full.facts) == ("refusal.already_paired", {"mentee": "U0BEN"}, {"n": 3})
    assert errors.FieldsRefused({"words": "field.x"}).fields == {"words": "field.x"}


def test_every_refusal_has_a_key_of_its_own() -> None:
    found = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.RuleBroken)]

    assert len({each.key for each in found}) == len(found) > 25
    assert all(each.key.startswith("refusal.") for each in found)


def test_the_scene_of_somebody_nobody_met_holds_nothing_of_anybody() -> None:
    home = HomeScene(now=NOW, tz="UTC")

    assert (home.places, home.person, home.pairs, home.leads, home.led, home.waiting) == ((), None, (), (), (), ())
    assert (home.taken, home.is_lead, home.has_several) == ((), False, False)
