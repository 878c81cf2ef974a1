"""Laws of two people who are together in two programs: what is said names the program, and else it does not."""

from dataclasses import replace

import pytest

from bot.domain.notices import NoticeKind, ToPair
from bot.domain.scenes import Scene
from bot.domain.stages import Status
from bot.views.limits import problems
from bot.views.readers import draw_to
from tests.support.people_of_the_house import a_program, id_of
from tests.views.checking import ENGLISH, as_drawn
from tests.views.scenes_of_the_house import some_facts
from tests.views.scenes_of_time_off import bundle
from tests.views.test_messages import SCENES

NAME = a_program().terms.name
OF_NO_PAIR = frozenset({NoticeKind.INVITED, NoticeKind.DIGEST, NoticeKind.UNDELIVERED, NoticeKind.GOAL_CELEBRATED})
"""What speaks of no mentorship, or to a channel."""
TO_LEADS = frozenset({NoticeKind.PAIR_ENDED, NoticeKind.PROPOSAL_CLOSED, NoticeKind.HELP_ASKED})
"""Leads know which program they lead."""


def twice(scene: Scene) -> Scene:
    """The same of two who are together in another program, too."""
    facts = replace(scene.facts, are_together_elsewhere=True) if scene.facts else None
    return replace(scene, facts=facts, parts=tuple(twice(part) for part in scene.parts))


def names_somebody(scene: Scene) -> bool:
    """Whether one of the two, or both, read of the other, while they are a pair."""
    is_proposed = scene.facts is not None and scene.facts.pair.status is Status.PROPOSED
    if scene.notice.kind in OF_NO_PAIR | TO_LEADS or is_proposed:
        return False
    return isinstance(scene.notice.to, ToPair) or "<@" in draw_to(ENGLISH, scene).text


@pytest.mark.parametrize("name", [name for name, make in SCENES.items() if names_somebody(make())])
def test_every_message_that_names_one_of_two_together_twice_says_which_mentorship(name: str) -> None:
    drawn = as_drawn(draw_to(ENGLISH, twice(SCENES[name]())))

    assert NAME in str(drawn["text"])
    assert NAME in str(drawn["blocks"])
    assert problems(drawn) == []


def test_the_program_is_said_once_where_both_read() -> None:
    scene = SCENES["introduction"]()
    assert scene.notice.to == ToPair(pair=some_facts().pair.id)
    assert draw_to(ENGLISH, twice(scene)) == draw_to(ENGLISH, scene), "the introduction says it anyway"


def test_two_rows_about_one_person_are_two_in_the_week() -> None:
    first = SCENES["check_in_asked"]()
    facts = some_facts()
    terms = replace(facts.program.terms, name="Nursery")
    other = replace(first, facts=replace(facts, program=replace(facts.program, terms=terms)))
    said = draw_to(ENGLISH, bundle(twice(first), twice(other), is_weekly=True)).text

    assert f"Your week with <@U0ANA> ({NAME}) and <@U0ANA> (Nursery)" in said


def test_what_follows_on_about_the_same_mentorship_stands_under_one_name() -> None:
    facts = some_facts()
    first, more = twice(SCENES["check_in_asked"]()), twice(SCENES["half_time"]())
    terms = replace(facts.program.terms, name="Nursery")
    nursery = replace(facts, program=replace(facts.program, terms=terms), are_together_elsewhere=True)
    other = replace(first, facts=nursery, notice=replace(first.notice, pair=id_of("another")))
    said = draw_to(ENGLISH, bundle(first, more, other)).text.splitlines()

    assert said.count(f"*With <@U0ANA> ({NAME})*") == 1
    assert said.count("*With <@U0ANA> (Nursery)*") == 1
