"""What Home looks like for different people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.feedback import FeedbackState
from bot.domain.notices import OutboxState, ToChannel, ToPair, ToPerson
from bot.domain.programs import Role
from bot.domain.questions import Visibility
from bot.domain.scenes import HomeScene
from bot.domain.stages import Stage, Status
from bot.views.home import home
from bot.views.limits import VIEW_BLOCKS, problems
from tests.support.golden import Golden
from tests.support.papers_of_the_house import a_signed_agreement, an_agreement, some_feedback
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, an_enrolment
from tests.views.checking import as_words, look_at
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    BENS_ENROLMENT,
    LATER,
    LEA,
    PAIR,
    a_home,
    an_undelivered,
    asked_about,
    at_home,
    in_growth,
    moving,
    some_facts,
    some_pairs,
    voice_of,
)

KEPT = replace(
    some_feedback(visibility=Visibility.PRIVATE, state=FeedbackState.KEPT), words="I would like more examples"
)
WAITING = tuple(
    an_undelivered(to, OutboxState.WAITING_LEAD)
    for to in (ToPerson(person=BEN.id), ToPair(pair=PAIR.id), ToChannel(channel="C0LEADS"))
)
ANAS_PLACE = an_enrolment(ANA, Role.MENTOR)


def homes() -> dict[str, Callable[[], HomeScene]]:
    """Scenes of Home by name."""
    growth = in_growth(pair=a_pair(stage=Stage.GROWTH))
    return {
        "stranger_without_program": lambda: a_home(program=None, person=None, enrolment=None),
        "stranger": lambda: a_home(person=None, enrolment=None),
        "left": lambda: a_home(enrolment=replace(BENS_ENROLMENT, left_at=NOW)),
        "joined": a_home,
        "proposed_to_mentor": lambda: a_home(
            person=ANA, enrolment=ANAS_PLACE, pairs=(at_home(some_facts(pair=a_proposal())),)
        ),
        "proposed_waiting_for_mentor": lambda: a_home(pairs=(at_home(some_facts(pair=a_proposal())),)),
        "proposed_to_mentee": lambda: a_home(pairs=(at_home(some_facts(pair=a_proposal(mentor_yes_at=NOW))),)),
        "started": lambda: a_home(pairs=(at_home(some_facts(checks=(asked_about(BEN, 1),)), NOW + timedelta(days=8)),)),
        "to_sign": lambda: a_home(
            person=ANA,
            enrolment=ANAS_PLACE,
            pairs=(at_home(some_facts(agreements=(an_agreement(),)), NOW + timedelta(days=8)),),
        ),
        "growing": lambda: a_home(pairs=(at_home(growth, LATER, looks=(LATER, NOW, NOW, NOW), kept=(KEPT,) * 7),)),
        "stage_to_confirm": lambda: a_home(pairs=(at_home(in_growth(pair=moving(ANA)), LATER),)),
        "stage_confirmed": lambda: a_home(pairs=(at_home(in_growth(pair=moving(BEN)), LATER),)),
        "paused": lambda: a_home(
            pairs=(
                at_home(
                    some_facts(pair=a_pair(status=Status.PAUSED, ends_on=None), agreements=(a_signed_agreement(),))
                ),
                at_home(some_facts(pair=a_pair(status=Status.ENDED))),
            )
        ),
        "lead": lambda: a_home(person=LEA, enrolment=None, is_lead=True, waiting=WAITING),
        "lead_with_much_to_do": lambda: a_home(
            person=ANA, enrolment=ANAS_PLACE, is_lead=True, waiting=WAITING * 9, pairs=some_pairs(60)
        ),
    }


HOMES = homes()


@pytest.mark.parametrize("name", HOMES)
def test_home_looks_as_agreed(name: str, golden: Golden) -> None:
    scene = HOMES[name]()
    look_at(golden, f"home/{name}", home(voice_of(scene.person), scene))


@pytest.mark.parametrize("many", [0, 1, 5, 11, 12, 13, 40, 200])
def test_home_holds_at_most_100_blocks_however_many_pairs_there_are(many: int) -> None:
    busy = a_home(person=ANA, enrolment=ANAS_PLACE, is_lead=True, waiting=WAITING * many, pairs=some_pairs(many))
    view = home(voice_of(ANA), busy)
    blocks = view["blocks"]

    assert isinstance(blocks, list)
    assert len(blocks) <= VIEW_BLOCKS
    assert problems(view) == []


@pytest.mark.parametrize("name", HOMES)
def test_a_person_is_reachable_from_every_home(name: str) -> None:
    scene = HOMES[name]()

    assert "talk_open" in as_words(home(voice_of(scene.person), scene))


def test_home_shows_nobody_what_their_partner_kept_private() -> None:
    anas = home(voice_of(ANA), a_home(person=ANA, enrolment=ANAS_PLACE, pairs=(at_home(some_facts()),)))

    assert KEPT.words not in as_words(anas)
