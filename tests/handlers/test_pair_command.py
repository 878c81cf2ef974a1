"""`/mentor pair @mentor @mentee`: what a lead may mistype, and each refusal they would expect."""

from dataclasses import replace

import pytest

from bot.domain.programs import Role
from tests.handlers.door import Door, at, button_values, says
from tests.handlers.house import ANA, BEN, GIL, LEA, MAX, OLA, PAIR, PIP, a_profile, pair_up, told
from tests.support.people_of_the_house import WORKSPACE, a_proposal, an_enrolment

GOOD = "pair <@U0ANA|ana> <@U0BEN|ben>"


def test_a_lead_proposes_a_pair_and_the_mentor_alone_is_asked(door: Door) -> None:
    ack = door.command(LEA, GOOD)
    assert ack.body["text"] == says("done.pair.proposed", mentor=at(ANA), mentee=at(BEN))
    assert told(door) == [("proposal", ANA.id)]
    assert (door.order, door.woken) == (["committed", "acked"], 1)


@pytest.mark.parametrize("typed", ["PAIR <@U0ANA> <@U0BEN>", "Pair  <@U0ANA|>   <@U0BEN|ben o'hara>", f"{GOOD} "])
def test_mentions_come_in_several_shapes(door: Door, typed: str) -> None:
    door.command(LEA, typed)
    assert told(door) == [("proposal", ANA.id)]


def test_a_name_with_a_space_is_one_mention(door: Door) -> None:
    door.command(LEA, "pair <@U0ANA|ana ruiz> <@U0BEN|ben okafor>")
    assert told(door) == [("proposal", ANA.id)]


def test_two_mentions_without_a_space_between_are_two(door: Door) -> None:
    door.command(LEA, "pair <@U0ANA|ana><@U0BEN|ben>")
    assert told(door) == [("proposal", ANA.id)]


@pytest.mark.parametrize(
    "typed",
    [
        "pair",
        "pair <@U0ANA|ana>",
        "pair @nobody <@U0BEN|ben>",
        "pair <@U0ANA|ana> and <@U0BEN|ben>",
        "pair <@U0ANA|ana> <@U0BEN|ben> <@U0MIA|mia>",
        "pair <#C0TOWN|town> <@U0BEN|ben>",
        "pair <!subteam^S0TEAM|@team> <@U0BEN|ben>",
        "pair <!channel> <@U0BEN|ben>",
        "pair <@U0ANA <@U0BEN",
        "pair U0ANA U0BEN",
    ],
)
def test_anything_but_two_mentions_is_answered_with_an_example(door: Door, typed: str) -> None:
    assert door.command(LEA, typed).body["text"] == says("done.pair.usage")
    assert told(door) == []


@pytest.mark.parametrize(
    ("typed", "key", "person"),
    [
        ("pair <@U0ANA|a> <@U0ANA|a>", "same_person", None),
        ("pair <@U0PIP|p> <@U0BEN|b>", "not_a_person", PIP),
        ("pair <@U0ANA|a> <@U0OLA|o>", "deactivated", OLA),
        ("pair <@U0GIL|g> <@U0BEN|b>", "guest", GIL),
        ("pair <@U0ANA|a> <@U0MAX|m>", "not_enrolled", MAX),
        ("pair <@U0ANA|a> <@U0NOONE|n>", "unknown_person", replace(MAX, slack_id="U0NOONE")),
    ],
)
def test_who_cannot_be_paired_is_named_with_what_to_do(door: Door, typed: str, key: str, person: object) -> None:
    said = door.command(LEA, typed).body["text"]
    named = {"person": f"<@{getattr(person, 'slack_id', '')}>"} if person else {}
    assert says(f"refusal.{key}", **named) in said
    assert told(door) == []


def test_somebody_of_another_company_cannot_be_paired(door: Door) -> None:
    door.directory.profiles[WORKSPACE, MAX.slack_id] = replace(a_profile(MAX), is_stranger=True)
    assert door.command(LEA, "pair <@U0ANA|a> <@U0MAX|m>").body["text"] == says("refusal.stranger", person=at(MAX))


def test_a_mentor_and_a_mentee_in_the_wrong_order_are_told_apart(door: Door) -> None:
    said = door.command(LEA, "pair <@U0BEN|b> <@U0ANA|a>").body["text"]
    assert said == says("refusal.wrong_role", person=at(BEN), role=says("enum.role.mentor"))


def test_a_mentee_who_has_a_mentor_is_not_proposed_to_another(paired: Door) -> None:
    assert paired.command(LEA, GOOD).body["text"] == says("refusal.already_paired", mentee=at(BEN))


def test_a_full_mentor_is_proposed_to_nobody_else(door: Door) -> None:
    pair_up(door, a_proposal(id=PAIR.id))
    with door.store.write() as tx:
        tx.enrolments.save(an_enrolment(ANA, Role.MENTOR, capacity=1))
    said = door.command(LEA, "pair <@U0ANA|a> <@U0MIA|m>").body["text"]
    assert said == says("refusal.capacity_reached", mentor=at(ANA), capacity=1)


def test_a_lead_can_be_one_of_the_two(door: Door) -> None:
    with door.store.write() as tx:
        tx.enrolments.save(an_enrolment(LEA, Role.MENTOR))
    door.command(LEA, "pair <@U0LEA|l> <@U0MIA|m>")
    assert told(door) == [("proposal", LEA.id)]


def test_a_lead_is_offered_to_invite_who_has_not_joined_and_one_click_does_it(door: Door) -> None:
    ack = door.command(LEA, "pair <@U0ANA|a> <@U0MAX|m>")
    (value,) = button_values(ack.body, "invite")
    door.click(LEA, "invite", value)
    assert door.whispered == says("done.invite.sent", person=at(MAX))
    door.click(LEA, "invite", value)
    assert [kind for kind, _ in told(door)] == ["invited"]


def test_two_proposals_for_one_mentee_end_in_one(door: Door) -> None:
    door.command(LEA, GOOD)
    assert door.command(LEA, GOOD).body["text"] == says("refusal.already_paired", mentee=at(BEN))
    assert len(door.store.state.pairs) == 1
