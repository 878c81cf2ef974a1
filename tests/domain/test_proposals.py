"""A refusal and a silence are one to everybody else: the same words at the same instant."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pairs import ANSWER_DAYS, Pair, Side
from bot.domain.people import Person
from bot.domain.proposals import answer_by, closes_at
from bot.domain.stages import Status
from tests.domain.zones import moments, wall, working_days
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, ana, ben

thorough = settings(max_examples=60)


@st.composite
def asked_pairs(draw: st.DrawFn) -> tuple[Pair, Person, Person]:
    """A proposal that waits for either, near a clock that jumps, between people of any zones and working days."""
    (mentor_tz, at), (mentee_tz, _) = draw(moments()), draw(moments())
    away = st.none() | st.integers(1, 15).map(lambda days: wall(mentor_tz, at).date() + timedelta(days=days))
    mentor = ana(tz=mentor_tz, working_days=draw(working_days()), away_until=draw(away))
    mentee = ben(tz=mentee_tz, working_days=draw(working_days()), away_until=draw(away))
    proposed_at = at - draw(st.integers(0, 9)) * timedelta(days=1)
    pair = a_proposal(proposed_at=proposed_at)
    if draw(st.booleans()):
        until = answer_by(pair, mentor, mentee)
        assert until is not None
        seconds = int((until - proposed_at).total_seconds())
        yes = proposed_at + timedelta(seconds=draw(st.integers(seconds - 3600, seconds) | st.integers(0, seconds)))
        pair = replace(pair, mentor_yes_at=max(yes, proposed_at))
    return pair, mentor, mentee


@thorough
@given(asked_pairs())
def test_nobody_s_answer_comes_after_the_close(drawn: tuple[Pair, Person, Person]) -> None:
    pair, mentor, mentee = drawn
    until = answer_by(pair, mentor, mentee)

    assert until is not None
    assert until <= closes_at(pair, mentor, mentee)


@thorough
@given(asked_pairs())
def test_a_refusal_closes_at_the_instant_at_which_a_silence_does(drawn: tuple[Pair, Person, Person]) -> None:
    pair, mentor, mentee = drawn
    asked = pair.mentee if pair.waits_for() is Side.MENTEE else pair.mentor
    until = answer_by(pair, mentor, mentee)
    assert until is not None
    declined = pair.decline(asked, until - timedelta(minutes=1))

    assert closes_at(declined, mentor, mentee) == closes_at(pair, mentor, mentee)
    assert answer_by(declined, mentor, mentee) is None


@thorough
@given(asked_pairs())
def test_a_proposal_closes_within_weeks_even_between_people_who_share_no_day(
    drawn: tuple[Pair, Person, Person],
) -> None:
    pair, mentor, mentee = drawn
    back = max((person.away_until for person in (mentor, mentee) if person.away_until), default=None)
    first = max(pair.proposed_at.date(), back) if back else pair.proposed_at.date()

    assert closes_at(pair, mentor, mentee).date() <= first + timedelta(weeks=2 * ANSWER_DAYS + 1)


def test_colleagues_have_three_working_days_each() -> None:
    friday = datetime.fromisoformat("2026-03-06T13:00+00:00")
    asked = a_proposal(proposed_at=friday)
    once = asked.say_yes(ana().id, friday + timedelta(hours=1))

    assert answer_by(asked, ana(), ben()) == datetime.fromisoformat("2026-03-11T13:00+00:00")
    assert answer_by(once, ana(), ben()) == datetime.fromisoformat("2026-03-11T14:00+00:00")
    assert closes_at(asked, ana(), ben()) == datetime.fromisoformat("2026-03-16T13:00+00:00")
    assert closes_at(once, ana(), ben()) == datetime.fromisoformat("2026-03-16T13:00+00:00")


def test_a_pair_that_started_asks_nobody() -> None:
    assert answer_by(a_pair(), ana(), ben()) is None
    assert answer_by(a_pair(status=Status.ENDED), ana(), ben()) is None
    assert closes_at(a_proposal(declined_at=NOW), ana(), ben()) == closes_at(a_proposal(), ana(), ben())
