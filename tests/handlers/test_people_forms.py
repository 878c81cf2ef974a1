"""Joining, leaving, settings, and whom one can talk to."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.people import WORKING_DAYS, Person
from bot.domain.programs import Role
from tests.handlers.door import TEXTS, Door, Surface, at, fields_of, says
from tests.handlers.house import ANA, BEN, GIL, LEA, MAX, PAIR, TWIN, a_profile, facts_of, told
from tests.support.people_of_the_house import WORKSPACE, a_program, an_enrolment, some_terms

WORDS = {"role": "both", "wants": "to lead", "offers": "years of hardware"}


def enrolment(door: Door, who: Person) -> tuple[str, str, str] | None:
    """Role, wants and offers of somebody."""
    with door.store.reads() as tx:
        person = tx.people.find(who.workspace, who.slack_id)
        found = tx.enrolments.find(a_program().id, person.id) if person else None
    return (found.role.value, found.wants, found.offers) if found and found.is_current else None


def test_joining_takes_three_fields_and_home_shows_it_at_once(door: Door) -> None:
    door.click(MAX, "join_open", inside="home")
    ack = door.submit(MAX, door.opened, **WORDS)
    assert says("done.join.saved", program="Compass") in str(ack.view)
    assert enrolment(door, MAX) == ("both", "to lead", "years of hardware")
    assert door.order == ["committed", "views.publish", "acked"]


def test_joining_again_changes_what_was_said_and_no_more(door: Door) -> None:
    door.command(ANA, "join")
    ack = door.submit(ANA, door.opened, offers="thirteen years of hardware")
    assert says("done.join.changed", program="Compass") in str(ack.view)
    assert enrolment(door, ANA) == ("mentor", an_enrolment(ANA).wants, "thirteen years of hardware")
    assert len(door.store.state.enrolments) == 3


@pytest.mark.parametrize(
    ("entered", "refused"),
    [
        ({"role": None}, {"role": "choose_again"}),
        ({"role": "boss"}, {"role": "choose_again"}),
        ({"role": "mentee", "wants": " \n "}, {"wants": "wants_needed"}),
        ({"role": "mentee", "wants": "\u200b\u2060\ufeff"}, {"wants": "wants_needed"}),
        ({"role": "mentor", "offers": None}, {"offers": "offers_needed"}),
        ({"role": "both", "wants": None, "offers": None}, {"wants": "wants_needed", "offers": "offers_needed"}),
        ({"role": "mentor", "offers": "x" * 1001}, {"offers": "words_too_long"}),
    ],
)
def test_a_field_of_joining_that_does_not_hold_is_named(
    door: Door, entered: dict[str, object], refused: dict[str, str]
) -> None:
    door.command(MAX, "join")
    ack = door.submit(MAX, door.opened, **entered)
    assert ack.errors == {field: says(f"field.{key}") for field, key in refused.items()}
    assert enrolment(door, MAX) is None


def test_a_guest_is_told_before_filling_in_anything(door: Door) -> None:
    assert door.command(GIL, "join").body["text"] == says("refusal.not_for_you")
    assert door.called("views.open") == []


def test_who_became_a_guest_meanwhile_does_not_join(door: Door) -> None:
    door.command(MAX, "join")
    door.directory.profiles[WORKSPACE, MAX.slack_id] = replace(a_profile(MAX), is_guest=True)
    assert door.submit(MAX, door.opened, **WORDS).errors == {"wants": says("refusal.not_for_you")}
    assert enrolment(door, MAX) is None


def test_somebody_slack_no_longer_knows_does_not_join(door: Door) -> None:
    door.command(MAX, "join")
    form = door.opened
    door.directory.profiles.clear()
    ack = door.submit(MAX, form, **WORDS)
    assert says("refusal.unknown_person", person=at(MAX)) in str(ack.view), "below a field it would be a bare id"


def test_joining_elsewhere_joins_nothing_here(door: Door) -> None:
    door.command(MAX, "join")
    form = door.opened
    before = door.store.state.copy()
    door.submit(TWIN, form, **WORDS)
    assert door.store.state == before


def test_leaving_ends_the_pair_and_the_partner_reads_what_was_shown(paired: Door) -> None:
    paired.click(BEN, "leave_open", inside="home")
    ack = paired.submit(BEN, paired.opened)
    assert says("done.leave.done") in str(ack.view)
    assert facts_of(paired).pair.ended_at == paired.now
    assert set(told(paired)) == {("pair_ended", LEA.id), ("ended", ANA.id)}


def test_leaving_twice_is_answered_with_how_to_come_back(paired: Door) -> None:
    paired.command(BEN, "leave")
    form = paired.opened
    paired.submit(BEN, form)
    paired.submit(BEN, form)
    assert says("refusal.join_first") in paired.shown


def test_who_left_can_join_again(paired: Door) -> None:
    paired.command(BEN, "leave")
    paired.submit(BEN, paired.opened)
    paired.command(BEN, "join")
    paired.submit(BEN, paired.opened)
    assert enrolment(paired, BEN) == (Role.MENTEE, an_enrolment(BEN).wants, an_enrolment(BEN).offers)
    assert PAIR.id in paired.store.state.pairs


def test_settings_open_filled_and_are_saved(paired: Door) -> None:
    paired.click(ANA, "settings_open", inside="home")
    ticked = fields_of(paired.opened)["working_days"]["initial_options"]
    assert {int(each["value"]) for each in ticked} == WORKING_DAYS
    ack = paired.submit(
        ANA, paired.opened, working_days=["0", "2"], window_start="08:30", window_end="12:00", capacity="0"
    )
    assert ack.body == {}
    saved = facts_of(paired).mentor
    assert (saved.working_days, saved.window_start, saved.window_end) == (frozenset({0, 2}), time(8, 30), time(12))
    assert paired.order == ["committed", "views.publish", "acked"]


@pytest.mark.parametrize(
    ("entered", "field", "key"),
    [
        ({"working_days": []}, "working_days", "working_days_needed"),
        ({"window_start": "17:00", "window_end": "09:00"}, "window_end", "window_backwards"),
        ({"window_start": None, "window_end": None}, "window_end", "window_backwards"),
        ({"capacity": "11"}, "capacity", "capacity_range"),
        ({"capacity": None}, "capacity", "capacity_range"),
        ({"capacity": "many"}, "capacity", "capacity_range"),
    ],
)
def test_a_setting_that_does_not_hold_is_named(door: Door, entered: dict[str, object], field: str, key: str) -> None:
    door.click(ANA, "settings_open", inside="home")
    ack = door.submit(ANA, door.opened, **entered)
    assert ack.errors == {field: says(f"field.{key}")}


@pytest.mark.parametrize("action", ["settings_open", "leave_open"])
def test_there_is_nothing_to_set_or_leave_before_joining(door: Door, action: str) -> None:
    door.click(MAX, action, inside="home")
    assert says("refusal.join_first") in str(door.opened)


@pytest.mark.parametrize(("inside", "method"), [(None, "views.open"), ("home", "views.open"), ("modal", "views.push")])
def test_a_person_to_talk_to_is_one_tap_away_everywhere(door: Door, inside: Surface | None, method: str) -> None:
    before = door.store.state.copy()
    assert door.click(MAX, "talk_open", inside=inside).status == 200
    (call,) = door.called(method)
    assert at(LEA) in str(call.view)
    assert door.store.state == before, "opening it is not recorded"


def test_the_contact_outside_is_named_too(empty: Door) -> None:
    empty.click(MAX, "talk_open")
    assert says("contacts.nobody") in str(empty.opened)
    with empty.store.write() as tx:
        tx.people.add(LEA)
        tx.programs.add(a_program(terms=some_terms(contact=MAX.slack_id)))
    empty.click(ANA, "talk_open")
    assert at(MAX) in str(empty.opened)


def test_somebody_new_reads_what_is_missing_in_the_language_of_their_slack(door: Door) -> None:
    door.directory.profiles[WORKSPACE, MAX.slack_id] = replace(a_profile(MAX), locale="de-DE")
    door.click(MAX, "join_open", inside="home")
    ack = door.submit(MAX, door.opened, role="mentee", wants=" ")
    assert ack.errors == {"wants": TEXTS.say("field.wants_needed", "de-DE")}
