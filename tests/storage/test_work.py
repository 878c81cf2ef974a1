"""Laws of occurrences, weekly slots and the inbox."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.facts import Occurrence, OccurrenceState
from bot.services.ports import Store
from tests.support.papers_of_the_house import an_occurrence
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben, max_

HOUR = timedelta(hours=1)
LEASE_END = NOW + timedelta(minutes=2)


def newest(store: Store) -> Occurrence | None:
    """Ben's newest check-in."""
    with store.reads() as tx:
        return tx.pairs.facts([a_pair().id])[a_pair().id].newest("check_in", ben().id)


def test_an_open_occurrence_is_moved_in_place(store: Store) -> None:
    first = an_occurrence()
    moved = replace(first, due_at=NOW + HOUR, moved_to=NOW + HOUR, reason="no slot")
    with store.write() as tx:
        tx.occurrences.save([first])
        tx.occurrences.save([replace(moved, id=uuid4())])

    assert newest(store) == moved


def test_a_finished_occurrence_stays_as_it_is(store: Store) -> None:
    done = an_occurrence(state=OccurrenceState.DONE, finished_at=NOW)
    with store.write() as tx:
        tx.occurrences.save([done])
        tx.occurrences.save([an_occurrence(due_at=NOW + HOUR)])
        tx.occurrences.save([])

    assert newest(store) == done


def test_one_that_was_dropped_is_opened_again_under_its_number(store: Store) -> None:
    dropped = an_occurrence(state=OccurrenceState.DROPPED, finished_at=NOW, reason="not called for any more")
    with store.write() as tx:
        tx.occurrences.save([dropped])
        tx.occurrences.save([an_occurrence(due_at=NOW + HOUR)])

    assert newest(store) == replace(
        dropped, state=OccurrenceState.OPEN, finished_at=None, reason=None, due_at=NOW + HOUR
    )


def test_one_occurrence_is_open_for_a_prompt_and_a_person(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.occurrences.save([an_occurrence(), an_occurrence(person=ana().id), an_occurrence(prompt="other")])
    with pytest.raises(refusal), store.write() as tx:
        tx.occurrences.save([an_occurrence(number=2)])


def test_the_next_one_opens_in_the_same_stroke_as_the_last_one_ends(store: Store) -> None:
    with store.write() as tx:
        tx.occurrences.save([an_occurrence()])
        following = an_occurrence(number=2, due_at=NOW + HOUR)
        tx.occurrences.save([following, an_occurrence(state=OccurrenceState.SKIPPED, finished_at=NOW)])

    assert newest(store) == following


def test_what_is_due_comes_longest_due_first(store: Store) -> None:
    rows = [
        an_occurrence(prompt="b", due_at=NOW),
        an_occurrence(prompt="a", due_at=NOW - HOUR),
        an_occurrence(person=ana().id, due_at=NOW - 2 * HOUR),
        an_occurrence(prompt="c", due_at=NOW + HOUR),
        an_occurrence(prompt="d", due_at=NOW - 3 * HOUR, state=OccurrenceState.DROPPED),
    ]
    with store.batch() as tx:
        assert tx.occurrences.next_due() is None
        tx.occurrences.save(rows)

        assert list(tx.occurrences.due([ben().id, ana().id], NOW)) == [rows[2], rows[1], rows[0]]
        assert list(tx.occurrences.due([ben().id], NOW)) == [rows[1], rows[0]]
        assert list(tx.occurrences.due([], NOW)) == []
        assert tx.occurrences.next_due() == NOW - 2 * HOUR


def test_a_weekly_slot_is_taken_once(store: Store) -> None:
    with store.batch() as tx:
        assert tx.attention.take(WORKSPACE, ben().id, "2026-W10", 1, NOW)
        assert not tx.attention.take(WORKSPACE, ben().id, "2026-W10", 1, NOW)
        assert tx.attention.take(WORKSPACE, ben().id, "2026-W10", 2, NOW)
        assert tx.attention.take(WORKSPACE, ben().id, "2026-W11", 1, NOW)
        assert tx.attention.take(WORKSPACE, ana().id, "2026-W10", 1, NOW)

        assert tx.attention.taken([ben().id, max_().id], ["2026-W10", "2026-W12"]) == {
            (ben().id, "2026-W10"): frozenset({1, 2})
        }
        assert tx.attention.taken([], []) == {}


def test_a_delivery_takes_effect_once(store: Store) -> None:
    with store.write() as tx:
        assert tx.inbox.take(WORKSPACE, "Ev1", NOW)
        assert not tx.inbox.take(WORKSPACE, "Ev1", NOW)
        assert tx.inbox.take(WORKSPACE, "Ev2", NOW + HOUR)

        assert tx.inbox.prune(NOW + HOUR) == 1
        assert tx.inbox.take(WORKSPACE, "Ev1", NOW)
