"""Laws of planning: the open occurrences follow from the facts, whoever plans and however often."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, Planned, Prompt, plan
from bot.domain.stages import Status
from scheduler.prompts import PROMPTS
from tests.domain.pairs_in_time import DAY, known, lived_pairs
from tests.support.papers_of_the_house import an_occurrence
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, ana, ben


@dataclass(frozen=True)
class FakePrompt:
    """Due on one side at a fixed instant."""

    name: str = "check_in"
    side: Side = Side.MENTEE
    number: int = 1
    at: datetime = NOW
    is_unasked: bool = True
    can_wait: bool = True
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        return Due(number=self.number, at=self.at) if side is self.side else None

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        return Effects()


def planned_back(facts: PairFacts, prompts: tuple[Prompt, ...]) -> PairFacts:
    """The facts after the plan was written down."""
    rows = tuple(
        an_occurrence(prompt=row.prompt, person=row.person, number=row.number, due_at=row.due_at)
        for row in plan(facts, prompts)
    )
    return replace(facts, occurrences=rows)


@settings(max_examples=50)
@given(lived_pairs())
def test_planning_twice_plans_the_same(drawn: tuple[PairFacts, datetime]) -> None:
    facts, _ = drawn

    assert plan(planned_back(facts, PROMPTS), PROMPTS) == plan(facts, PROMPTS)


@settings(max_examples=50)
@given(lived_pairs())
def test_a_prompt_plans_at_most_once_for_a_person(drawn: tuple[PairFacts, datetime]) -> None:
    facts, _ = drawn
    planned = [(row.prompt, row.person) for row in plan(facts, PROMPTS)]

    assert len(set(planned)) == len(planned)
    assert all(row.number >= 1 for row in plan(facts, PROMPTS))


@pytest.mark.parametrize("status", [Status.ENDED, Status.PAUSED])
def test_nothing_is_planned_for_a_pair_that_rests_or_is_over(status: Status) -> None:
    assert plan(known(pair=a_pair(status=status)), [FakePrompt()]) == ()


def test_each_side_is_planned_for_its_own_person() -> None:
    prompts = (FakePrompt(name="one"), FakePrompt(name="two", side=Side.MENTOR))

    assert plan(known(), prompts) == (
        Planned(prompt="one", person=ben().id, number=1, due_at=NOW),
        Planned(prompt="two", person=ana().id, number=1, due_at=NOW),
    )


@given(st.integers(-3, 3))
def test_what_the_tick_moved_stays_moved_and_never_comes_earlier(days: int) -> None:
    moved = an_occurrence(moved_to=NOW + days * DAY)

    found = plan(known(occurrences=(moved,)), [FakePrompt()])

    assert [row.due_at for row in found] == [max(NOW, NOW + days * DAY)]


@pytest.mark.parametrize(
    "other",
    [
        an_occurrence(moved_to=NOW + DAY, number=2),
        an_occurrence(moved_to=NOW + DAY, person=ana().id),
        an_occurrence(moved_to=NOW + DAY, prompt="closure_opens"),
        an_occurrence(moved_to=NOW + DAY, state=OccurrenceState.DONE),
        an_occurrence(moved_to=None),
    ],
)
def test_a_move_holds_for_its_own_occurrence_only(other: Occurrence) -> None:
    facts = known(occurrences=(other,))

    assert [row.due_at for row in plan(facts, [FakePrompt()])] == [NOW]


def test_numbers_go_on_after_what_was_done_or_skipped_and_stay_while_it_may_still_come() -> None:
    assert known().next_number("check_in", ben().id) == 1
    for state in (OccurrenceState.OPEN, OccurrenceState.DROPPED):
        waiting = known(occurrences=(an_occurrence(number=4, state=state),))
        assert waiting.next_number("check_in", ben().id) == 4
    for state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
        finished = known(occurrences=(an_occurrence(number=4, state=state),))
        assert finished.next_number("check_in", ben().id) == 5


def test_facts_know_each_side() -> None:
    facts = known()

    assert (facts.person(Side.MENTOR), facts.person(Side.MENTEE)) == (ana(), ben())
    assert facts.people == (ana(), ben())
    assert (facts.enrolment(Side.MENTOR), facts.enrolment(Side.MENTEE)) == (None, None)
    assert (facts.agreement, facts.signed, facts.terms) == (None, None, None)
    assert known(pair=a_proposal()).schedule() is None
