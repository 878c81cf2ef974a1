"""`/mentor`: every word, known and unknown, before and after there is a program, by whoever types it."""

from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.domain.programs import Role
from tests.handlers.door import TEXTS, Door, at, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, MIA, PAIR, TWIN, a_profile, end
from tests.support.people_of_the_house import WORKSPACE, a_program, an_enrolment

LEADS_ONLY = ("pair <@U0ANA|ana> <@U0BEN|ben>", "lead add <@U0ANA|ana>", "lead remove <@U0LEA|lea>", "digest")


@pytest.mark.parametrize(
    "typed", ["", "   ", "help", "HELP", "heIp", "pear @ana @ben", "<!channel>", "'; drop table", "🦆"]
)
def test_what_is_no_subcommand_is_answered_with_usage_to_the_one_who_typed(door: Door, typed: str) -> None:
    ack = door.command(ANA, typed)
    assert (ack.status, ack.body["response_type"]) == (200, "ephemeral")
    assert says("usage.title") in ack.body["text"]
    assert door.slack.calls == []


@pytest.mark.parametrize("who", [ANA, MAX])
def test_usage_names_the_words_of_leads_to_leads_alone(door: Door, who: Person) -> None:
    assert says("usage.pair") not in door.command(who, "help").body["text"]
    assert says("usage.pair") in door.command(LEA, "help").body["text"]


def test_usage_is_there_before_any_program_exists(empty: Door) -> None:
    assert says("usage.join") in empty.command(MAX, "").body["text"]


def test_a_subcommand_may_be_typed_in_capitals_and_with_spaces_around_it(door: Door) -> None:
    assert door.command(MAX, "  JOIN  ").body == {}
    assert door.opened["callback_id"] == "join"


@pytest.mark.parametrize(
    "typed", ["join", "leave", "pair <@U0ANA|ana> <@U0BEN|ben>", "digest", "lead add <@U0ANA|ana>"]
)
def test_before_there_is_a_program_people_are_told_who_can_set_one_up(empty: Door, typed: str) -> None:
    assert empty.command(MAX, typed).body["text"] == says("refusal.no_program")


@pytest.mark.parametrize("who", [ANA, MAX, TWIN])
@pytest.mark.parametrize("typed", LEADS_ONLY)
def test_what_leads_do_is_for_leads(door: Door, typed: str, who: Person) -> None:
    before = door.store.state.copy()
    expected = "refusal.no_program" if who is TWIN else "refusal.not_a_lead"
    assert door.command(who, typed).body["text"] == says(expected)
    assert door.store.state == before


@pytest.mark.parametrize("typed", ["leave", "stage"])
def test_somebody_who_never_joined_is_told_how_to(door: Door, typed: str) -> None:
    assert door.command(MAX, typed).body["text"] == says("refusal.join_first")


@pytest.mark.parametrize(("typed", "refused"), [("leave", "join_first"), ("digest", "not_a_lead")])
def test_somebody_the_bot_has_not_met_is_refused_in_the_language_of_their_slack(
    door: Door, typed: str, refused: str
) -> None:
    door.directory.profiles[WORKSPACE, MAX.slack_id] = replace(a_profile(MAX), locale="de-DE")
    before = door.store.state.copy()
    assert door.command(MAX, typed).body["text"] == TEXTS.say(f"refusal.{refused}", "de")
    door.click(MAX, "digest_needs", a_program().id)
    assert door.whispered == TEXTS.say("refusal.not_a_lead", "de")
    assert door.store.state == before, "nothing is kept of it"


def test_join_opens_three_empty_fields_for_somebody_new(door: Door) -> None:
    assert door.command(MAX, "join").body == {}
    assert set(fields_of(door.opened)) == {"role", "wants", "offers"}
    assert "initial_value" not in fields_of(door.opened)["wants"]


def test_join_opens_filled_for_somebody_who_joined(door: Door) -> None:
    door.command(ANA, "join")
    fields = fields_of(door.opened)
    assert fields["offers"]["initial_value"] == an_enrolment(ANA).offers
    assert fields["role"]["initial_option"]["value"] == Role.MENTOR


def test_join_speaks_the_language_and_clock_of_a_profile_nobody_met_and_keeps_nothing(door: Door) -> None:
    before = door.store.state.copy()
    door.command(MAX, "join")
    assert set(door.directory.asked) == {MAX.slack_id}
    assert door.store.state == before


def test_leave_shows_the_very_words_the_partner_will_read(paired: Door) -> None:
    paired.command(BEN, "leave")
    assert says("farewell.partner_left", partner=at(BEN)) in paired.shown
    paired.command(MIA, "leave")
    assert says("leave_form.nobody") in paired.shown


def test_stage_shows_the_history_of_ones_own_pairs(paired: Door) -> None:
    assert at(ANA) in paired.command(BEN, "stage").body["text"]
    assert paired.command(MIA, "stage").body["text"] == says("history.none")


def test_stage_leaves_out_what_has_ended(paired: Door) -> None:
    end(paired)
    assert paired.command(BEN, "stage").body["text"] == says("history.none")


def test_digest_shows_a_lead_counts_and_no_names(paired: Door) -> None:
    body = paired.command(LEA, "digest").body
    assert says("digest.now") in body["text"]
    assert at(ANA) not in paired.shown
    assert str(PAIR.id) not in paired.shown


def test_an_answer_to_a_command_calls_nobody(door: Door) -> None:
    door.command(LEA, "pair <!channel> <!here>")
    assert "<!" not in door.shown
