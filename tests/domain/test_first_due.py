"""Laws of when something was first due: what moved it does not count, and what is not called for has no such moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, first_due
from bot.domain.stages import Status
from tests.domain.pairs_in_time import DAY, known
from tests.support.papers_of_the_house import an_occurrence
from tests.support.people_of_the_house import NOW, a_pair, ana, ben


@dataclass(frozen=True)
class MenteesOnly:
    """Due for the mentee, as its number says."""

    number: int = 1
    name: str = "check_in"
    is_unasked: bool = True
    can_wait: bool = True
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        return Due(number=self.number, at=NOW) if side is Side.MENTEE else None

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        return Effects()


MOVED = an_occurrence(person=ben().id, due_at=NOW + 7 * DAY, moved_to=NOW + 7 * DAY)


def test_what_was_moved_was_first_due_when_the_facts_say() -> None:
    assert first_due(known(occurrences=(MOVED,)), MenteesOnly(), MOVED) == NOW


def test_what_the_facts_do_not_call_for_was_never_due() -> None:
    assert first_due(known(), MenteesOnly(number=2), MOVED) is None
    assert first_due(known(), MenteesOnly(), an_occurrence(person=ana().id)) is None


@pytest.mark.parametrize("status", [Status.PAUSED, Status.ENDED])
def test_in_a_pair_that_rests_or_is_over_nothing_is_due(status: Status) -> None:
    assert first_due(known(pair=a_pair(status=status)), MenteesOnly(), MOVED) is None
