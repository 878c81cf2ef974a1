"""Laws of people."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from bot.domain.facts import OccurrenceState
from bot.services.ports import Store
from tests.support.papers_of_the_house import an_occurrence
from tests.support.people_of_the_house import NOW, WORKSPACE, ana, ben, lea, max_


def test_a_person_comes_back_as_they_were_kept(empty_store: Store) -> None:
    unusual = ana(
        name="Ana Łucja Ødegård 🌱",
        tz="Pacific/Chatham",
        locale="pt-BR",
        working_days=frozenset({6, 0, 3}),
        window_start=time(6, 30),
        window_end=time(23, 59, 59),
        away_from=date(2026, 12, 1),
        away_until=date(2026, 12, 24),
        country="DE",
        is_deactivated=True,
        dm_channel="D0ANA",
    )
    with empty_store.write() as tx:
        assert tx.people.add(unusual)

    with empty_store.reads() as tx:
        assert tx.people.get(unusual.id) == unusual
        assert tx.people.find(WORKSPACE, unusual.slack_id) == unusual


def test_a_slack_account_is_one_person_in_its_workspace(empty_store: Store) -> None:
    with empty_store.write() as tx:
        assert tx.people.add(ana())
        assert not tx.people.add(ana(id=uuid4(), name="another"))
        assert tx.people.add(ana(id=uuid4(), workspace="T0OTHER"))

        assert tx.people.find(WORKSPACE, ana().slack_id) == ana()


def test_somebody_unknown_is_not_found(store: Store) -> None:
    with store.reads() as tx:
        assert tx.people.find("T0OTHER", ana().slack_id) is None
        assert tx.people.many([ana().id, uuid4()]) == {ana().id: ana()}
        with pytest.raises(KeyError):
            tx.people.get(uuid4())


def test_a_person_is_changed_in_place(store: Store) -> None:
    with store.write() as tx:
        tx.people.save(ana(tz="Asia/Kolkata"))
        with pytest.raises(KeyError):
            tx.people.save(ana(id=uuid4(), slack_id="U0NOBODY"))

    with store.reads() as tx:
        assert tx.people.get(ana().id).tz == "Asia/Kolkata"
        assert tx.people.get(ben().id) == ben()


def test_people_are_locked_in_ascending_order_of_id(store: Store) -> None:
    wanted = [lea().id, ana().id, max_().id, ben().id]
    with store.write() as tx:
        locked = tx.people.lock([*wanted, uuid4()])

    assert [person.id for person in locked] == sorted(wanted)


def test_people_with_something_due_come_longest_due_first(store: Store) -> None:
    hours = timedelta(hours=1)
    with store.write() as tx:
        tx.occurrences.save(
            [
                an_occurrence(person=ben().id, due_at=NOW - 1 * hours),
                an_occurrence(person=ben().id, prompt="other", due_at=NOW - 4 * hours),
                an_occurrence(person=ben().id, prompt="third", due_at=NOW - 3 * hours),
                an_occurrence(person=ana().id, due_at=NOW - 2 * hours),
                an_occurrence(person=lea().id, due_at=NOW),
                an_occurrence(person=max_().id, due_at=NOW + hours),
                an_occurrence(person=max_().id, prompt="done", due_at=NOW, state=OccurrenceState.DONE),
            ]
        )
    with store.batch() as tx:
        assert [person.name for person in tx.people.lock_due(NOW, 10)] == ["Ben", "Ana", "Lea"]
        assert [person.name for person in tx.people.lock_due(NOW, 2)] == ["Ben", "Ana"]
        assert [person.name for person in tx.people.lock_due(NOW, 3)] == ["Ben", "Ana", "Lea"]
        assert not tx.people.lock_due(NOW - timedelta(days=1), 10)


def test_a_person_keeps_their_account(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.people.save(replace(ana(), slack_id=ben().slack_id))
