"""`/mentor lead` and `/mentor program`: who leads, and how the first program comes to be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.people import Person
from tests.handlers.door import Door, at, fields_of, says
from tests.handlers.house import ADA, ANA, GIL, LEA, MAX, OLA, PIP, a_profile
from tests.support.people_of_the_house import WORKSPACE, a_program, some_terms

FILLED = {"name": "Harbour", "digest_channel": "C0LEADS"}


def leads(door: Door) -> list[str]:
    """Slack ids of who leads."""
    (program,) = door.store.state.programs.values()
    return [door.store.state.people[lead].slack_id for lead in program.leads]


def test_a_lead_makes_somebody_a_lead_and_takes_it_back(door: Door) -> None:
    assert door.command(LEA, "lead add <@U0MAX|max>").body["text"] == says("done.lead.added", person=at(MAX))
    assert leads(door) == [LEA.slack_id, MAX.slack_id]
    assert door.command(MAX, "LEAD Remove <@U0LEA|lea>").body["text"] == says("done.lead.removed", person=at(LEA))
    assert leads(door) == [MAX.slack_id]


def test_doing_it_twice_changes_nothing_and_says_so(door: Door) -> None:
    assert door.command(LEA, "lead add <@U0LEA|lea>").body["text"] == says("done.lead.was_lead", person=at(LEA))
    for named in ("<@U0ANA|ana>", "<@U0NOONE|n>"):
        said = door.command(LEA, f"lead remove {named}").body["text"]
        assert said == says("done.lead.was_none", person=f"{named.partition('|')[0]}>")


def test_the_last_lead_stays(door: Door) -> None:
    assert door.command(LEA, "lead remove <@U0LEA|lea>").body["text"] == says("refusal.last_lead")
    assert leads(door) == [LEA.slack_id]


@pytest.mark.parametrize(
    "typed",
    ["lead", "lead add", "lead add @nobody", "lead <@U0MAX|max>", "lead remove <#C0TOWN|town>", "lead fire <@U0ANA|a>"],
)
def test_a_half_said_lead_is_answered_with_an_example(door: Door, typed: str) -> None:
    assert door.command(LEA, typed).body["text"] == says("done.lead.usage")


def test_of_two_people_named_neither_is_silently_forgotten(door: Door) -> None:
    assert door.command(LEA, "lead add <@U0MAX|max> <@U0ANA|ana>").body["text"] == says("done.lead.usage")
    assert leads(door) == [LEA.slack_id]


@pytest.mark.parametrize(
    ("who", "key"), [(PIP, "not_a_person"), (OLA, "deactivated"), (GIL, "guest"), (None, "unknown_person")]
)
def test_who_cannot_lead_is_named(door: Door, who: Person | None, key: str) -> None:
    slack_id = who.slack_id if who else "U0NOONE"
    said = door.command(LEA, f"lead add <@{slack_id}>").body["text"]
    assert said == says(f"refusal.{key}", person=f"<@{slack_id}>")


def test_who_may_not_appoint_leads_learns_nothing_about_accounts(door: Door) -> None:
    for named in ("<@U0PIP|p>", "<@U0NOONE|n>", "@nobody"):
        assert door.command(ANA, f"lead add {named}").body["text"] == says("refusal.not_a_lead")
    assert "U0PIP" not in door.directory.asked


def test_an_admin_sets_up_the_first_program_and_leads_it(empty: Door) -> None:
    assert empty.command(ADA, "program").body == {}
    ack = empty.submit(ADA, empty.opened, **FILLED)
    assert says("done.program.saved") in str(ack.view)
    assert leads(empty) == [ADA.slack_id]
    assert [call.method for call in empty.slack.calls] == ["views.publish"]


def test_the_configured_first_lead_needs_no_other_right(a_door: Callable[..., Door]) -> None:
    door = a_door(first_lead=MAX.slack_id)
    door.command(MAX, "program")
    door.submit(MAX, door.opened, **FILLED)
    assert leads(door) == [MAX.slack_id]


def test_anybody_else_is_told_whom_to_ask(empty: Door) -> None:
    assert empty.command(MAX, "program").body["text"] == says("refusal.not_an_admin")


def test_somebody_slack_does_not_know_sets_up_nothing(empty: Door) -> None:
    del empty.directory.profiles[WORKSPACE, MAX.slack_id]
    assert empty.command(MAX, "program").body["text"] == says("refusal.unknown_person", person=at(MAX))


def test_an_admin_does_not_change_a_program_that_others_lead(door: Door) -> None:
    assert door.command(ADA, "program").body["text"] == says("refusal.not_a_lead")


def test_a_form_opened_before_somebody_else_set_one_up_changes_nothing(empty: Door) -> None:
    empty.command(ADA, "program")
    form = empty.opened
    with empty.store.write() as tx:
        tx.people.add(LEA)
        tx.programs.add(a_program())
    ack = empty.submit(ADA, form, **FILLED)
    assert says("refusal.not_a_lead") in empty.shown
    assert (ack.status, leads(empty)) == (200, [LEA.slack_id])


def test_a_lead_finds_the_form_filled_and_changes_it(door: Door) -> None:
    door.command(LEA, "program")
    assert fields_of(door.opened)["name"]["initial_value"] == "Compass"
    door.submit(LEA, door.opened, name="Pole star", weeks="open", contact=MAX.slack_id)
    (program,) = door.store.state.programs.values()
    assert program.terms == some_terms(name="Pole star", weeks=None, contact=MAX.slack_id)
    met = {person.slack_id for person in door.store.state.people.values()}
    assert MAX.slack_id in met, "so that a request for help can reach the contact"


@pytest.mark.parametrize(
    ("entered", "field", "key"),
    [
        ({"name": "   "}, "name", "name_needed"),
        ({"name": "\u200b\u200b"}, "name", "name_needed"),
        ({"digest_channel": None}, "digest_channel", "channel_needed"),
        ({"weeks": "3"}, "weeks", "weeks_range"),
        ({"weeks": "a few"}, "name", "choose_again"),
        ({"rhythm": "daily"}, "name", "choose_again"),
        ({"digest_weekday": None}, "name", "choose_again"),
        ({"contact": PIP.slack_id}, "contact", "contact_not_reachable"),
        ({"contact": OLA.slack_id}, "contact", "contact_not_reachable"),
        ({"contact": GIL.slack_id}, "contact", "contact_not_reachable"),
        ({"contact": "U0NOONE"}, "contact", "contact_not_reachable"),
    ],
)
def test_a_field_that_does_not_hold_is_named_and_the_form_stays(
    door: Door, entered: dict[str, object], field: str, key: str
) -> None:
    door.command(LEA, "program")
    ack = door.submit(LEA, door.opened, **entered)
    assert ack.body == {"response_action": "errors", "errors": {field: says(f"field.{key}")}}
    assert door.order == ["acked"]


def test_two_leads_do_not_write_over_one_another(door: Door) -> None:
    door.command(LEA, "program")
    stale = door.opened
    door.command(LEA, "lead add <@U0MAX|max>")
    door.command(MAX, "program")
    door.submit(MAX, door.opened, name="North")
    assert door.submit(LEA, stale, name="South").errors == {"name": says("field.program_changed")}
    assert [each.terms.name for each in door.store.state.programs.values()] == ["North"]
    door.command(LEA, "program")
    door.submit(LEA, door.opened, name="South")
    assert [each.terms.name for each in door.store.state.programs.values()] == ["South"]


def test_the_digests_hours_stay_those_of_the_zone_they_were_set_in(door: Door) -> None:
    door.directory.profiles[WORKSPACE, LEA.slack_id] = replace(a_profile(LEA), tz="Asia/Tokyo")
    door.command(LEA, "program")
    door.submit(LEA, door.opened, name="Pole star")
    (program,) = door.store.state.programs.values()
    assert program.terms.tz == some_terms().tz


def test_a_stranger_is_no_contact(door: Door) -> None:
    door.directory.profiles[WORKSPACE, MAX.slack_id] = replace(a_profile(MAX), is_stranger=True)
    door.command(LEA, "program")
    assert set(door.submit(LEA, door.opened, contact=MAX.slack_id).errors) == {"contact"}
