"""Taps about goals: in the check-in, in the list, and under the news in the conversation of the two."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import GoalState, StepKind
from bot.domain.meetings import Outcome
from bot.domain.notices import NoticeKind
from bot.domain.people import Person
from bot.domain.questions import Tap
from bot.domain.stages import Stage
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from tests.handlers.door import TEXTS, Door, at, button_values, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, agree, ask, facts_of, told
from tests.support.goals_of_the_house import a_note, some_news
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair

GOAL = a_goal()
IN_CHECK_IN = f"{GOAL.id}:1"
TAPS = {
    "goal_moved": Progress.MOVED,
    "goal_stuck": Progress.STUCK,
    "goal_reached": Progress.REACHED,
    "goal_drop": Progress.DROPPED,
}


def notes(door: Door) -> list[Progress]:
    """What Ben said of his goals."""
    return [note.what for note in facts_of(door).goal_notes]


@pytest.fixture
def due(paired: Door) -> Door:
    """Ben wrote a goal seven weeks ago, and both answered a check-in."""
    with paired.store.write() as tx:
        tx.pairs.save(a_pair(stage=Stage.GROWTH, stage_since=NOW))
        tx.goals.save(WORKSPACE, GOAL)
    ask(paired, 1, outcome=Outcome.MET)
    paired.pass_time(timedelta(weeks=7))
    return paired


@pytest.fixture
def reached(due: Door) -> Door:
    """He reached it, and the bot told Ana."""
    with due.store.write() as tx:
        tx.goals.save(WORKSPACE, GOAL.reach(due.now))
        tx.goal_notes.spread(WORKSPACE, some_news(teller=Teller.BOT))
    return due


@pytest.mark.parametrize("action", TAPS)
def test_one_tap_in_the_check_in_says_how_a_goal_goes(due: Door, action: str) -> None:
    due.click(BEN, action, IN_CHECK_IN)
    assert notes(due) == [TAPS[action]]
    assert button_values([call.arguments for call in due.slack.calls], action) == []
    assert due.replaced
    due.click(BEN, action, IN_CHECK_IN)
    assert notes(due) == [TAPS[action]], "a second tap changes nothing"


@pytest.mark.parametrize("action", TAPS)
def test_the_list_says_it_too_and_shows_what_holds_then(due: Door, action: str) -> None:
    due.click(BEN, "goals_open", PAIR.id)
    assert button_values(due.opened, action) == [str(GOAL.id)]
    due.click(BEN, action, GOAL.id, inside="modal")
    (call,) = due.called("views.update")
    assert notes(due) == [TAPS[action]]
    assert "goal_moved" not in str(call.view)
    assert due.called("views.publish")


def test_a_next_step_is_noted_from_the_check_in_and_both_read_it(due: Door) -> None:
    due.click(BEN, "goal_moved", IN_CHECK_IN)
    due.click(BEN, "goal_step", IN_CHECK_IN)
    shown = due.submit(BEN, due.opened, next_step="ask the board", step_kind="challenge").view
    assert "ask the board" in str(shown)
    (note,) = facts_of(due).goal_notes
    assert (note.next_step, note.step_kind) == ("ask the board", StepKind.CHALLENGE)
    due.click(ANA, "goals_open", PAIR.id)
    assert "ask the board" in str(due.opened)
    due.click(BEN, "goal_step", GOAL.id, inside="modal")
    (call,) = due.called("views.update")
    assert fields_of(call.view)["next_step"]["initial_value"] == "ask the board"


@pytest.mark.parametrize(
    ("entered", "refused"),
    [
        ({"next_step": "x" * 301, "step_kind": "own"}, {"next_step": "words_too_long"}),
        ({"step_kind": "money"}, {"step_kind": "choose_again"}),
    ],
)
def test_what_cannot_be_a_next_step_is_named(due: Door, entered: dict[str, object], refused: dict[str, str]) -> None:
    due.click(BEN, "goal_moved", IN_CHECK_IN)
    due.click(BEN, "goal_step", IN_CHECK_IN)
    ack = due.submit(BEN, due.opened, **entered)
    assert ack.errors == {field: says(f"field.{key}") for field, key in refused.items()}


def test_who_tells_is_asked_where_it_was_reached(due: Door) -> None:
    due.click(BEN, "goal_reached", IN_CHECK_IN)
    assert says("news.ask", partner=at(ANA)) in due.replaced
    due.click(BEN, "goal_tell_bot", IN_CHECK_IN)
    assert says("news.told_by_bot", partner=at(ANA)) in due.replaced
    assert told(due) == [("goal_reached", PAIR.id)]
    assert facts_of(due).goals[0].state is GoalState.REACHED


def test_who_tells_it_themselves_tells_it_alone(due: Door) -> None:
    due.click(BEN, "goal_reached", GOAL.id, inside="modal")
    due.click(BEN, "goal_tell_self", GOAL.id, inside="modal")
    (call,) = due.called("views.update")
    assert button_values(call.view, "goal_tell_bot") == []
    assert told(due) == []


def test_the_channel_needs_both(reached: Door) -> None:
    reached.click(ANA, "celebrate", GOAL.id)
    assert says("news.one", channel="<#C0LEADS>") in reached.replaced
    assert told(reached) == []
    reached.click(BEN, "celebrate", GOAL.id)
    assert says("news.both", channel="<#C0LEADS>") in reached.replaced
    assert told(reached) == [("goal_celebrated", "C0LEADS")]
    reached.click(ANA, "celebrate_not", GOAL.id)
    assert says("news.one", channel="<#C0LEADS>") in reached.replaced
    assert not facts_of(reached).goal_news[0].is_celebrated


def test_its_words_are_the_mentees_to_give(reached: Door) -> None:
    reached.click(ANA, "celebrate_in_words", GOAL.id)
    assert reached.whispered == says("refusal.goals_are_the_mentees", mentee=at(BEN))
    reached.click(BEN, "celebrate_in_words", GOAL.id)
    reached.click(ANA, "celebrate", GOAL.id)
    assert says("news.both_in_words", channel="<#C0LEADS>") in reached.replaced
    assert facts_of(reached).goal_news[0].has_words


@pytest.mark.parametrize("who", [ANA, BEN])
def test_the_language_of_the_message_does_not_tell_who_pressed(reached: Door, who: Person) -> None:
    with reached.store.write() as tx:
        tx.people.save(replace(BEN, locale="de-DE"))
    reached.click(who, "celebrate", GOAL.id)
    for language in ("en", "de"):
        assert TEXTS.say("news.one", language, channel="<#C0LEADS>") in reached.replaced


@pytest.mark.parametrize("who", [LEA, MAX])
def test_nobody_else_touches_any_of_it(reached: Door, who: Person) -> None:
    before = reached.store.state.copy()
    for action in (*TAPS, "goal_step", "goal_tell_self", "goal_tell_bot", "celebrate", "celebrate_in_words"):
        for value in (GOAL.id, IN_CHECK_IN, "no id", UUID(int=7)):
            reached.click(who, action, value)
            assert reached.whispered == says("refusal.not_your_pair")
    reached.click(who, "celebrate_not", GOAL.id)
    assert reached.store.state == before


def test_how_close_it_feels_is_one_tap_of_the_mentees(due: Door) -> None:
    due.click(BEN, "goal_moved", IN_CHECK_IN)
    assert says("self.ask") in due.replaced
    due.click(BEN, "self_4", f"{PAIR.id}:1")
    assert says("self.ask") not in due.replaced
    (answer,) = facts_of(due).answers
    assert (answer.person, answer.question, answer.value) == (BEN.id, Tap.SELF, "4")
    due.click(ANA, "self_4", f"{PAIR.id}:1")
    assert due.whispered == says("refusal.nothing_asked")
    due.click(ANA, "goals_open", PAIR.id)
    assert says("self.4") not in str(due.opened)
    due.click(BEN, "goals_open", PAIR.id)
    assert says("self.4") in str(due.opened)


def test_home_offers_the_same(due: Door) -> None:
    due.event("app_home_opened", "Ev1", user=BEN.slack_id, tab="home")
    (call,) = due.called("views.publish")
    assert says("goal_review.home") in str(call.view)
    due.event("app_home_opened", "Ev2", user=ANA.slack_id, tab="home")
    (call,) = due.called("views.publish")
    assert says("goal_review.home") not in str(call.view)


@pytest.fixture
def maturing(paired: Door) -> Door:
    """All that speaks for maturity, with no rhythm signed."""
    agree(paired, replace(a_signed_agreement(terms=agreed(rhythm=None))))
    ask(paired, 1, 2, 3, outcome=Outcome.MET)
    with paired.store.write() as tx:
        tx.pairs.save(a_pair(stage=Stage.GROWTH, stage_since=NOW))
        tx.goals.save(WORKSPACE, GOAL)
        tx.goal_notes.write(WORKSPACE, PAIR.id, a_note())
        Work(tx=tx, prompts=PROMPTS, now=paired.now).replan([PAIR.id])
    paired.pass_time(timedelta(weeks=8))
    return paired


def test_maturity_is_agreed_to_like_growth(maturing: Door) -> None:
    maturing.click(ANA, "maturity_yes", f"{PAIR.id}:3")
    assert told(maturing) == [("stage_confirmed", BEN.id)]
    maturing.click(BEN, "maturity_yes", PAIR.id)
    assert says("answer.stage_reached", stage=says("enum.stage.maturity")) in maturing.replaced
    pair = facts_of(maturing).pair
    assert (pair.stage, pair.rhythm.days) == (Stage.MATURITY, 28)


def test_an_old_button_of_growth_never_agrees_to_maturity(maturing: Door) -> None:
    for action in ("stage_yes", "stage_not_yet"):
        maturing.click(ANA, action, PAIR.id)
        assert maturing.whispered == says("refusal.nothing_asked")
    pair = facts_of(maturing).pair
    assert (pair.move, pair.quiet_until) == (None, None)


def test_not_yet_to_maturity_names_nobody(maturing: Door) -> None:
    maturing.click(BEN, "maturity_not_yet", PAIR.id)
    assert maturing.replaced == says("done.stage.held")
    assert facts_of(maturing).pair.stage is Stage.GROWTH
    assert [kind for kind, _ in told(maturing) if kind == NoticeKind.STAGE_CONFIRMED] == []


def test_an_ending_is_put_off_with_one_tap(due: Door) -> None:
    with due.store.write() as tx:
        tx.pairs.save(a_pair(ends_on=None, stage=Stage.GROWTH))
        tx.goals.save(WORKSPACE, GOAL.reach(NOW))
    due.click(BEN, "check_in_again", f"{PAIR.id}:1")
    due.click(BEN, "check_in_met", f"{PAIR.id}:1")
    due.click(BEN, "ending_not_now", f"{PAIR.id}:1")
    (answer,) = facts_of(due).answers
    assert answer.question is Tap.ENDING
    assert says("ending.ask") not in due.replaced


@pytest.mark.parametrize("closing", ["goal_reached", "goal_drop"])
def test_a_slip_of_the_finger_is_taken_back_where_it_was_made(due: Door, closing: str) -> None:
    due.click(BEN, closing, IN_CHECK_IN)
    due.pass_time(timedelta(minutes=1))
    due.click(BEN, "goal_reopen", IN_CHECK_IN)
    assert says("goal_review.ask") in due.replaced, "it is asked again how the goal goes"
    due.pass_time(timedelta(minutes=1))
    due.click(BEN, "goal_moved", IN_CHECK_IN)
    due.pass_time(timedelta(minutes=1))
    assert notes(due) == [TAPS[closing], Progress.REOPENED, Progress.MOVED]

    due.click(BEN, closing, GOAL.id, inside="modal")
    due.pass_time(timedelta(minutes=1))
    due.click(BEN, "goal_reopen", GOAL.id, inside="modal")
    assert facts_of(due).goals[0].state is GoalState.OPEN
    assert told(due) == []
