"""Laws of agreements, history, check-ins, feedback and looks."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.agreement import Signature
from bot.domain.feedback import FeedbackState
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.stages import Event, Status
from bot.services.ports import Look, Store
from tests.support.papers_of_the_house import (
    a_signed_agreement,
    agreed,
    an_agreement,
    some_feedback,
)
from tests.support.people_of_the_house import (
    NOW,
    WORKSPACE,
    a_line,
    a_pair,
    a_program,
    ana,
    ben,
    lea,
    max_,
)

DAY = timedelta(days=1)


def test_a_version_is_drafted_once_and_signed_once_by_each(store: Store) -> None:
    draft = an_agreement()
    with store.write() as tx:
        assert tx.agreements.add(draft)
        assert not tx.agreements.add(replace(draft, id=uuid4()))
        assert not tx.agreements.sign(draft.id, Signature(person=ben().id, at=NOW + DAY))
        assert tx.agreements.sign(draft.id, Signature(person=ana().id, at=NOW + timedelta(hours=2)))

        assert tx.pairs.facts([a_pair().id])[a_pair().id].agreements == (a_signed_agreement(),)
        with pytest.raises(KeyError):
            tx.agreements.sign(uuid4(), Signature(person=ana().id, at=NOW))
        with pytest.raises(KeyError):
            tx.agreements.add(an_agreement(id=uuid4(), pair=uuid4()))


def test_every_line_of_an_agreement_comes_back(store: Store) -> None:
    open_ended = an_agreement(
        version=2, terms=agreed(ends_on=None, purpose="ein „Satz“\nund noch einer", boundaries="")
    )
    with store.write() as tx:
        tx.agreements.add(open_ended)
        tx.agreements.add(an_agreement())

        facts = tx.pairs.facts([a_pair().id])[a_pair().id]
        assert facts.agreements == (an_agreement(), open_ended)


def test_the_history_is_read_first_to_last(store: Store) -> None:
    later = a_line(
        seq=2, event=Event.PAUSE, status_before=Status.ACTIVE, status_after=Status.PAUSED, at=NOW, actor=None
    )
    with store.write() as tx:
        tx.history.append(WORKSPACE, later)
        tx.history.append(WORKSPACE, a_line())

        assert list(tx.history.of(a_pair().id)) == [a_line(), later]
        assert list(tx.history.since(a_program().id, NOW)) == [later]
        assert list(tx.history.since(a_program().id, a_line().at)) == [a_line(), later]
        assert list(tx.history.since(uuid4(), NOW - 30 * DAY)) == []


def test_a_place_in_the_history_is_taken_once(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.history.append(WORKSPACE, a_line())
    with pytest.raises(refusal), store.write() as tx:
        tx.history.append(WORKSPACE, a_line(reason="reason.rewritten"))
    with store.reads() as tx:
        assert list(tx.history.of(a_pair().id)) == [a_line()]


def test_a_meeting_is_expected_once_and_each_side_asked_once(store: Store) -> None:
    meeting = Meeting(pair=a_pair().id, number=1, expected_at=NOW)
    asked = CheckIn(person=ben().id, number=1, asked_at=NOW)
    with store.write() as tx:
        assert tx.meetings.expect(WORKSPACE, meeting)
        assert not tx.meetings.expect(WORKSPACE, replace(meeting, expected_at=NOW + DAY))
        assert tx.checks.ask(WORKSPACE, a_pair().id, asked)
        assert not tx.checks.ask(WORKSPACE, a_pair().id, replace(asked, asked_at=NOW + DAY))

        facts = tx.pairs.facts([a_pair().id])[a_pair().id]
        assert facts.meetings == (meeting,)
        assert facts.checks == (asked,)


def test_the_latest_answer_counts_and_the_same_one_is_no_change(store: Store) -> None:
    pair, later = a_pair().id, NOW + DAY
    with store.write() as tx:
        assert not tx.checks.answer(pair, ben().id, 1, Outcome.MET, later)
        tx.checks.ask(WORKSPACE, pair, CheckIn(person=ben().id, number=1, asked_at=NOW))
        assert tx.checks.answer(pair, ben().id, 1, Outcome.MET, later)
        assert not tx.checks.answer(pair, ben().id, 1, Outcome.MET, later + DAY)
        assert tx.checks.answer(pair, ben().id, 1, Outcome.SKIP, later)

        answered = CheckIn(person=ben().id, number=1, asked_at=NOW, outcome=Outcome.SKIP, answered_at=later)
        assert tx.pairs.facts([pair])[pair].checks == (answered,)


def test_feedback_comes_back_with_its_words(store: Store) -> None:
    words = some_feedback(words="„Bitte“ lass mich ausreden 🙏")
    with store.write() as tx:
        tx.feedback.save(words)
        held = words.send(NOW)
        tx.feedback.save(held)

        assert tx.feedback.get(words.id) == held
        assert tx.feedback.lock(words.id) == held
        assert tx.feedback.find(a_pair().id, ben().id, "one_thing", 2) == held
        assert tx.feedback.find(a_pair().id, ana().id, "one_thing", 2) is None
        assert tx.feedback.lock(uuid4()) is None
        with pytest.raises(KeyError):
            tx.feedback.get(uuid4())


def test_an_author_writes_once_for_a_check_in(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.feedback.save(some_feedback())
    with pytest.raises(refusal), store.write() as tx:
        tx.feedback.save(some_feedback(id=uuid4()))


def test_what_was_kept_private_comes_newest_first(store: Store) -> None:
    kept = [some_feedback(number=n, state=FeedbackState.KEPT, written_at=NOW + (n // 2) * DAY) for n in (2, 3, 4)]
    with store.write() as tx:
        for each in (
            *kept,
            some_feedback(number=5),
            some_feedback(number=6, author=ana().id, state=FeedbackState.KEPT),
        ):
            tx.feedback.save(each)

        assert list(tx.feedback.kept_by(ben().id)) == [kept[2], kept[1], kept[0]]


def test_looks_are_listed_newest_first(store: Store) -> None:
    looks = [Look(pair=a_pair().id, lead=lead, at=at) for lead, at in ((lea().id, NOW), (max_().id, NOW + DAY))]
    same = Look(pair=a_pair().id, lead=max_().id, at=NOW)
    with store.write() as tx:
        for look in (*looks, same):
            tx.looks.add(WORKSPACE, look)

        assert list(tx.looks.of(a_pair().id)) == [looks[1], same, looks[0]]
        assert list(tx.looks.of(uuid4())) == []
