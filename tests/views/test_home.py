"""What Home looks like for different people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.agreement import Signature
from bot.domain.facts import PairFacts
from bot.domain.feedback import FeedbackState
from bot.domain.meetings import MeetingState, Outcome, Suggestion
from bot.domain.notices import OutboxState, ToChannel, ToPair, ToPerson
from bot.domain.pairs import Pair, Side
from bot.domain.programs import Place, Rhythm, Role
from bot.domain.proposals import answer_by
from bot.domain.questions import ONE_THING, Visibility, is_asked
from bot.domain.scenes import HomeScene
from bot.domain.stages import Stage, Status
from bot.views.home import home
from bot.views.limits import VIEW_BLOCKS, problems
from bot.views.messages import check_in
from bot.views.parts import View
from tests.support.golden import Golden
from tests.support.papers_of_the_house import a_signed_agreement, an_agreement, some_feedback
from tests.support.people_of_the_house import NOW, a_pair, a_program, a_proposal, an_enrolment, id_of, some_terms
from tests.views.checking import Drawn, as_words, every, look_at
from tests.views.scenes_of_agreements import AGREEMENT_HOMES
from tests.views.scenes_of_goals import GOAL_HOMES
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    BENS_ENROLMENT,
    BOTH_PLACES,
    CHOIR,
    LATER,
    LEA,
    PAIR,
    a_home,
    a_meeting,
    an_undelivered,
    asked_about,
    at_home,
    changed_agreement,
    in_growth,
    moving,
    some_facts,
    some_pairs,
    told_of,
    voice_of,
)

KEPT = replace(
    some_feedback(visibility=Visibility.PRIVATE, state=FeedbackState.KEPT), words="I would like more examples"
)
WAITING = tuple(
    an_undelivered(to, OutboxState.WAITING_LEAD)
    for to in (ToPerson(person=BEN.id), ToPair(pair=PAIR.id), ToChannel(channel="C0LEADS"))
)
TO_MEND = (
    an_undelivered(ToPair(pair=PAIR.id), OutboxState.WAITING_LEAD, "restricted_action"),
    an_undelivered(ToPerson(person=BEN.id), OutboxState.WAITING_LEAD, "messages_tab_disabled"),
    an_undelivered(ToChannel(channel="C0LEADS"), OutboxState.WAITING_LEAD, "not_in_channel"),
)
ANAS_PLACE = an_enrolment(ANA, Role.MENTOR)


def homes() -> dict[str, Callable[[], HomeScene]]:
    """Scenes of Home by name."""
    growth = in_growth(pair=a_pair(stage=Stage.GROWTH))
    return {
        "stranger_without_program": lambda: a_home(program=None, person=None, enrolment=None),
        "stranger": lambda: a_home(person=None, enrolment=None),
        "stranger_to_several": lambda: replace(
            a_home(person=None), places=(Place(program=a_program()), Place(program=CHOIR))
        ),
        "in_one_of_several": lambda: replace(a_home(), places=(BOTH_PLACES[0], Place(program=CHOIR))),
        "proposed_in_one_of_several": lambda: replace(
            a_home(person=ANA, pairs=(at_home(some_facts(pair=a_proposal())),)), places=BOTH_PLACES
        ),
        "in_several": lambda: replace(
            a_home(pairs=(at_home(some_facts(), LATER),), is_lead=True), places=BOTH_PLACES, led=(a_program(), CHOIR)
        ),
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
        "question_and_growth": lambda: a_home(
            now=LATER, pairs=(at_home(in_growth(checks=(told_of(BEN, 1), told_of(BEN, 2))), LATER),)
        ),
        "to_sign_again": lambda: a_home(pairs=(at_home(some_facts(agreements=changed_agreement()), LATER),)),
        "lead_to_mend": lambda: a_home(person=LEA, enrolment=None, is_lead=True, waiting=TO_MEND),
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
        "partner_away_without_a_date": lambda: a_home(
            pairs=(at_home(some_facts(mentor=replace(ANA, away_from=NOW.date()))),)
        ),
        "partner_away_and_a_meeting_agreed": lambda: a_home(
            pairs=(
                at_home(
                    some_facts(
                        mentor=replace(ANA, away_from=NOW.date()),
                        meetings=(replace(a_meeting(1), state=MeetingState.AGREED),),
                    )
                ),
            )
        ),
        "quiet": lambda: a_home(pairs=(at_home(some_facts(pair=a_pair(hushed_at=NOW))),)),
        "lead": lambda: a_home(person=LEA, enrolment=None, is_lead=True, waiting=WAITING),
        "lead_with_much_to_do": lambda: a_home(
            person=ANA, enrolment=ANAS_PLACE, is_lead=True, waiting=WAITING * 9, pairs=some_pairs(60)
        ),
    }


HOMES = homes() | AGREEMENT_HOMES | GOAL_HOMES


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


@pytest.mark.parametrize("many", [2, 8, 9, 60])
def test_home_holds_at_most_100_blocks_however_many_programs_there_are(many: int) -> None:
    programs = [a_program(id=id_of(f"program {n}"), terms=some_terms(name=f"&{n:079}")) for n in range(many)]
    places = tuple(Place(program=each, enrolment=ANAS_PLACE) for each in programs)
    free = tuple(Place(program=a_program(id=id_of(f"free {n}"), terms=some_terms(name="<" * 80))) for n in range(many))
    busy = a_home(person=ANA, is_lead=True, waiting=WAITING * 40, pairs=some_pairs(40))
    view = home(voice_of(ANA), replace(busy, places=(*places, *free), led=tuple(programs)))

    assert problems(view) == []
    assert as_words(view).count(str(id_of("program 0"))) == 2, "to change it, and to leave it"


@pytest.mark.parametrize("name", HOMES)
def test_a_person_is_reachable_from_every_home(name: str) -> None:
    scene = HOMES[name]()

    assert "talk_open" in as_words(home(voice_of(scene.person), scene))


def test_home_shows_nobody_what_their_partner_kept_private() -> None:
    anas = home(voice_of(ANA), a_home(person=ANA, enrolment=ANAS_PLACE, pairs=(at_home(some_facts()),)))

    assert KEPT.words not in as_words(anas)


@pytest.mark.parametrize("code", ["channel_not_found", "restricted_action"])
@pytest.mark.parametrize("to", [ToPerson(person=BEN.id), ToPair(pair=PAIR.id), ToChannel(channel="C0LEADS")])
def test_a_lead_is_sent_to_a_channel_s_settings_for_what_goes_to_a_channel_alone(
    to: ToPerson | ToPair | ToChannel, code: str
) -> None:
    entry = an_undelivered(to, OutboxState.WAITING_LEAD, code)
    drawn = as_words(home(voice_of(LEA), a_home(person=LEA, enrolment=None, is_lead=True, waiting=(entry,))))

    assert ("choose another channel" in drawn) == isinstance(to, ToChannel)


def test_looks_of_one_day_are_said_once() -> None:
    looks = (NOW, NOW + timedelta(minutes=1), NOW - timedelta(days=1), NOW - timedelta(days=2), NOW - timedelta(days=3))
    drawn = as_words(home(voice_of(BEN), a_home(pairs=(at_home(some_facts(), looks=looks),))))

    assert drawn.count("A lead looked") == 3


def anas_home(pair: Pair, now: datetime) -> str:
    """Ana's Home with that proposal."""
    return as_words(
        home(
            voice_of(ANA),
            a_home(now=now, person=ANA, enrolment=ANAS_PLACE, pairs=(at_home(some_facts(pair=pair)),)),
        )
    )


def test_a_proposal_can_be_answered_at_home_until_its_time_is_up_and_not_a_moment_longer() -> None:
    until = answer_by(a_proposal(), ANA, BEN)

    assert until is not None
    assert "proposal_yes" in anas_home(a_proposal(), until - timedelta(seconds=1))
    assert "proposal_yes" not in anas_home(a_proposal(), until)


def bens_home(facts: PairFacts) -> View:
    """Ben's Home five weeks after the start."""
    return home(voice_of(BEN), a_home(now=LATER, pairs=(at_home(facts),)))


def buttons(drawn: Drawn) -> list[tuple[object, object]]:
    """The action and the value of each button."""
    return [(each["action_id"], each.get("value")) for each in every(drawn) if each.get("type") == "button"]


def offers(facts: PairFacts, action: str) -> bool:
    """Whether Ben's Home has that button."""
    return action in [found for found, _ in buttons(bens_home(facts))]


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("rhythm", Rhythm)
def test_home_offers_the_question_whenever_the_check_in_does(number: int, rhythm: Rhythm) -> None:
    facts = some_facts(pair=a_pair(rhythm=rhythm), checks=(told_of(BEN, number, Outcome.NOT_YET),))
    message = check_in(voice_of(BEN), facts, Side.MENTEE, number, LATER)
    offered = [value for action, value in buttons({"blocks": message.blocks}) if action == "question_open"]

    assert [value for action, value in buttons(bens_home(facts)) if action == "question_open"] == offered
    assert offered == ([f"{PAIR.id}:{number}"] if is_asked(ONE_THING, number, rhythm.days) else [])


def test_home_offers_the_question_after_the_newest_check_in_only_and_once() -> None:
    told = some_facts(checks=(told_of(BEN, 1), told_of(BEN, 2)))

    assert offers(told, "question_open")
    assert not offers(replace(told, checks=(*told.checks, asked_about(BEN, 3))), "question_open")
    assert not offers(replace(told, feedback_numbers=((BEN.id, 2),)), "question_open")


def test_home_offers_growth_once_there_is_evidence_and_the_check_in_is_answered() -> None:
    ready = in_growth(checks=(told_of(BEN, 1), told_of(BEN, 2)))

    assert ("stage_yes", str(PAIR.id)) in buttons(bens_home(ready))
    for other in (
        in_growth(),
        replace(ready, pair=moving(BEN)),
        replace(ready, agreements=()),
        replace(ready, pair=a_pair(quiet_until=LATER + timedelta(days=1))),
    ):
        assert not offers(other, "stage_yes")


def test_home_says_which_version_holds_while_a_newer_one_waits() -> None:
    said = as_words(bens_home(some_facts(agreements=changed_agreement())))

    assert "version 1 holds until you have both signed version 2" in said
    assert "Version 1 holds until you have both signed it" in said
    assert "holds until" not in as_words(bens_home(some_facts(agreements=(an_agreement(),))))


def test_a_version_that_waits_can_be_signed_in_a_pause_too_and_nothing_else_is_asked() -> None:
    drafted = replace(an_agreement(), drafted_by=ANA.id, signatures=(Signature(person=ANA.id, at=NOW),))
    paused = some_facts(pair=a_pair(status=Status.PAUSED), agreements=(drafted,), checks=(asked_about(BEN, 1),))
    assert offers(paused, "agreement_edit")
    assert not offers(paused, "check_in_met")


def test_home_tells_a_lead_what_to_mend_rather_than_to_look_for_what_slack_refused() -> None:
    said = as_words(home(voice_of(LEA), HOMES["lead_to_mend"]()))

    assert "may not have arrived" not in said
    assert said.count("could not be delivered") == len(TO_MEND)


def test_a_time_that_somebody_suggested_stands_beside_the_one_it_would_replace() -> None:
    at = NOW + timedelta(days=9)
    mine = Suggestion(pair=PAIR.id, turn=1, number=1, at=at, by=BEN.id, made_at=NOW)
    shown = as_words(home(voice_of(BEN), a_home(pairs=(at_home(replace(some_facts(), suggestion=mine)),))))
    theirs = replace(mine, by=ANA.id)

    assert "You suggested" in shown
    hers = as_words(home(voice_of(BEN), a_home(pairs=(at_home(replace(some_facts(), suggestion=theirs)),))))
    assert "You suggested" not in hers
