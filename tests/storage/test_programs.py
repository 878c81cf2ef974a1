"""Laws of programs and enrolments."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.programs import Rhythm, Role
from bot.services.ports import Store
from tests.support.people_of_the_house import (
    NOW,
    WORKSPACE,
    a_program,
    an_enrolment,
    ana,
    ben,
    id_of,
    lea,
    max_,
    some_terms,
)


def test_a_program_comes_back_as_it_was_kept(store: Store) -> None:
    terms = some_terms(
        name="Füchse & Hasen", digest_weekday=4, digest_hour=17, weeks=None, rhythm=Rhythm.WEEKLY, contact="ask Max"
    )
    made = a_program(id=uuid4(), terms=terms, leads=(max_().id, lea().id))
    with store.write() as tx:
        tx.programs.add(made)

    with store.reads() as tx:
        assert tx.programs.get(made.id) == made
        with pytest.raises(KeyError):
            tx.programs.get(uuid4())


def test_programs_of_a_workspace_come_oldest_first(store: Store) -> None:
    younger = [a_program(id=id_of(name), leads=()) for name in ("third", "first", "second")]
    with store.write() as tx:
        for each in younger:
            tx.programs.add(each)
        tx.programs.add(a_program(id=uuid4(), workspace="T0OTHER", leads=()))

        assert list(tx.programs.of_workspace(WORKSPACE)) == [a_program(), *younger]


def test_saving_a_program_leaves_its_leads(store: Store) -> None:
    later = replace(a_program(), next_digest_at=NOW + timedelta(days=14), leads=())
    with store.write() as tx:
        tx.programs.save(later)
        with pytest.raises(KeyError):
            tx.programs.save(a_program(id=uuid4()))

        assert tx.programs.get(a_program().id) == replace(later, leads=(lea().id,))


def test_a_person_leads_a_program_once(store: Store) -> None:
    program = a_program().id
    with store.write() as tx:
        assert tx.programs.add_lead(program, max_().id, NOW)
        assert not tx.programs.add_lead(program, max_().id, NOW)
        assert tx.programs.get(program).leads == (lea().id, max_().id)

        assert tx.programs.remove_lead(program, lea().id)
        assert not tx.programs.remove_lead(program, lea().id)
        assert tx.programs.get(program).leads == (max_().id,)
        with pytest.raises(KeyError):
            tx.programs.add_lead(uuid4(), max_().id, NOW)


def test_a_digest_is_due_from_its_instant_on(store: Store) -> None:
    earlier = a_program(id=uuid4(), next_digest_at=NOW - timedelta(hours=1))
    with store.write() as tx:
        tx.programs.add(earlier)
    with store.batch() as tx:
        assert tx.programs.next_due() == earlier.next_digest_at
        assert list(tx.programs.lock_due(NOW)) == [earlier]
        assert list(tx.programs.lock_due(a_program().next_digest_at)) == [earlier, a_program()]


def test_without_programs_no_digest_is_due(empty_store: Store) -> None:
    with empty_store.reads() as tx:
        assert tx.programs.next_due() is None


def test_an_enrolment_comes_back_as_it_was_kept(store: Store) -> None:
    made = an_enrolment(max_(), Role.BOTH, capacity=0, wants="", offers="a 'quoted' \\ word\n", left_at=NOW)
    with store.write() as tx:
        tx.enrolments.save(made)

        assert tx.enrolments.find(made.program, made.person) == made
        assert tx.enrolments.lock(made.program, made.person) == made
        assert tx.enrolments.find(made.program, lea().id) is None
        assert tx.enrolments.lock(made.program, lea().id) is None


def test_a_person_is_in_a_program_once(store: Store) -> None:
    again = an_enrolment(ana(), Role.BOTH, id=uuid4(), capacity=1, wants="", offers="")
    with store.write() as tx:
        tx.enrolments.save(again)

        assert tx.enrolments.find(again.program, ana().id) == replace(again, id=an_enrolment(ana()).id)
        assert len(tx.enrolments.of_person(ana().id)) == 1


def test_a_program_counts_those_who_take_part_now(store: Store) -> None:
    with store.write() as tx:
        tx.enrolments.save(an_enrolment(max_(), left_at=NOW))

        assert [each.person for each in tx.enrolments.of_program(a_program().id)] == [ana().id, ben().id]
        assert list(tx.enrolments.of_person(max_().id)) == [an_enrolment(max_(), left_at=NOW)]


def test_only_a_known_person_takes_part_in_a_known_program(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.enrolments.save(an_enrolment(max_(), program=uuid4()))
    with pytest.raises(refusal), store.write() as tx:
        tx.enrolments.save(an_enrolment(max_(id=uuid4())))
