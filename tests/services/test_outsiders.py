"""Of a payload only the actor is trusted: with the right ids and the wrong person every door stays shut."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.meetings import Outcome
from bot.domain.people import Actor
from bot.domain.programs import Role
from bot.domain.questions import Tap, Visibility
from bot.domain.stages import Stage
from bot.services import (
    agreements,
    checkins,
    commitments,
    delivery,
    digests,
    enrolments,
    feedback,
    growing,
    meetings,
    pairing,
    programs,
)
from bot.services.programs import Asker
from bot.services.work import Work
from tests.services.house import House, actor, asker, opened, profile
from tests.support.papers_of_the_house import agreed
from tests.support.people_of_the_house import some_terms

OTHER = "T0OTHER"


@dataclass(frozen=True)
class Ids:
    """What a button's value says."""

    pair: UUID
    words: UUID
    message: UUID


Act = Callable[[Work, Actor, Ids], object]

IN_A_PAIR: dict[str, Act] = {
    "accept": lambda work, who, ids: pairing.accept_proposal(work, who, ids.pair),
    "decline": lambda work, who, ids: pairing.decline_proposal(work, who, ids.pair),
    "read agreement": lambda work, who, ids: agreements.read_agreement(work, who, ids.pair),
    "draft agreement": lambda work, who, ids: agreements.draft_agreement(work, who, ids.pair, agreed(), 0),
    "sign": lambda work, who, ids: agreements.sign_agreement(work, who, ids.pair, 1),
    "answer": lambda work, who, ids: checkins.answer_check_in(work, who, ids.pair, 1, Outcome.MET),
    "tap": lambda work, who, ids: checkins.tap(work, who, ids.pair, 1, Tap.FIT, "good"),
    "commit": lambda work, who, ids: commitments.commit_to(work, who, ids.pair, 1, "one thing"),
    "keep time": lambda work, who, ids: meetings.keep_usual_time(work, who, ids.pair, 2),
    "suggest": lambda work, who, ids: meetings.suggest_time(work, who, ids.pair, 2, work.now + timedelta(days=1), ""),
    "take": lambda work, who, ids: meetings.take_time(work, who, ids.pair, 1),
    "call off": lambda work, who, ids: meetings.cancel_meeting(work, who, ids.pair, 2, ""),
    "read next": lambda work, who, ids: meetings.read_next(work, who, ids.pair),
    "read check-in": lambda work, who, ids: checkins.read_check_in(work, who, ids.pair, 1),
    "confirm": lambda work, who, ids: growing.confirm_stage(work, who, ids.pair, Stage.GROWTH),
    "hold": lambda work, who, ids: growing.hold_stage(work, who, ids.pair, Stage.GROWTH),
    "write": lambda work, who, ids: feedback.draft_feedback(
        work, who, ids.pair, "one_thing", 1, Visibility.PARTNER, "hello"
    ),
    "read words": lambda work, who, ids: feedback.read_draft(work, who, ids.pair, "one_thing", 1),
    "own words": lambda work, who, ids: feedback.own_feedback(work, who, ids.words),
    "send": lambda work, who, ids: feedback.send_feedback(work, who, ids.words),
    "take back": lambda work, who, ids: feedback.take_back(work, who, ids.words),
    "ask whether sent": lambda work, who, ids: feedback.refuse_if_sent(work, who, ids.pair, "one_thing", 1),
}
AS_A_LEAD: dict[str, Act] = {
    "set up": lambda work, who, _: programs.save_program(
        work, Asker(actor=who, profile=replace(profile("Max"), is_admin=True), first_lead=who.slack_id), some_terms()
    ),
    "appoint": lambda work, who, _: programs.appoint_lead(work, who, profile("Max")),
    "dismiss": lambda work, who, _: programs.dismiss_lead(work, who, "U0LEA"),
    "propose": lambda work, who, _: pairing.propose_pair(work, who, profile("Ana"), profile("Ben")),
    "invite": lambda work, who, _: enrolments.invite(work, who, profile("Max")),
    "read digest": lambda work, who, _: digests.read_digest(work, who),
    "look": lambda work, who, _: digests.look_at_needs(work, who),
    "post again": lambda work, who, ids: delivery.post_again(work, who, ids.message),
}


def lived() -> tuple[House, Ids]:
    """Ana and Ben in the middle of things, Max in the same program, and the same names in another company."""
    house = opened()
    pair = house.start()
    house.live(9)
    words = house.write("Ben", pair).id
    house.join("Max", Role.BOTH)
    with house.work() as work:
        programs.save_program(work, asker("Lea", workspace=OTHER), some_terms())
    for name in ("Ana", "Ben"):
        form = enrolments.JoinForm(role=Role.BOTH, wants="x", offers="x")
        with house.work() as work:
            enrolments.join(work, actor(name, OTHER), profile(name), form)
    return house, Ids(pair=pair, words=words, message=next(iter(house.state.outbox)))


def attempt(house: House, act: Act, who: Actor, ids: Ids) -> None:
    """Somebody tries."""
    with house.work() as work:
        act(work, who, ids)


@pytest.mark.parametrize(
    "who",
    [actor("Max"), actor("Nobody"), actor("Lea"), actor("Ana", OTHER), actor("Ben", OTHER), actor("Max", OTHER)],
)
def test_nobody_but_the_two_does_anything_in_a_pair(who: Actor) -> None:
    house, ids = lived()
    before = house.state.copy()
    for act in IN_A_PAIR.values():
        with pytest.raises(errors.NotYourPair):
            attempt(house, act, who, ids)
    assert house.state == before


@pytest.mark.parametrize("who", [actor("Max"), actor("Ana"), actor("Ben"), actor("Nobody")])
def test_nobody_but_a_lead_does_what_leads_do(who: Actor) -> None:
    house, ids = lived()
    before = house.state.copy()
    for act in AS_A_LEAD.values():
        with pytest.raises(errors.NotALead):
            attempt(house, act, who, ids)
    assert house.state == before


def test_a_lead_of_another_company_reaches_nothing_of_this_one() -> None:
    house, ids = lived()
    before = house.state.copy()
    with pytest.raises(errors.NotPostedAgain):
        attempt(house, AS_A_LEAD["post again"], actor("Lea", OTHER), ids)
    attempt(house, AS_A_LEAD["look"], actor("Lea", OTHER), ids)
    assert house.state == before


def test_an_unknown_pair_reads_like_somebody_else_s() -> None:
    house, ids = lived()
    probed = Ids(pair=ids.words, words=ids.pair, message=ids.pair)
    for act in IN_A_PAIR.values():
        with pytest.raises(errors.NotYourPair):
            attempt(house, act, actor("Ana"), probed)
    with pytest.raises(errors.NotPostedAgain):
        attempt(house, AS_A_LEAD["post again"], actor("Lea"), probed)


def test_the_mentee_cannot_press_the_mentor_s_button() -> None:
    house = opened()
    pair = house.propose()
    before = house.state.copy()
    for act in (house.accept, house.decline):
        with pytest.raises(errors.ProposalGone):
            act("Ben", pair)
    assert house.state == before


def test_the_partner_reads_no_words_that_were_not_sent() -> None:
    house, ids = lived()
    for name in ("own words", "send", "take back"):
        with pytest.raises(errors.NotYourPair):
            attempt(house, IN_A_PAIR[name], actor("Ana"), ids)


@pytest.mark.parametrize("name", sorted({*IN_A_PAIR, *AS_A_LEAD} - {"set up"}))
def test_without_a_program_there_is_nothing_to_do(name: str) -> None:
    act, nothing = {**IN_A_PAIR, **AS_A_LEAD}[name], UUID(int=0)
    with pytest.raises((errors.NoProgram, errors.NotYourPair)):
        attempt(House(), act, actor("Max"), Ids(pair=nothing, words=nothing, message=nothing))
