"""Laws of looking at goals again: every six weeks of the mentee's calendar, only open ones, one tap each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.after_tap import ENDING_WEEKS, Extra, untold, waiting
from bot.domain.errors import FieldsRefused, NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import (
    Progress,
    Teller,
    due_goals,
    is_due,
    latest_note,
    may_open_again,
    refuse_long,
    standing,
)
from bot.domain.goals import GoalState
from bot.domain.meetings import Outcome
from bot.domain.pairs import Side
from bot.domain.questions import NOT_NOW, Answer, Tap
from bot.domain.stages import Stage
from tests.domain.pairs_in_time import DAY, asked, known
from tests.support.goals_of_the_house import a_note, some_news
from tests.support.papers_of_the_house import a_goal
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

GOAL = a_goal(written_at=NOW)
NUMBER = 3
BERLIN = "Europe/Berlin"


def facts(*goals: object, days: int = 0, **more: object) -> PairFacts:
    """Both answered the check-in about the third meeting, which came so many days after Ben wrote his goal."""
    at = NOW + days * DAY
    checks = tuple(asked(who, NUMBER, Outcome.NOT_YET, at, at) for who in (ana(), ben()))
    made = known(pair=a_pair(stage=Stage.GROWTH), checks=checks)
    return replace(made, goals=goals, **more)  # type: ignore[arg-type]


def offers(known_facts: PairFacts, days: int, side: Side = Side.MENTEE) -> tuple[Extra, ...]:
    """What that side could say, so many days after the goal was written."""
    return waiting(known_facts, side, NUMBER, NOW + days * DAY)


@pytest.mark.parametrize(("days", "is_due"), [(41, False), (42, True), (100, True)])
def test_a_goal_is_looked_at_six_weeks_after_it_was_written_or_looked_at(days: int, is_due: bool) -> None:
    now = NOW + days * DAY
    looked = a_note(goal=GOAL.id, at=NOW + 60 * DAY)

    assert bool(due_goals([GOAL], [], now, BERLIN)) is is_due
    assert not due_goals([GOAL], [looked], now, BERLIN)
    assert due_goals([GOAL], [looked], NOW + 102 * DAY, BERLIN)
    assert due_goals([GOAL], [replace(looked, goal=a_goal(text="another").id)], NOW + 42 * DAY, BERLIN)


def test_a_check_in_that_comes_hours_earlier_in_the_day_does_not_put_it_off() -> None:
    written = replace(GOAL, written_at=NOW.replace(hour=15))

    assert due_goals([written], [], NOW.replace(hour=9) + 42 * DAY, BERLIN)


@pytest.mark.parametrize("closed", [GOAL.drop(NOW), GOAL.reach(NOW)])
def test_a_closed_goal_is_not_looked_at_and_stays_closed(closed: object) -> None:
    assert not due_goals([closed], [], NOW + 100 * DAY, BERLIN)  # type: ignore[list-item]
    assert not is_due(closed, [], NOW + 100 * DAY, BERLIN)  # type: ignore[arg-type]
    for close in (closed.drop, closed.reach):  # type: ignore[attr-defined]
        with pytest.raises(NothingAsked):
            close(NOW)


def test_a_goal_that_was_reached_says_when() -> None:
    assert (GOAL.reach(NOW).state, GOAL.reach(NOW).closed_at) == (GoalState.REACHED, NOW)


def test_the_mentee_alone_is_asked_about_goals() -> None:
    due = facts(GOAL, days=42)

    assert Extra.GOALS in offers(due, 42)
    assert Extra.GOALS not in offers(due, 42, Side.MENTOR)
    assert Extra.GOALS not in offers(facts(GOAL, days=41), 41)


def test_how_close_it_feels_is_asked_once_beside_the_first_goal_and_beside_each_look() -> None:
    first = facts(GOAL)
    rated = Answer(person=ben().id, question=Tap.SELF, number=NUMBER, value="2", at=NOW)
    looked = facts(GOAL, days=42, goal_notes=(a_note(goal=GOAL.id, at=NOW + 42 * DAY),))

    assert Extra.SELF in offers(first, 0)
    assert Extra.SELF not in offers(first, 0, Side.MENTOR)
    assert Extra.SELF not in offers(replace(first, answers=(rated,)), 0)
    assert Extra.SELF not in offers(facts(GOAL, days=14), 14), "neither the first goal nor a look"
    assert Extra.SELF not in offers(facts(GOAL, days=42), 42), "the goals come first"
    assert Extra.SELF in offers(looked, 42)
    assert Extra.SELF not in offers(replace(looked, answers=(rated,)), 42)


def test_who_tells_is_asked_until_it_is_chosen() -> None:
    reached = facts(GOAL.reach(NOW), goal_news=(some_news(goal=GOAL.id),))
    chosen = replace(reached, goal_news=(some_news(goal=GOAL.id, teller=Teller.MENTEE),))

    assert Extra.TELL in offers(reached, 0)
    assert Extra.TELL not in offers(reached, 0, Side.MENTOR)
    assert Extra.TELL not in offers(chosen, 0)


def with_open_end(**more: object) -> PairFacts:
    """An open end, in growth."""
    return replace(facts(days=200, pair=a_pair(ends_on=None, stage=Stage.GROWTH)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("side", Side)
def test_an_open_end_is_spoken_of_every_26_weeks_and_when_all_goals_are_reached(side: Side) -> None:
    weeks = 7 * ENDING_WEEKS
    early = weeks - 2
    person = a_pair().person_on(side)
    reached, open_goal = GOAL.reach(NOW + 10 * DAY), a_goal(text="another")
    answer = Answer(person=person, question=Tap.ENDING, number=NUMBER, value=NOT_NOW, at=NOW + 20 * DAY)

    assert Extra.ENDING not in offers(with_open_end(), early, side)
    assert Extra.ENDING in offers(with_open_end(), weeks, side)
    assert Extra.ENDING in offers(with_open_end(goals=(reached,)), early, side)
    assert Extra.ENDING not in offers(with_open_end(goals=(reached, open_goal)), early, side)
    assert Extra.ENDING in offers(with_open_end(goals=(reached, open_goal.drop(NOW))), early, side)
    said = with_open_end(goals=(reached,), answers=(answer,))
    assert Extra.ENDING not in offers(said, weeks, side), "not now, said after the goals were reached"
    assert Extra.ENDING in offers(said, weeks + 20, side)
    assert Extra.ENDING in offers(replace(said, goals=(GOAL.reach(NOW + 30 * DAY),)), early, side)


def test_a_planned_end_or_closure_needs_no_question() -> None:
    planned = replace(with_open_end(), pair=a_pair(stage=Stage.GROWTH))
    closing = replace(with_open_end(), pair=a_pair(ends_on=None, stage=Stage.CLOSURE))

    assert Extra.ENDING not in offers(planned, 100)
    assert Extra.ENDING not in offers(closing, 400)


def test_the_news_go_to_the_channel_only_with_both_yeses_and_their_words_only_with_the_mentees() -> None:
    told = some_news(teller=Teller.BOT)
    both = told.yes_of_mentor().yes_of_mentee(has_words=True)

    assert [each.is_celebrated for each in (told, told.yes_of_mentor(), told.yes_of_mentee(has_words=True))] == [
        False,
        False,
        False,
    ]
    assert both.is_celebrated
    assert both.has_words
    assert both.yes_of_mentor() == both.yes_of_mentee(has_words=True) == both
    assert not both.without(mentor=True).is_celebrated
    assert not both.without(mentor=False).has_words
    assert both.without(mentor=True).yes_of_mentor().turn > both.turn, "a message of its own"
    assert not replace(both, teller=Teller.MENTEE).is_celebrated


def test_a_next_step_is_a_sentence_or_none() -> None:
    refuse_long("")
    refuse_long("x" * 300)
    with pytest.raises(FieldsRefused):
        refuse_long("x" * 301)


def test_the_newest_note_of_a_goal_counts() -> None:
    later = a_note(at=a_note().at + timedelta(hours=1), what=Progress.STUCK)

    assert latest_note(later.goal, [later, a_note()]) == later
    assert latest_note(a_goal(text="another").id, [later]) is None


@pytest.mark.parametrize("closing", [Progress.REACHED, Progress.DROPPED])
def test_what_was_taken_back_counts_for_nothing_and_the_look_before_it_for_what_it_did(closing: Progress) -> None:
    said = (
        a_note(goal=GOAL.id, at=NOW + 42 * DAY, what=Progress.STUCK),
        a_note(goal=GOAL.id, at=NOW + 50 * DAY, what=closing),
        a_note(goal=a_goal(text="another").id, at=NOW + 51 * DAY, what=closing),
        a_note(goal=GOAL.id, at=NOW + 52 * DAY, what=Progress.REOPENED),
    )

    assert standing(said) == (said[0], said[2])
    assert latest_note(GOAL.id, said) == said[0]
    assert not due_goals([GOAL], said, NOW + 83 * DAY, BERLIN)
    assert due_goals([GOAL], said, NOW + 84 * DAY, BERLIN)
    assert standing(said[3:]) == (), "closed before taps were written down"


def test_a_goal_is_opened_again_while_there_is_room_and_no_celebration_waits() -> None:
    reached, three = GOAL.reach(NOW), tuple(a_goal(text=text) for text in ("one", "two", "three"))
    told = some_news(goal=GOAL.id, teller=Teller.BOT)
    both = told.yes_of_mentor().yes_of_mentee(has_words=False)

    assert may_open_again(reached, (reached, *three[:2]), ())
    assert may_open_again(GOAL.drop(NOW), (GOAL.drop(NOW),), (told.yes_of_mentor(),))
    assert not may_open_again(reached, (reached, *three), ())
    assert not may_open_again(GOAL, (GOAL,), ())
    assert not may_open_again(reached, (reached,), (both,))


def test_news_taken_back_are_to_be_told_anew() -> None:
    told = some_news(teller=Teller.BOT).yes_of_mentor().yes_of_mentee(has_words=True)
    again = told.taken_back()

    assert (again.teller, again.mentor_yes, again.mentee_yes, again.has_words) == (None, False, False, False)
    assert again.turn > told.turn


def test_a_goal_opened_again_waits_for_nobody_to_tell_of_it() -> None:
    assert untold(facts(GOAL, goal_news=(some_news(goal=GOAL.id),))) is None
