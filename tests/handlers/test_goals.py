"""Writing, reading and dropping goals."""

from datetime import timedelta

import pytest

from bot.domain.goals import GoalKind, GoalState, StepKind
from bot.domain.meetings import Outcome
from bot.domain.people import Person
from tests.handlers.door import Door, at, button_values, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, ask, end, facts_of
from tests.handlers.slack_on_record import Json

OPEN, LIST, EDIT, DROP = "goal_open", "goals_open", "goal_edit", "goal_drop"


@pytest.fixture
def met(paired: Door) -> Door:
    """Ana and Ben have met once."""
    ask(paired, 1, outcome=Outcome.MET)
    paired.pass_time(timedelta(days=4))
    return paired


def write(door: Door, text: str = "lead a project", **entered: object) -> Json:
    """Ben writes a goal; the list that stands there then."""
    door.click(BEN, OPEN, PAIR.id)
    return door.submit(BEN, door.opened, kind="leadership", text=text, **entered).view


def test_a_goal_is_written_after_the_first_meeting_and_not_before(paired: Door) -> None:
    paired.click(BEN, OPEN, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked")
    ask(paired, 1, outcome=Outcome.MET)
    shown = write(paired, measure="it ships", first_step="a book", step_kind="resource", due="2026-05-01")
    assert "lead a project" in str(shown)
    (goal,) = facts_of(paired).goals
    assert (goal.kind, goal.step_kind, goal.state) == (GoalKind.LEADERSHIP, StepKind.RESOURCE, GoalState.OPEN)
    assert (goal.measure, goal.first_step, str(goal.due)) == ("it ships", "a book", "2026-05-01")


def test_the_mentor_reads_goals_and_writes_none(met: Door) -> None:
    write(met)
    goal = facts_of(met).goals[0].id
    met.click(ANA, LIST, PAIR.id, inside="home")
    assert "lead a project" in str(met.opened)
    assert [button_values(met.opened, action) for action in (OPEN, EDIT, DROP)] == [[], [], []]
    for action, value in ((OPEN, PAIR.id), (EDIT, goal), (DROP, goal)):
        met.click(ANA, action, value)
        assert met.whispered == says("refusal.goals_are_the_mentees", mentee=at(BEN))


def test_a_goal_is_put_in_other_words_and_dropped(met: Door) -> None:
    write(met)
    goal = facts_of(met).goals[0].id
    met.click(BEN, EDIT, goal, inside="modal")
    (call,) = met.called("views.update")
    assert fields_of(call.view)["text"]["initial_value"] == "lead a project"
    met.submit(BEN, call.view, text="lead two")
    assert [each.text for each in facts_of(met).goals] == ["lead two"]
    met.click(BEN, DROP, goal, inside="modal")
    assert facts_of(met).goals[0].state is GoalState.DROPPED
    before = facts_of(met)
    met.click(BEN, DROP, goal, inside="modal")
    assert facts_of(met) == before, "a second tap changes nothing"
    met.click(ANA, LIST, PAIR.id)
    assert "lead two" not in str(met.opened)
    met.click(BEN, LIST, PAIR.id)
    assert button_values(met.opened, "goal_reopen") == [str(goal)]


def test_three_goals_are_open_at_most(met: Door) -> None:
    met.click(BEN, OPEN, PAIR.id)
    kept_open = met.opened
    shown = [write(met, f"goal {number}") for number in range(3)]
    assert [bool(button_values(each, OPEN)) for each in shown] == [True, True, False]
    ack = met.submit(BEN, kept_open, kind="skill", text="a fourth")
    assert ack.errors == {"text": says("refusal.too_many_goals", most=3)}
    met.click(BEN, DROP, facts_of(met).goals[0].id)
    write(met, "another")
    assert len(facts_of(met).goals) == 4


@pytest.mark.parametrize(
    ("entered", "refused"),
    [
        ({"text": " \u200b"}, {"text": "words_needed"}),
        ({"text": "x" * 1001}, {"text": "words_too_long"}),
        ({"first_step": "x" * 301}, {"first_step": "words_too_long"}),
        ({"kind": "money"}, {"kind": "choose_again"}),
    ],
)
def test_what_cannot_be_a_goal_is_named_and_the_form_stays(
    met: Door, entered: dict[str, object], refused: dict[str, str]
) -> None:
    met.click(BEN, OPEN, PAIR.id)
    ack = met.submit(BEN, met.opened, **({"kind": "skill", "text": "learn"} | entered))
    assert ack.errors == {field: says(f"field.{key}") for field, key in refused.items()}
    assert facts_of(met).goals == ()


@pytest.mark.parametrize("who", [LEA, MAX])
def test_nobody_else_reads_or_touches_a_goal(met: Door, who: Person) -> None:
    write(met)
    goal = facts_of(met).goals[0].id
    for action, value in ((LIST, PAIR.id), (OPEN, PAIR.id), (EDIT, goal), (DROP, goal)):
        met.click(who, action, value)
        assert met.whispered == says("refusal.not_your_pair")
    assert facts_of(met).goals[0].state is GoalState.OPEN


def test_after_the_end_goals_are_read_and_left_as_they_are(met: Door) -> None:
    write(met)
    goal = facts_of(met).goals[0].id
    end(met)
    met.click(BEN, LIST, PAIR.id)
    assert button_values(met.opened, EDIT) == []
    for action, value in ((OPEN, PAIR.id), (EDIT, goal), (DROP, goal)):
        met.click(BEN, action, value)
        assert met.whispered == says("refusal.pair_ended")


def test_words_in_a_goal_call_nobody(met: Door) -> None:
    shown = write(met, "<!channel> \u202egnp.exe", measure="*no*")
    assert "\u202e" not in str(shown)
    assert "<!channel>" not in str([block for block in shown["blocks"] if block["type"] != "rich_text"])
