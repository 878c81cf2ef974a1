"""Drafting, changing and signing the agreement."""

from dataclasses import replace

import pytest

from bot.domain.people import Person
from tests.handlers.door import Door, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, agree, end, facts_of, told
from tests.handlers.slack_on_record import Json
from tests.support.papers_of_the_house import an_agreement

OPEN, EDIT = "agreement_open", "agreement_edit"
WRITTEN = {
    "purpose": "find my way into leadership",
    "goal": "lead a project of three",
    "measure": "the project ships",
    "first_step": "ask for the project",
}


def draft(door: Door, who: Person = BEN, /, **entered: object) -> Json:
    """Open the empty form, fill it, send it; the form as it was."""
    door.click(who, OPEN, PAIR.id)
    form = door.opened
    door.submit(who, form, **(WRITTEN | entered))
    return form


def test_either_drafts_and_the_other_signs(paired: Door) -> None:
    draft(paired)
    assert says("done.agreement.saved") in paired.shown
    assert told(paired) == [("agreement_drafted", PAIR.id)]
    paired.click(ANA, OPEN, PAIR.id)
    ack = paired.submit(ANA, paired.opened)
    assert says("done.agreement.both_signed") in str(ack.view)
    signed = facts_of(paired).signed
    assert signed is not None
    assert (signed.version, signed.terms.goal) == (1, WRITTEN["goal"])
    assert told(paired)[-1] == ("agreement_signed", PAIR.id)
    assert paired.order == ["committed", "acked"]


def test_who_has_signed_reads_and_cannot_sign_again(paired: Door) -> None:
    draft(paired)
    paired.click(BEN, OPEN, PAIR.id, inside="home")
    assert "submit" not in paired.opened


def test_a_second_signature_is_refused_with_a_sentence(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    form = paired.opened
    paired.submit(ANA, form)
    paired.submit(ANA, form)
    assert says("refusal.already_signed") in paired.shown


def test_a_changed_line_is_a_new_version_that_both_sign_again(paired: Door) -> None:
    agree(paired)
    assert paired.click(ANA, EDIT, PAIR.id, inside="modal").status == 200
    (call,) = paired.called("views.update")
    assert call.arguments["view_id"] == "V0"
    assert fields_of(call.view)["goal"]["initial_value"] == an_agreement().terms.goal
    paired.submit(ANA, call.view, goal="lead a project of five")
    facts = facts_of(paired)
    assert facts.agreement is not None
    assert (facts.agreement.version, facts.agreement.is_signed) == (2, False)
    assert facts.signed is not None
    assert facts.signed.version == 1


def test_a_line_can_be_changed_from_the_message_too(paired: Door) -> None:
    paired.click(BEN, EDIT, PAIR.id)
    assert paired.opened["callback_id"] == "agreement_draft"


def test_saving_without_a_change_signs_what_there_is(paired: Door) -> None:
    agree(paired, an_agreement())
    for who, words in ((ANA, "both_signed"), (BEN, "both_signed")):
        paired.click(who, EDIT, PAIR.id)
        paired.submit(who, paired.opened)
        assert says(f"done.agreement.{words}") in paired.shown
    assert len(facts_of(paired).agreements) == 1


@pytest.mark.parametrize(
    ("entered", "refused"),
    [
        ({"due": "2026-03-01"}, {"due": "date_past"}),
        ({"due": None}, {"due": "date_past"}),
        ({"weekday": "6"}, {"weekday": "weekday_not_shared"}),
        ({"due": "2026-06-30", "ends_on": "2026-05-01"}, {"ends_on": "end_before_goal"}),
        ({"due": "2026-03-10", "ends_on": "2026-03-20", "rhythm": "monthly"}, {"rhythm": "rhythm_too_slow"}),
        ({"purpose": " \t "}, {"purpose": "words_needed"}),
        ({"goal": "\u200b", "measure": None}, {"goal": "words_needed", "measure": "words_needed"}),
        ({"first_step": "x" * 301}, {"first_step": "words_too_long"}),
        ({"boundaries": "x" * 1001}, {"boundaries": "words_too_long"}),
        ({"kind": "anything"}, {"purpose": "choose_again"}),
        ({"minutes": None}, {"purpose": "choose_again"}),
    ],
)
def test_a_line_that_cannot_hold_is_named_and_the_form_stays(
    paired: Door, entered: dict[str, object], refused: dict[str, str]
) -> None:
    draft(paired, **entered)
    assert paired.acked
    assert paired.acked.errors == {field: says(f"field.{key}") for field, key in refused.items()}
    assert facts_of(paired).agreements == ()


def test_boundaries_and_an_end_may_be_left_open(paired: Door) -> None:
    draft(paired, boundaries=None, ends_on=None)
    newest = facts_of(paired).agreement
    assert newest is not None
    assert (newest.terms.boundaries, newest.terms.ends_on) == ("", None)


def test_a_time_left_out_is_midnight_and_never_a_bug(paired: Door) -> None:
    draft(paired, at=None)
    assert says("done.agreement.saved") in paired.shown


def test_a_form_overtaken_by_a_newer_version_keeps_what_was_typed_in_it(paired: Door) -> None:
    paired.click(BEN, OPEN, PAIR.id)
    form = paired.opened
    draft(paired, ANA)
    ack = paired.submit(BEN, form, **WRITTEN)
    assert ack.errors == {"purpose": says("refusal.agreement_changed")}
    assert len(facts_of(paired).agreements) == 1


def test_signing_what_was_changed_meanwhile_signs_nothing(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    form = paired.opened
    paired.click(BEN, EDIT, PAIR.id)
    paired.submit(BEN, paired.opened, goal="something else entirely")
    paired.submit(ANA, form)
    assert says("refusal.agreement_changed") in paired.shown
    assert facts_of(paired).signed is None


def test_signing_where_nothing_is_drafted_is_refused(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    form = paired.opened
    paired.store.state.agreements.clear()
    paired.submit(ANA, form)
    assert says("refusal.no_draft") in paired.shown


@pytest.mark.parametrize("who", [LEA, MAX])
def test_nobody_else_opens_drafts_or_signs_it(paired: Door, who: Person) -> None:
    paired.click(BEN, OPEN, PAIR.id)
    empty = paired.opened
    paired.submit(who, empty, **WRITTEN)
    assert paired.acked
    assert paired.acked.errors == {"purpose": says("refusal.not_your_pair")}
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    paired.submit(who, paired.opened)
    assert says("refusal.not_your_pair") in paired.shown
    for action in (OPEN, EDIT):
        paired.click(who, action, PAIR.id)
        assert paired.whispered == says("refusal.not_your_pair")


def test_after_the_end_nothing_is_drafted_or_signed(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    to_sign = paired.opened
    paired.click(ANA, EDIT, PAIR.id)
    to_draft = paired.opened
    end(paired)
    paired.submit(ANA, to_sign)
    assert says("refusal.pair_ended") in paired.shown
    assert paired.submit(ANA, to_draft).errors == {"purpose": says("refusal.pair_ended")}
    paired.click(ANA, OPEN, PAIR.id)
    assert paired.whispered == says("refusal.pair_ended")


def test_words_in_an_agreement_call_nobody(paired: Door) -> None:
    draft(paired, goal="<!channel> <@U0LEA> \u202egnp.exe", boundaries="*no* calls")
    paired.click(ANA, OPEN, PAIR.id)
    assert "\u202e" not in paired.shown
    quotes = [block for block in paired.opened["blocks"] if block["type"] == "rich_text"]
    assert "<!channel>" in str(quotes), "as words, where Slack obeys nothing"
    assert "<!channel>" not in str([block for block in paired.opened["blocks"] if block["type"] != "rich_text"])


def test_the_drafters_zone_is_the_agreements(paired: Door) -> None:
    with paired.store.write() as tx:
        tx.people.save(replace(BEN, tz="Europe/London"))
    draft(paired)
    newest = facts_of(paired).agreement
    assert newest is not None
    assert newest.terms.tz == "Europe/London"
    paired.click(ANA, EDIT, PAIR.id)
    paired.submit(ANA, paired.opened, goal="another goal")
    newest = facts_of(paired).agreement
    assert newest is not None
    assert (newest.version, newest.terms.tz) == (2, "Europe/London")
