"""Everything people may write at its longest, each letter of it five when escaped, in every message and Home."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from typing import TypeVar, cast

import pytest

from bot.domain.agreement import LONGEST_TEXT, Agreement, Terms
from bot.domain.arranging import LONGEST_WORD
from bot.domain.commitments import LONGEST_COMMITMENT, Commitment
from bot.domain.feedback import LONGEST_FEEDBACK, Feedback
from bot.domain.goal_notes import LONGEST_STEP, GoalNote
from bot.domain.goals import MOST_OPEN, Goal
from bot.domain.meetings import Meeting, Suggestion
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.programs import Enrolment, ProgramTerms
from bot.texts import Texts
from bot.views.home import home
from bot.views.limits import problems
from bot.views.messages import draw
from bot.views.modals.goals import goals_modal
from bot.views.modals.program import LONGEST_NAME
from bot.views.readers import draw_to_both
from bot.views.voice import Voice
from sandbox.blocks import BLOCKS_TEXT, message_faults, text_length
from tests.support.papers_of_the_house import a_goal
from tests.support.people_of_the_house import NOW, id_of
from tests.views.checking import as_drawn, as_words
from tests.views.scenes_of_the_house import some_facts
from tests.views.test_home import HOMES
from tests.views.test_messages import SCENES

TEXTS = Texts.load()
LOCALES = ["en-GB", "de-DE"]
LONGEST: Mapping[type, Mapping[str, int]] = {
    ProgramTerms: {"name": LONGEST_NAME},
    Person: {"name": LONGEST_NAME},
    Enrolment: {"wants": LONGEST_TEXT, "offers": LONGEST_TEXT},
    Terms: {"purpose": LONGEST_TEXT, "gain": LONGEST_TEXT, "boundaries": LONGEST_TEXT},
    Agreement: {"reason": LONGEST_TEXT},
    Goal: {"text": LONGEST_TEXT, "measure": LONGEST_TEXT, "first_step": LONGEST_TEXT},
    GoalNote: {"next_step": LONGEST_STEP},
    Meeting: {"word": LONGEST_WORD},
    Suggestion: {"word": LONGEST_WORD},
    Feedback: {"words": LONGEST_FEEDBACK},
    Commitment: {"words": LONGEST_COMMITMENT},
}
T = TypeVar("T")


def longest(value: T) -> T:
    """The same with every word of people's as long as it may be; what is empty stays so."""
    found: object = value
    if isinstance(value, tuple):
        found = tuple(longest(each) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: longest(getattr(value, field.name)) for field in fields(value) if field.init}
        most = LONGEST.get(type(value), {})
        found = replace(value, **inner | {name: "&" * most[name] for name in most if inner[name]})
    return cast("T", found)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SCENES)
def test_slack_takes_every_message(name: str, locale: str) -> None:
    scene = longest(SCENES[name]())
    reader = scene.reader.slack_id if scene.reader else ""
    drawn = as_drawn(draw(Voice(TEXTS, locale, "Europe/Berlin", reader), scene))

    assert problems(drawn) == []
    assert message_faults(cast("list[object]", drawn["blocks"])) == []
    assert text_length(drawn["blocks"]) <= BLOCKS_TEXT


@pytest.mark.parametrize("name", [name for name, make in SCENES.items() if (made := make()).facts and not made.reader])
def test_slack_takes_every_message_in_two_languages(name: str) -> None:
    scene = longest(SCENES[name]())
    assert scene.facts is not None
    mentor, mentee = replace(scene.facts.mentor, locale="de-DE"), replace(scene.facts.mentee, locale="en-GB")
    scene = replace(scene, facts=replace(scene.facts, mentor=mentor, mentee=mentee))
    assert scene.facts is not None
    drawn = as_drawn(draw_to_both(TEXTS, scene.facts, lambda voice: draw(voice, scene)))

    assert problems(drawn) == []
    assert text_length(drawn["blocks"]) <= BLOCKS_TEXT


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("reached", [0, 9, 10, 40])
def test_slack_takes_the_list_of_goals_however_many_were_reached(reached: int, side: Side) -> None:
    pursued = [a_goal(id=id_of(f"open {number}")) for number in range(MOST_OPEN)]
    done = [a_goal(id=id_of(f"done {number}")).reach(NOW + timedelta(days=number)) for number in range(reached)]
    facts = longest(some_facts(goals=(*done, *pursued)))
    view = goals_modal(Voice(TEXTS, "de-DE", "Europe/Berlin"), facts, side, NOW)

    assert problems(view) == []
    drawn = as_words(view)
    assert drawn.count(TEXTS.say("enum.goal.open", "de")) == MOST_OPEN, "what is pursued is never left out"
    left = reached - drawn.count(f"· {TEXTS.say('enum.goal.reached', 'de')}")
    assert (TEXTS.say("goals.more", "de", n=left) in drawn) == (left > 0)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", HOMES)
def test_slack_takes_every_home(name: str, locale: str) -> None:
    assert problems(home(Voice(TEXTS, locale, "Europe/Berlin"), longest(HOMES[name]()))) == []
