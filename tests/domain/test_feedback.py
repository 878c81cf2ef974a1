"""The life of words: written, held for an hour, read once or never."""

import contextlib
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import AlreadySent, FieldsRefused, NothingAsked, RuleBroken, TooLateToTakeBack
from bot.domain.feedback import HOLD, LONGEST_FEEDBACK, Feedback, FeedbackState
from bot.domain.questions import ONE_THING, QUESTIONS, Visibility, is_asked, is_rated
from tests.support.papers_of_the_house import some_feedback
from tests.support.people_of_the_house import NOW

OTHERS = st.sampled_from([Visibility.PARTNER, Visibility.LEAD])
STEP = timedelta(minutes=20)


@pytest.mark.parametrize("state", FeedbackState)
def test_words_can_be_rewritten_until_they_are_sent(state: FeedbackState) -> None:
    words = some_feedback(state=state)
    if state in (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK):
        again = words.rewrite("and thank you", Visibility.LEAD, NOW + STEP)
        assert (again.words, again.visibility, again.written_at) == ("and thank you", Visibility.LEAD, NOW + STEP)
        assert again.state is FeedbackState.DRAFT
    else:
        with pytest.raises(AlreadySent):
            words.rewrite("and thank you", Visibility.LEAD, NOW + STEP)


@pytest.mark.parametrize(("words", "why"), [("", "needed"), (" \n\t", "needed"), ("x" * 2001, "too_long")])
def test_empty_and_endless_words_are_refused(words: str, why: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        some_feedback().rewrite(words, Visibility.PARTNER, NOW)
    assert refused.value.fields == {"words": f"field.words_{why}"}


def test_words_may_be_as_long_as_a_message_holds() -> None:
    longest = "x" * LONGEST_FEEDBACK
    assert some_feedback().rewrite(longest, Visibility.PARTNER, NOW).words == longest


@pytest.mark.parametrize("state", FeedbackState)
@pytest.mark.parametrize("visibility", Visibility)
def test_only_a_draft_is_sent_and_only_what_others_read_is_held(state: FeedbackState, visibility: Visibility) -> None:
    words = some_feedback(state=state, visibility=visibility)
    if state is not FeedbackState.DRAFT:
        with pytest.raises(AlreadySent):
            words.send(NOW)
    elif visibility is Visibility.PRIVATE:
        assert words.send(NOW).state is FeedbackState.KEPT
    else:
        assert (words.send(NOW).state, words.send(NOW).held_until) == (FeedbackState.HELD, NOW + HOLD)


@pytest.mark.parametrize("state", FeedbackState)
def test_held_words_are_taken_back_within_the_hour_and_not_after(state: FeedbackState) -> None:
    words = some_feedback(state=state, held_until=NOW + HOLD)
    if state is FeedbackState.HELD:
        assert words.take_back(NOW + HOLD - timedelta(microseconds=1)).state is FeedbackState.TAKEN_BACK
    else:
        with pytest.raises(TooLateToTakeBack):
            words.take_back(NOW)
    with pytest.raises(TooLateToTakeBack):
        words.take_back(NOW + HOLD)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["rewrite", "send", "take back", "wait"]), max_size=12), OTHERS)
def test_no_click_leads_words_out_of_their_states(acts: list[str], visibility: Visibility) -> None:
    words, at = some_feedback(visibility=visibility), NOW
    legal = {
        FeedbackState.DRAFT: {FeedbackState.DRAFT, FeedbackState.HELD},
        FeedbackState.HELD: {FeedbackState.HELD, FeedbackState.TAKEN_BACK},
        FeedbackState.TAKEN_BACK: {FeedbackState.TAKEN_BACK, FeedbackState.DRAFT},
    }
    for act in acts:
        at += STEP
        before = words
        with contextlib.suppress(RuleBroken):
            words = clicked(words, act, at)
        assert words.state in legal[before.state]
        assert (words.id, words.author, words.pair, words.number) == (before.id, before.author, before.pair, 2)
        if words.state is FeedbackState.HELD and before.state is FeedbackState.DRAFT:
            assert words.held_until == at + HOLD


def clicked(words: Feedback, act: str, at: datetime) -> Feedback:
    """The words after one click."""
    match act:
        case "rewrite":
            return words.rewrite(f"written at {at}", words.visibility, at)
        case "send":
            return words.send(at)
        case "take back":
            return words.take_back(at)
        case _:
            return words


def test_a_question_says_who_may_read_its_answer() -> None:
    assert QUESTIONS == (ONE_THING,)
    assert set(ONE_THING.readers) == set(Visibility)


@pytest.mark.parametrize(
    ("rhythm_days", "asked"),
    [(7, [2, 10, 18]), (14, [2, 6, 10, 14, 18]), (28, [2, 4, 6, 8, 10, 12, 14, 16, 18])],
)
def test_the_one_thing_is_asked_every_second_month_from_the_second_meeting_on(
    rhythm_days: int, asked: list[int]
) -> None:
    assert [number for number in range(1, 19) if is_asked(ONE_THING, number, rhythm_days)] == asked


@pytest.mark.parametrize(("rhythm_days", "asked"), [(7, [6, 14]), (14, [4, 8, 12, 16]), (28, [3, 5, 7, 9, 11])])
def test_how_it_goes_is_asked_in_the_months_between(rhythm_days: int, asked: list[int]) -> None:
    rated = [number for number in range(1, 19) if is_rated(number, rhythm_days)]
    assert rated[: len(asked)] == asked
    assert not [number for number in rated if is_asked(ONE_THING, number, rhythm_days)]


def test_a_note_for_oneself_is_thrown_away_with_its_words_and_nothing_else_is() -> None:
    kept = some_feedback(visibility=Visibility.PRIVATE, state=FeedbackState.KEPT)
    gone = kept.discard()

    assert (gone.state, gone.words) == (FeedbackState.TAKEN_BACK, "")
    for state in set(FeedbackState) - {FeedbackState.KEPT}:
        with pytest.raises(NothingAsked):
            some_feedback(state=state).discard()
