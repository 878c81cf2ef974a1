"""Laws of what a check-in offers after its tap: two things and a stage at most, the next meeting among them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.domain.after_tap import AT_ONCE, Extra, is_newest, offered, waiting
from bot.domain.commitments import Commitment, refuse_unwritten
from bot.domain.errors import FieldsRefused
from bot.domain.facts import PairFacts
from bot.domain.meetings import MeetingState, Outcome
from bot.domain.pairs import Side
from bot.domain.questions import CODES, Answer, Fit, Kept, Tap
from bot.domain.stages import Stage
from tests.domain.pairs_in_time import DAY, asked, known, lived_pairs
from tests.domain.test_arranging import meeting
from tests.support.papers_of_the_house import a_goal, a_signed_agreement
from tests.support.people_of_the_house import NOW, a_pair, ana, ben, id_of

THEN = NOW + 10 * DAY


def said(number: int = 1, outcome: Outcome | None = Outcome.MET, **more: object) -> PairFacts:
    """Ben answered his check-in about meeting `number`, and those before it."""
    checks = (*(asked(ben(), before, Outcome.MET) for before in range(1, number)), asked(ben(), number, outcome))
    return replace(known(checks=checks), **more)  # type: ignore[arg-type]


def small_step(number: int) -> Commitment:
    """Something Ben wants to do."""
    return Commitment(id=id_of("step"), pair=a_pair().id, person=ben().id, number=number, words="ask", made_at=NOW)


def fit(number: int) -> Answer:
    """Ben feels that they are a good fit."""
    return Answer(person=ben().id, question=Tap.FIT, number=number, value=Fit.GOOD, at=NOW)


def of_ben(facts: PairFacts, number: int = 1) -> tuple[Extra, ...]:
    """All that Ben could still say."""
    return waiting(facts, Side.MENTEE, number, THEN)


@settings(max_examples=60)
@given(lived_pairs())
def test_at_most_two_things_beside_a_stage_are_offered_and_an_open_next_meeting_is_one_of_them(
    drawn: tuple[PairFacts, object],
) -> None:
    facts, _ = drawn
    for check in facts.checks:
        side = facts.pair.side_of(check.person)
        shown = offered(facts, side, check.number, THEN)
        every = waiting(facts, side, check.number, THEN)

        assert len(shown) <= AT_ONCE + (Extra.STAGE in every)
        assert set(shown) <= set(every)
        assert (Extra.NEXT in shown) is (Extra.NEXT in every)
        assert list(shown) == sorted(shown, key=list(Extra).index), "the most important first"


def test_the_next_stage_keeps_nobody_from_what_is_offered_without_it() -> None:
    facts = said(2, agreements=(a_signed_agreement(),), goals=(a_goal(),), answers=(fit(2),))
    shown = offered(facts, Side.MENTEE, 2, THEN)

    assert shown == (Extra.STAGE, Extra.QUESTION, Extra.NEXT)
    held = replace(facts, pair=replace(facts.pair, quiet_until=THEN + DAY))
    assert offered(held, Side.MENTEE, 2, THEN) == shown[1:]


def test_the_next_meeting_takes_the_last_place_from_what_is_more_important() -> None:
    facts = said(2)

    assert of_ben(facts, 2)[:3] == (Extra.FIT, Extra.QUESTION, Extra.NEXT)
    assert offered(facts, Side.MENTEE, 2, THEN) == (Extra.FIT, Extra.NEXT)
    assert offered(facts, Side.MENTEE, 2, THEN, 1) == (Extra.NEXT,)


def test_nothing_is_offered_before_the_tap() -> None:
    assert of_ben(said(outcome=None)) == ()
    assert waiting(said(), Side.MENTOR, 1, THEN) == ()


def test_an_older_check_in_keeps_its_question_alone() -> None:
    facts = said(3)

    assert not is_newest(facts, Side.MENTEE, 2)
    assert of_ben(facts, 1) == ()
    assert of_ben(facts, 2) == (Extra.QUESTION,)


@pytest.mark.parametrize(("number", "is_early"), [(1, True), (2, True), (3, False)])
def test_the_fit_is_asked_after_the_first_two_meetings_held_and_once(number: int, is_early: bool) -> None:
    facts = said(number)
    answer = Answer(person=ben().id, question=Tap.FIT, number=number, value="good", at=NOW)

    assert (Extra.FIT in of_ben(facts, number)) is is_early
    assert Extra.FIT not in of_ben(replace(facts, answers=(answer,)), number)
    assert Extra.FIT not in of_ben(said(number, Outcome.NOT_YET), number)
    assert Extra.FIT not in of_ben(replace(facts, pair=a_pair(stage=Stage.GROWTH)), number)


@pytest.mark.parametrize("kept", [None, *Kept])
def test_a_small_step_is_asked_about_at_the_next_check_in_and_once_there(kept: Kept | None) -> None:
    step = small_step(1)
    facts = said(2, commitments=(step,))
    if kept:
        answer = Answer(person=ben().id, question=Tap.FOLLOW_UP, number=2, value=kept, at=NOW)
        after = step.answered(kept, NOW)
        facts = replace(facts, answers=(answer,), commitments=() if after.closed_at else (after,))

    assert (Extra.FOLLOW_UP in of_ben(facts, 2)) is (kept is None)
    assert (Extra.COMMITMENT in of_ben(facts, 2)) is (kept in (Kept.DONE, Kept.DROPPED))
    assert Extra.FOLLOW_UP not in of_ben(said(1, commitments=(step,)), 1), "not in the one it was written in"


def test_the_first_goal_is_asked_of_the_mentee_after_a_meeting_was_held() -> None:
    facts = said()
    both = replace(facts, checks=(*facts.checks, asked(ana(), 1, Outcome.MET)))

    assert Extra.GOAL in of_ben(both)
    assert Extra.GOAL not in waiting(both, Side.MENTOR, 1, THEN)
    assert Extra.GOAL not in of_ben(said(1, Outcome.NOT_YET))


def test_a_next_meeting_both_agreed_on_is_not_asked_about() -> None:
    facts = said(agreements=(a_signed_agreement(),))
    agreed = replace(facts, meetings=(meeting(2, THEN + 5 * DAY, MeetingState.AGREED),))

    assert Extra.NEXT in of_ben(facts)
    assert Extra.NEXT not in of_ben(agreed)
    assert Extra.NEXT not in of_ben(replace(facts, pair=a_pair(ends_on=THEN.date())))


def test_meetings_that_were_hard_to_place_are_spoken_of_with_who_moved_them_alone() -> None:
    moved = tuple(meeting(n, NOW + n * 14 * DAY, MeetingState.AGREED, Side.MENTEE) for n in (1, 2))
    facts = replace(said(2, meetings=moved), checks=(*said(2).checks, asked(ana(), 2, Outcome.MET)))

    assert Extra.PLACING in of_ben(facts, 2)
    assert Extra.PLACING not in waiting(facts, Side.MENTOR, 2, THEN)


def test_every_tap_has_its_codes() -> None:
    assert set(CODES) == set(Tap)
    assert all(codes and len(set(codes)) == len(codes) for codes in CODES.values())


@pytest.mark.parametrize(("words", "refusal"), [("", "field.words_needed"), ("x" * 201, "field.words_too_long")])
def test_a_small_step_is_one_sentence(words: str, refusal: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        refuse_unwritten(words)
    assert refused.value.fields == {"words": refusal}
    refuse_unwritten("ask for the project")
