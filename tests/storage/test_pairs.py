"""Laws of pairs and their facts."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.feedback import FeedbackState
from bot.domain.meetings import CheckIn, Meeting
from bot.domain.pairs import Move
from bot.domain.stages import Stage, Status
from bot.services.ports import Store
from tests.support.papers_of_the_house import (
    an_agreement,
    an_occurrence,
    some_feedback,
)
from tests.support.people_of_the_house import (
    NOW,
    WORKSPACE,
    a_pair,
    a_program,
    a_proposal,
    ana,
    ben,
    id_of,
    lea,
    max_,
)

DAY = timedelta(days=1)


def test_a_pair_comes_back_as_it_was_kept(store: Store) -> None:
    full = a_pair(
        stage=Stage.GROWTH,
        declined_at=NOW,
        move=Move(to=Stage.MATURITY, confirmed_by=ben().id, at=NOW),
        quiet_until=NOW + DAY,
        paused_until=NOW.date(),
        resumed_at=NOW,
        sign_at=NOW + DAY,
        hushed_at=NOW + 2 * DAY,
        is_parted=True,
        beginning=2,
        begun_at=NOW,
        history=7,
    )
    with store.write() as tx:
        tx.pairs.save(full)

        assert tx.pairs.lock(full.id) == full
        assert tx.pairs.lock(uuid4()) is None
        with pytest.raises(KeyError):
            tx.pairs.save(a_pair(id=uuid4(), mentee=max_().id))


def test_a_mentee_has_one_open_pair_in_a_program(store: Store) -> None:
    second = a_proposal(id=uuid4(), mentor=max_().id)
    with store.write() as tx:
        assert not tx.pairs.add(second)
        assert tx.pairs.add(a_proposal(id=uuid4(), mentor=ben().id, mentee=max_().id))

        tx.pairs.save(a_pair(status=Status.ENDED, ended_at=NOW))
        assert tx.pairs.add(replace(second, follows=a_pair().id))


def test_an_ended_pair_does_not_reopen_beside_another(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.pairs.save(a_pair(status=Status.ENDED))
        tx.pairs.add(a_proposal(id=uuid4()))
    with pytest.raises(refusal), store.write() as tx:
        tx.pairs.save(a_pair())


def test_a_pair_is_two_known_people(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.pairs.add(a_proposal(id=uuid4(), mentor=max_().id, mentee=max_().id))
    with pytest.raises(refusal), store.write() as tx:
        tx.pairs.add(a_proposal(id=uuid4(), mentee=uuid4()))


def test_pairs_of_a_person_are_open_and_oldest_first(store: Store) -> None:
    older = a_proposal(id=uuid4(), mentor=max_().id, mentee=ana().id, proposed_at=NOW - 30 * DAY)
    ended = a_pair(id=uuid4(), mentee=lea().id, status=Status.ENDED, proposed_at=NOW - 60 * DAY)
    tied = a_proposal(id=id_of("tied"), mentee=max_().id, proposed_at=a_pair().proposed_at)
    with store.write() as tx:
        for pair in (older, ended, tied):
            assert tx.pairs.add(pair)

        assert list(tx.pairs.of_person(ana().id)) == [older.id, a_pair().id, tied.id]
        assert list(tx.pairs.of_program(a_program().id)) == [ended.id, older.id, a_pair().id, tied.id]
        assert tx.pairs.count_open(a_program().id, ana().id) == 2
        assert tx.pairs.count_open(uuid4(), ana().id) == 0
        assert list(tx.pairs.of_person(lea().id)) == []


def test_facts_hold_all_that_is_known_of_a_pair(store: Store) -> None:
    pair = a_pair().id
    newest = an_occurrence(number=2, due_at=NOW + DAY)
    with store.write() as tx:
        tx.agreements.add(an_agreement())
        for number in (2, 1):
            tx.meetings.expect(WORKSPACE, Meeting(pair=pair, number=number, expected_at=NOW + number * DAY))
            for person in (ben(), ana()):
                tx.checks.ask(WORKSPACE, pair, CheckIn(person=person.id, number=number, asked_at=NOW))
        tx.occurrences.save([replace(an_occurrence(), state=newest.state.DONE, finished_at=NOW), newest])
        tx.feedback.save(some_feedback(number=3, state=FeedbackState.TAKEN_BACK))
        tx.feedback.save(some_feedback(number=2, state=FeedbackState.HELD))
        tx.feedback.save(some_feedback(number=1, state=FeedbackState.KEPT))

        facts = tx.pairs.facts([pair, uuid4()])[pair]
    assert (facts.pair, facts.program, facts.mentor, facts.mentee) == (a_pair(), a_program(), ana(), ben())
    assert facts.mentor_enrolment is not None
    assert facts.mentor_enrolment.person == ana().id
    assert facts.mentee_enrolment is not None
    assert facts.agreements == (an_agreement(),)
    assert [meeting.number for meeting in facts.meetings] == [1, 2]
    ordered = sorted((ana().id, ben().id))
    assert [(check.number, check.person) for check in facts.checks] == [(n, who) for n in (1, 2) for who in ordered]
    assert facts.occurrences == (newest,)
    assert facts.feedback_numbers == ((ben().id, 1), (ben().id, 2))


def test_facts_of_several_pairs_are_not_mixed(store: Store) -> None:
    other = a_proposal(id=uuid4(), mentor=max_().id, mentee=lea().id)
    with store.write() as tx:
        tx.pairs.add(other)
        tx.agreements.add(an_agreement())
        tx.occurrences.save([an_occurrence()])

        facts = tx.pairs.facts([other.id, a_pair().id])
    assert facts.keys() == {other.id, a_pair().id}
    assert facts[other.id].agreements == ()
    assert facts[other.id].occurrences == ()
    assert facts[other.id].mentor_enrolment is None
    assert facts[a_pair().id].agreement == an_agreement()


def test_facts_of_nothing_are_nothing(store: Store) -> None:
    with store.reads() as tx:
        assert tx.pairs.facts([]) == {}
        assert tx.pairs.facts([uuid4()]) == {}
