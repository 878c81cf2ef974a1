"""Laws of what two people agree, at rest: kickoff answers, withdrawn versions, reviews, goals."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.domain.agreement import Terms
from bot.domain.facts import PairFacts
from bot.domain.goals import GoalState, StepKind
from bot.domain.kickoff import KickoffAnswer
from bot.domain.reviews import Review
from bot.domain.stages import Status
from bot.services.ports import Store, Transaction
from storage import SqlStore
from storage.cipher import Cipher
from tests.storage.conftest import KEY
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed, an_agreement
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben

DAY = timedelta(days=1)
BENS = KickoffAnswer(pair=a_pair().id, person=ben().id, choices={"rhythm": "weekly", "agenda": "turns"})


def known(tx: Transaction) -> PairFacts:
    """All that is known of Ana and Ben."""
    return tx.pairs.facts([a_pair().id])[a_pair().id]


def test_each_choice_is_kept_and_the_last_one_counts(store: Store) -> None:
    with store.write() as tx:
        tx.kickoffs.choose(WORKSPACE, BENS)
        tx.kickoffs.choose(WORKSPACE, replace(BENS, choices={"rhythm": "monthly"}))
        tx.kickoffs.choose(WORKSPACE, replace(BENS, choices={}))

        assert known(tx).kickoff == (replace(BENS, choices={"rhythm": "monthly", "agenda": "turns"}),)


def test_an_answer_is_finished_once_and_stays_its_authors(store: Store) -> None:
    with store.write() as tx:
        tx.kickoffs.choose(WORKSPACE, BENS)
        assert tx.kickoffs.finish(WORKSPACE, BENS, NOW)
        assert not tx.kickoffs.finish(WORKSPACE, BENS, NOW + DAY)
        anas = KickoffAnswer(pair=a_pair().id, person=ana().id, choices={"rhythm": "weekly"})
        tx.kickoffs.choose(WORKSPACE, anas)

        found = {answer.person: answer for answer in known(tx).kickoff}
        assert found == {ben().id: replace(BENS, finished_at=NOW), ana().id: anas}


def test_a_new_round_leaves_the_old_one_as_it_was(store: Store) -> None:
    second = replace(BENS, round=2, choices={"rhythm": "monthly"})
    with store.write() as tx:
        tx.kickoffs.choose(WORKSPACE, BENS)
        tx.kickoffs.choose(WORKSPACE, second)

        assert known(tx).kickoff == (BENS, second)


def test_a_kickoff_of_nobody_is_refused(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.kickoffs.choose(WORKSPACE, replace(BENS, person=uuid4()))


def test_open_lines_a_reason_and_a_withdrawal_come_back(store: Store) -> None:
    bare = an_agreement(version=2, terms=Terms(tz="UTC"), reason="„weil“")
    full = an_agreement(version=3, terms=agreed(review_on=date(2026, 6, 1)))
    with store.write() as tx:
        for version in (a_signed_agreement(), bare, full):
            tx.agreements.add(version)
        tx.agreements.withdraw([bare.id, full.id], NOW + DAY)

        facts = known(tx)
        withdrawn = (replace(bare, withdrawn_at=NOW + DAY), replace(full, withdrawn_at=NOW + DAY))
        assert facts.agreements == (a_signed_agreement(), *withdrawn)
        assert facts.agreement == facts.signed == a_signed_agreement()


def test_a_review_is_asked_and_held_once_by_each(store: Store) -> None:
    mine = Review(pair=a_pair().id, due_on=date(2026, 6, 1), person=ben().id, asked_at=NOW)
    hers = replace(mine, person=ana().id, asked_at=NOW + DAY)
    later = replace(mine, due_on=date(2026, 9, 1), asked_at=NOW + DAY)
    with store.write() as tx:
        assert tx.agreements.ask(mine)
        assert not tx.agreements.ask(replace(mine, asked_at=NOW + DAY))
        assert tx.agreements.hold(replace(mine, asked_at=NOW + DAY), NOW + DAY)
        assert not tx.agreements.hold(mine, NOW + 2 * DAY)
        assert tx.agreements.hold(hers, NOW + DAY), "also before she was asked"
        assert tx.agreements.ask(later)
        with pytest.raises(KeyError):
            tx.agreements.ask(replace(mine, pair=uuid4()))

        held = (replace(mine, held_at=NOW + DAY), replace(hers, held_at=NOW + DAY))
        assert known(tx).reviews == (*held, later)


def test_goals_come_back_with_their_words_in_the_order_they_were_written(store: Store) -> None:
    second = a_goal(text="„zwei“", written_at=NOW + 9 * DAY, due=None, measure="", first_step="")
    first = a_goal(step_kind=StepKind.RESOURCE)
    with store.write() as tx:
        tx.goals.save(WORKSPACE, second)
        tx.goals.save(WORKSPACE, first)
        assert known(tx).goals == (first, second)
        dropped = second.drop(NOW + 10 * DAY)
        tx.goals.save(WORKSPACE, dropped)
        rewritten = replace(first, text="three", written_by=ana().id, written_at=NOW)
        tx.goals.save(WORKSPACE, rewritten)

        assert tx.goals.find(second.id) == dropped
        assert tx.goals.find(uuid4()) is None
        assert known(tx).goals == (replace(first, text="three"), dropped), "who wrote it when stays"


def test_half_a_close_is_refused(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal(state=GoalState.DROPPED))


def test_past_pairs_are_those_that_started_and_ended_newest_end_first(store: Store) -> None:
    first, second = uuid4(), uuid4()
    with store.write() as tx:
        tx.pairs.add(a_pair(id=first, status=Status.ENDED, ended_at=NOW + DAY))
        tx.pairs.add(a_pair(id=second, status=Status.ENDED, ended_at=NOW + 2 * DAY))
        tx.pairs.add(a_pair(id=uuid4(), status=Status.ENDED, started_at=None, ended_at=NOW + 3 * DAY))

        assert list(tx.pairs.past_of(ben().id)) == [second, first]
        assert list(tx.pairs.past_of(ana().id)) == [second, first]
        assert list(tx.pairs.past_of(uuid4())) == []


def test_a_goal_that_was_sealed_with_its_agreement_is_still_read(sql_store: SqlStore) -> None:
    words = '{"purpose": "p", "goal": "lead", "measure": "it ships", "first_step": "ask", "boundaries": ""}'
    with sql_store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
    with sql_store.engine.begin() as connection:
        connection.execute(text("UPDATE goal SET words = :words"), {"words": Cipher([KEY]).seal(words)})
    with sql_store.reads() as tx:
        (goal,) = known(tx).goals

    assert (goal.text, goal.measure, goal.first_step) == ("lead", "it ships", "ask")
