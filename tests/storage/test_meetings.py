"""Laws of meetings, suggested times, taps and commitments, on all three stores."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.commitments import Commitment
from bot.domain.facts import PairFacts
from bot.domain.meetings import CheckIn, Meeting, MeetingState, Suggestion
from bot.domain.pairs import Side
from bot.domain.questions import Answer, Tap
from bot.services.ports import Store
from storage import SqlStore
from storage.schema import CommitmentRow, MeetingRow, SuggestionRow
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben, id_of

DAY = timedelta(days=1)
PAIR = a_pair().id
MEETING = Meeting(
    pair=PAIR,
    number=2,
    expected_at=NOW + DAY,
    state=MeetingState.AGREED,
    changes=3,
    moved_by=frozenset({Side.MENTEE}),
    word="„so sorry“ 🙏",
)
SUGGESTION = Suggestion(
    pair=PAIR, turn=1, number=2, at=NOW + DAY, by=ben().id, made_at=NOW, mover=Side.MENTEE, word="before lunch?"
)
STEP = Commitment(id=id_of("step"), pair=PAIR, person=ben().id, number=1, words="ask for the project", made_at=NOW)


def facts_in(store: Store) -> PairFacts:
    """What was committed."""
    with store.reads() as tx:
        return tx.pairs.facts([PAIR])[PAIR]


def test_a_meeting_comes_back_as_it_was_saved_and_is_changed_in_place(store: Store) -> None:
    with store.write() as tx:
        assert tx.meetings.expect(WORKSPACE, Meeting(pair=PAIR, number=2, expected_at=NOW))
        tx.meetings.save(WORKSPACE, MEETING)
        tx.meetings.save(WORKSPACE, replace(MEETING, number=1, state=MeetingState.CANCELLED, moved_by=frozenset()))
        assert not tx.meetings.expect(WORKSPACE, replace(MEETING, expected_at=NOW))
    assert facts_in(store).meetings == (
        replace(MEETING, number=1, state=MeetingState.CANCELLED, moved_by=frozenset()),
        MEETING,
    )


def test_one_suggestion_of_a_pair_is_open_and_the_newest_it_is(store: Store) -> None:
    with store.write() as tx:
        assert tx.meetings.turns(PAIR) == 0
        tx.meetings.suggest(WORKSPACE, SUGGESTION)
        tx.meetings.suggest(WORKSPACE, replace(SUGGESTION, turn=2, by=ana().id, mover=None, word="", is_usual=True))
        assert tx.meetings.turns(PAIR) == 2
    assert facts_in(store).suggestion == replace(SUGGESTION, turn=2, by=ana().id, mover=None, word="", is_usual=True)
    with store.write() as tx:
        tx.meetings.close(PAIR, NOW + DAY)
        tx.meetings.close(PAIR, NOW + DAY)
    assert facts_in(store).suggestion is None


def test_a_tap_counts_once_for_each_question_and_is_no_check_in(store: Store) -> None:
    with store.write() as tx:
        tx.checks.ask(WORKSPACE, PAIR, CheckIn(person=ben().id, number=1, asked_at=NOW))
        for value in ("deciding", "good"):
            tx.checks.say(WORKSPACE, PAIR, Answer(person=ben().id, question=Tap.FIT, number=1, value=value, at=NOW))
        tx.checks.say(WORKSPACE, PAIR, Answer(person=ana().id, question=Tap.RATING, number=1, value="2", at=NOW))
    facts = facts_in(store)
    assert [(each.person, each.question, each.value) for each in facts.answers] == [
        (ben().id, Tap.FIT, "good"),
        (ana().id, Tap.RATING, "2"),
    ]
    assert len(facts.checks) == 1


def test_a_commitment_is_known_while_it_is_open(store: Store) -> None:
    with store.write() as tx:
        tx.commitments.save(WORKSPACE, STEP)
    assert facts_in(store).commitments == (STEP,)
    with store.write() as tx:
        tx.commitments.save(WORKSPACE, replace(STEP, closed_at=NOW))
        tx.commitments.save(WORKSPACE, replace(STEP, id=id_of("next step"), number=2))
    assert [each.number for each in facts_in(store).commitments] == [2]


def test_nobody_has_two_open_commitments_in_a_pair(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.commitments.save(WORKSPACE, STEP)
        tx.commitments.save(WORKSPACE, replace(STEP, id=id_of("anas step"), person=ana().id))
    with pytest.raises(refusal), store.write() as tx:
        tx.commitments.save(WORKSPACE, replace(STEP, id=id_of("second step")))


def test_their_words_are_sealed_at_rest(store: Store) -> None:
    with store.write() as tx:
        tx.meetings.save(WORKSPACE, MEETING)
        tx.meetings.suggest(WORKSPACE, SUGGESTION)
        tx.commitments.save(WORKSPACE, STEP)
    if not isinstance(store, SqlStore):
        return
    with store.engine.connect() as connection:
        kept = [
            *connection.scalars(select(MeetingRow.word)),
            *connection.scalars(select(SuggestionRow.word)),
            *connection.scalars(select(CommitmentRow.words)),
        ]
    assert len(kept) == 3
    assert not [words for words in (MEETING.word, SUGGESTION.word, STEP.words) if words in " ".join(map(str, kept))]
