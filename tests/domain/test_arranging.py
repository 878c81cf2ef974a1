"""Laws of the next meeting: there is always one, numbers and instants ascend, and its time suits both."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.arranging import (
    MOVED_OFTEN,
    call_off,
    described,
    is_cancelled,
    is_hard_to_place,
    open_suggestion,
    passed,
    settle,
    upcoming,
)
from bot.domain.facts import PairFacts
from bot.domain.meetings import Meeting, MeetingState, Suggestion
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.programs import Rhythm
from bot.domain.questions import Answer, Placing, Tap
from bot.domain.stages import Status
from tests.domain.pairs_in_time import DAY, asked, known
from tests.domain.zones import moments
from tests.support.papers_of_the_house import a_signed_agreement, agreed
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

thorough = settings(max_examples=60)
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
FAR_APART = [(AUCKLAND, LOS_ANGELES), ("Europe/Berlin", AUCKLAND), ("Asia/Tokyo", "America/New_York")]


def meeting(number: int, at: datetime, state: MeetingState = MeetingState.AGREED, *moved_by: Side) -> Meeting:
    """A meeting of Ana and Ben that is written down."""
    return Meeting(pair=a_pair().id, number=number, expected_at=at, state=state, moved_by=frozenset(moved_by))


def met_often(*people: Person) -> PairFacts:
    """Two people somewhere."""
    mentor, mentee = people or (ana(), ben())
    pair = a_pair(mentor=mentor.id, mentee=mentee.id)
    return known(pair=pair, mentor=mentor, mentee=mentee)


@st.composite
def days_together(draw: st.DrawFn) -> tuple[PairFacts, datetime]:
    """Any pair near a change of somebody's clock, with meetings settled and called off in any order."""
    tz, start = draw(moments())
    rhythm = draw(st.sampled_from(Rhythm))
    signed = a_signed_agreement(terms=agreed(weekday=draw(st.integers(0, 6)), at=time(15), tz=tz, rhythm=rhythm))
    facts = met_often(ana(tz=tz), ben(tz=draw(st.sampled_from([AUCKLAND, LOS_ANGELES, "Europe/Berlin"]))))
    facts = replace(
        facts,
        pair=replace(facts.pair, started_at=start, rhythm=rhythm, ends_on=None),
        agreements=draw(st.sampled_from([(), (signed,)])),
    )
    now = start
    for _ in range(draw(st.integers(0, 6))):
        now += timedelta(days=draw(st.integers(0, 40)), hours=draw(st.integers(0, 23)))
        ahead = upcoming(facts, now)
        assert ahead is not None
        at = now + timedelta(hours=draw(st.integers(1, 24 * 60)))
        made = settle(facts, ahead, at, Side.MENTEE) if draw(st.booleans()) else call_off(facts, ahead, Side.MENTOR, "")
        others = [each for each in facts.meetings if each.number != made.number]
        facts = replace(
            facts,
            meetings=tuple(sorted([*others, *passed(facts, made.number), made], key=lambda each: each.number)),
        )
    return facts, now


@thorough
@given(days_together())
def test_there_is_always_a_next_meeting_and_it_lies_ahead(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn
    ahead = upcoming(facts, now)

    assert ahead is not None
    assert ahead.at > now
    assert ahead.meeting is None or ahead.meeting.state is not MeetingState.CANCELLED


@thorough
@given(days_together())
def test_numbers_ascend_and_so_do_the_instants_of_what_was_not_called_off(drawn: tuple[PairFacts, datetime]) -> None:
    facts, _ = drawn
    schedule = facts.schedule()
    assert schedule
    last = max((each.number for each in facts.meetings), default=0)
    living = [number for number in range(1, last + 4) if not is_cancelled(facts, number)]
    instants = [schedule.expected(number, facts.meetings) for number in living]

    assert [each.number for each in facts.meetings] == list(range(1, len(facts.meetings) + 1))
    assert instants == sorted(set(instants))


def test_nothing_lies_ahead_of_a_pair_that_rests_is_over_or_has_not_begun() -> None:
    for status in (Status.ENDED, Status.PAUSED, Status.PROPOSED):
        assert upcoming(known(pair=a_pair(status=status)), NOW) is None
    assert upcoming(known(pair=a_pair(started_at=None)), NOW) is None
    assert upcoming(known(pair=a_pair(ends_on=NOW.date())), NOW) is None


def test_no_meeting_of_a_pair_that_has_not_begun_can_be_described() -> None:
    with pytest.raises(ValueError, match="not started"):
        described(known(pair=a_pair(started_at=None)), 1)


def test_what_was_asked_about_is_not_the_next_one() -> None:
    facts = known(checks=(asked(ben(), 1), asked(ben(), 2)))
    ahead = upcoming(facts, NOW)

    assert ahead is not None
    assert ahead.number == 3


def test_a_cancelled_number_is_closed_and_the_next_is_a_rhythm_later() -> None:
    facts = known()
    ahead = upcoming(facts, NOW)
    assert ahead
    facts = replace(facts, meetings=(call_off(facts, ahead, Side.MENTEE, "sorry"),))
    after = upcoming(facts, NOW)

    assert after
    assert (after.number, after.at - ahead.at) == (2, timedelta(days=facts.pair.rhythm.days))


@pytest.mark.parametrize("is_settled", [True, False])
def test_who_moves_is_kept_only_when_a_settled_time_was_left(is_settled: bool) -> None:
    facts = known(agreements=(a_signed_agreement(),) if is_settled else ())
    ahead = upcoming(facts, NOW)
    assert ahead

    moved = settle(facts, ahead, ahead.at + DAY, Side.MENTOR)
    assert moved.moved_by == ({Side.MENTOR} if is_settled else set())
    assert settle(facts, ahead, ahead.at, Side.MENTOR).moved_by == set(), "the same time is no move"
    assert call_off(facts, ahead, Side.MENTEE, "").moved_by == ({Side.MENTEE} if is_settled else set())
    assert call_off(facts, ahead, None, "").moved_by == set(), "a pause blames nobody"


def test_a_suggestion_holds_for_the_next_meeting_until_its_time_has_come() -> None:
    ahead = upcoming(known(), NOW)
    assert ahead
    made = Suggestion(pair=a_pair().id, turn=1, number=ahead.number, at=NOW + DAY, by=ben().id, made_at=NOW)

    assert open_suggestion(known(suggestion=made), NOW) == made
    assert open_suggestion(known(suggestion=made), NOW + DAY) is None
    assert open_suggestion(known(suggestion=replace(made, number=ahead.number + 1)), NOW) is None


@pytest.mark.parametrize(
    ("movers", "is_asked"),
    [
        ([], False),
        ([Side.MENTOR], False),
        ([Side.MENTOR, Side.MENTOR], True),
        ([Side.MENTOR, Side.MENTEE, Side.MENTOR], True),
        ([Side.MENTEE, Side.MENTEE, Side.MENTOR], False),
        ([Side.MENTOR, Side.MENTOR, None, None], False),
    ],
)
def test_only_who_moved_most_of_the_last_three_is_asked_what_would_help(
    movers: list[Side | None], is_asked: bool
) -> None:
    meetings = tuple(
        meeting(number, NOW + number * 14 * DAY, MeetingState.AGREED, *([side] if side else []))
        for number, side in enumerate(movers, 1)
    )
    facts = known(meetings=meetings)
    last = len(movers)

    assert is_hard_to_place(facts, Side.MENTOR, last) is is_asked
    others = movers[-3:].count(Side.MENTEE)
    assert is_hard_to_place(facts, Side.MENTEE, last) is (others >= MOVED_OFTEN)
    said = Answer(person=ana().id, question=Tap.PLACING, number=last or 1, value=Placing.FINE, at=NOW)
    assert not is_hard_to_place(replace(facts, answers=(said,)), Side.MENTOR, last), "and not again for the same ones"
