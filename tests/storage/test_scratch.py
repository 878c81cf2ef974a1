"""Laws of scratch stores: empty, apart from one another, right after every change, and gone afterwards."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from bot.domain.facts import Occurrence
from storage import Scratch, SqlStore
from tests.support.papers_of_the_house import an_agreement
from tests.support.people_of_the_house import NOW, a_pair, a_program, an_enrolment, ana, ben, lea

PAIR = a_pair()


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """A scratch store with Ana and Ben in it."""
    with Scratch()() as opened:
        with opened.write() as tx:
            for person in (ana(), ben(), lea()):
                tx.people.add(person)
            tx.programs.add(a_program())
            for person in (ana(), ben()):
                tx.enrolments.save(an_enrolment(person))
            tx.pairs.add(PAIR)
        yield opened


def folders(place: Path) -> list[Path]:
    """Scratch folders that are there."""
    return sorted(place.glob("mentor-scratch-*"))


def test_a_scratch_store_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Scratch()():
        assert len(folders(tmp_path)) == 1

    assert folders(tmp_path) == []


def test_two_scratch_stores_know_nothing_of_one_another(store: SqlStore) -> None:
    scratch = Scratch()
    for _ in range(2):
        with scratch() as other, other.write() as tx:
            assert tx.people.find(ana().workspace, ana().slack_id) is None
            tx.people.add(ana())
    with store.reads() as tx:
        assert tx.people.find(ana().workspace, ana().slack_id)


def test_facts_are_as_they_are_after_a_change(store: SqlStore) -> None:
    with store.write() as tx:
        assert tx.pairs.facts([PAIR.id])[PAIR.id].agreement is None
        tx.agreements.add(an_agreement())
        assert tx.pairs.facts([PAIR.id])[PAIR.id].agreement is not None
    with store.reads() as tx:
        assert tx.pairs.facts([PAIR.id])[PAIR.id].agreement is not None


def draft_and_break_off(store: SqlStore) -> None:
    """A change that ends in a bug."""
    with store.write() as tx:
        tx.agreements.add(an_agreement())
        assert tx.pairs.facts([PAIR.id])[PAIR.id].agreement is not None
        raise ZeroDivisionError


def test_facts_are_as_they_were_after_a_change_is_taken_back(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        draft_and_break_off(store)
    with store.reads() as tx:
        assert tx.pairs.facts([PAIR.id])[PAIR.id].agreement is None


def test_a_message_on_its_way_changes_no_facts(store: SqlStore) -> None:
    with store.write() as tx:
        known = tx.pairs.facts([PAIR.id])[PAIR.id]
        assert tx.attention.take(PAIR.workspace, PAIR.mentor, "2026-W01", 1, NOW)
        assert tx.pairs.facts([PAIR.id])[PAIR.id] is known


def test_what_is_planned_anew_is_seen_at_once(store: SqlStore) -> None:
    row = Occurrence(
        id=uuid4(), workspace=PAIR.workspace, prompt="check_in", pair=PAIR.id, person=PAIR.mentor, number=1, due_at=NOW
    )
    with store.write() as tx:
        assert tx.pairs.facts([PAIR.id])[PAIR.id].occurrences == ()
        tx.occurrences.save([row])
        assert tx.pairs.facts([PAIR.id])[PAIR.id].occurrences == (row,)
        tx.agreements.add(an_agreement())
        found = tx.pairs.facts([PAIR.id])[PAIR.id]
        assert (found.occurrences, found.agreement is None) == ((row,), False)
