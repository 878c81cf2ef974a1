"""Laws of goals: open until they are reached or let go, and never rewritten after."""

from datetime import timedelta

import pytest

from bot.domain.errors import NothingAsked
from bot.domain.goals import Goal, GoalKind, GoalLines, GoalState, StepKind, kept_goals, open_goals
from tests.support.papers_of_the_house import a_goal
from tests.support.people_of_the_house import NOW

LATER = NOW + timedelta(days=30)
OTHER = GoalLines(
    kind=GoalKind.CHANGE, text="move teams", measure="", due=None, first_step="ask Kim", step_kind=StepKind.CHALLENGE
)
REACHED = a_goal(text="done", state=GoalState.REACHED, closed_at=LATER)


def test_an_open_goal_takes_other_words_and_keeps_who_wrote_it_when() -> None:
    before = a_goal()
    after = before.rewrite(OTHER)

    assert (after.text, after.kind, after.step_kind, after.due) == (
        "move teams",
        GoalKind.CHANGE,
        OTHER.step_kind,
        None,
    )
    assert (after.id, after.written_by, after.written_at) == (before.id, before.written_by, before.written_at)


def test_a_dropped_goal_is_closed_and_still_known() -> None:
    dropped = a_goal().drop(LATER)

    assert (dropped.state, dropped.closed_at, dropped.text) == (GoalState.DROPPED, LATER, a_goal().text)


@pytest.mark.parametrize("closed", [a_goal().drop(LATER), REACHED])
def test_a_closed_goal_stays_as_it_was(closed: Goal) -> None:
    with pytest.raises(NothingAsked):
        closed.rewrite(OTHER)
    with pytest.raises(NothingAsked):
        closed.drop(LATER)


def test_goals_that_are_pursued_or_reached_count_and_dropped_ones_do_not() -> None:
    goals = (a_goal(), a_goal(text="another").drop(LATER), REACHED)

    assert open_goals(goals) == (goals[0],)
    assert kept_goals(goals) == (goals[0], REACHED)


@pytest.mark.parametrize("closed", [a_goal().drop(LATER), REACHED])
def test_a_closed_goal_is_opened_again_as_it_was_and_an_open_one_is_not(closed: Goal) -> None:
    again = closed.reopen()

    assert (again.state, again.closed_at, again.text) == (GoalState.OPEN, None, closed.text)
    with pytest.raises(NothingAsked):
        again.reopen()
