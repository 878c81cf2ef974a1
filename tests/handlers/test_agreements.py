"""Drafting, changing and signing the agreement."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Terms
from bot.domain.people import Person
from bot.domain.programs import Rhythm
from tests.handlers.door import TEXTS, Door, button_values, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, agree, end, facts_of, told
from tests.handlers.slack_on_record import Json
from tests.support.papers_of_the_house import a_signed_agreement, an_agreement

OPEN, EDIT, KEEP, VERSION = "agreement_open", "agreement_edit", "agreement_keep", "version_open"
WRITTEN = {"purpose": "find my way into leadership"}


def draft(door: Door, who: Person = BEN, /, **entered: object) -> Json:
    """Open the form, fill it, send it; the form as it was."""
    door.click(who, EDIT, PAIR.id)
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
    assert (signed.version, signed.terms.purpose) == (1, WRITTEN["purpose"])
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
    assert fields_of(call.view)["purpose"]["initial_value"] == an_agreement().terms.purpose
    paired.submit(ANA, call.view, purpose="lead a team of five", reason="there is a team now")
    facts = facts_of(paired)
    assert facts.agreement is not None
    assert (facts.agreement.version, facts.agreement.is_signed) == (2, False)
    assert facts.agreement.reason == "there is a team now"
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
        ({"review_on": "2026-03-01"}, {"review_on": "date_past"}),
        ({"weekday": "6"}, {"weekday": "weekday_not_shared"}),
        ({"at": None}, {"at": "slot_half"}),
        ({"review_on": "2026-08-31", "ends_on": "2026-08-30"}, {"review_on": "review_after_end"}),
        ({"ends_on": "2026-03-20", "rhythm": "monthly", "review_on": None}, {"rhythm": "rhythm_too_slow"}),
        ({"purpose": "x" * 1001}, {"purpose": "words_too_long"}),
        ({"gain": "x" * 1001}, {"gain": "words_too_long"}),
        ({"boundaries": "x" * 1001}, {"boundaries": "words_too_long"}),
        ({"role": "anything"}, {"role": "choose_again"}),
        ({"minutes": "44"}, {"minutes": "choose_again"}),
        ({"language": "xx"}, {"language": "choose_again"}),
        ({"weekday": "Friday"}, {"purpose": "choose_again"}),
    ],
)
def test_a_line_that_cannot_hold_is_named_and_the_form_stays(
    paired: Door, entered: dict[str, object], refused: dict[str, str]
) -> None:
    draft(paired, **entered)
    assert paired.acked
    assert paired.acked.errors == {field: says(f"field.{key}") for field, key in refused.items()}
    assert facts_of(paired).agreements == ()


def test_every_line_may_be_left_open(paired: Door) -> None:
    choices = ("role", "rhythm", "weekday", "minutes", "style", "between", "answer_time", "agenda", "feedback")
    draft(paired, ends_on=None, review_on=None, purpose=None, language="open", **dict.fromkeys(choices, "open"))
    newest = facts_of(paired).agreement
    assert newest is not None
    assert newest.terms == Terms(tz=BEN.tz)


def test_a_form_overtaken_by_a_newer_version_comes_back_with_what_was_typed_in_it(paired: Door) -> None:
    paired.click(BEN, EDIT, PAIR.id)
    form = paired.opened
    draft(paired, ANA, purpose="hers")
    ack = paired.submit(BEN, form, purpose="mine", rhythm="weekly")
    assert len(facts_of(paired).agreements) == 1
    assert says("agreement_form.overtaken") in paired.shown
    fields = fields_of(ack.view)
    assert (fields["purpose"]["initial_value"], fields["rhythm"]["initial_option"]["value"]) == ("mine", "weekly")

    paired.submit(BEN, ack.view)
    newest = facts_of(paired).agreement
    assert newest is not None
    assert (newest.version, newest.terms.purpose, newest.terms.rhythm) == (2, "mine", Rhythm.WEEKLY)


def test_a_form_of_choices_alone_stays_open_when_something_breaks(paired: Door) -> None:
    paired.click(BEN, EDIT, PAIR.id)
    form = paired.opened
    paired.store.loses_commits = True
    ack = paired.submit(BEN, form, rhythm="weekly")
    assert list(ack.errors) == ["purpose"]


def test_an_amendment_is_shown_line_by_line_and_can_be_left_without_a_name(paired: Door) -> None:
    agree(paired)
    draft(paired, ANA, purpose="lead a team of five", rhythm="weekly", reason="a team now")
    paired.click(BEN, OPEN, PAIR.id)
    shown = str(paired.opened)
    assert "every two weeks → every week" in shown
    for words in ("find my way into leadership", "lead a team of five", "a team now"):
        assert words in shown
    (value,) = button_values(paired.opened, KEEP)
    paired.click(BEN, KEEP, value)
    assert paired.replaced == says("done.agreement.kept")
    facts = facts_of(paired)
    assert facts.agreement == facts.signed
    assert told(paired)[-1] == ("agreement_kept", PAIR.id)
    paired.click(ANA, KEEP, value)
    assert paired.whispered == says("refusal.agreement_stays")


def test_the_language_of_the_conversation_does_not_tell_who_kept_it(paired: Door) -> None:
    agree(paired)
    draft(paired, ANA, purpose="lead a team of five")
    with paired.store.write() as tx:
        tx.people.save(replace(BEN, locale="de-DE"))
    paired.click(BEN, KEEP, f"{PAIR.id}:2")
    for language in ("en", "de"):
        assert TEXTS.say("done.agreement.kept", language) in paired.replaced


def test_every_version_is_read_from_home_also_after_the_end(paired: Door) -> None:
    agree(paired)
    draft(paired, ANA, purpose="lead a team of five")
    paired.click(BEN, OPEN, PAIR.id)
    paired.submit(BEN, paired.opened)
    draft(paired, ANA, purpose="lead a department")
    paired.click(BEN, VERSION, f"{PAIR.id}:3", inside="home")
    assert says("version.unsigned") in str(paired.opened)
    assert button_values(paired.opened, VERSION) == [f"{PAIR.id}:2"]
    paired.click(BEN, VERSION, f"{PAIR.id}:2", inside="modal")
    (call,) = paired.called("views.update")
    assert "lead a team of five" in str(call.view)
    assert button_values(call.view, "version_newer") == [f"{PAIR.id}:3"]
    end(paired)
    paired.click(ANA, VERSION, f"{PAIR.id}:3")
    assert "lead a department" not in str(paired.opened)
    assert "lead a team of five" in str(paired.opened)
    for who in (LEA, MAX):
        paired.click(who, VERSION, f"{PAIR.id}:1")
        assert paired.whispered == says("refusal.not_your_pair")


def test_signing_what_was_changed_meanwhile_signs_nothing(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, OPEN, PAIR.id)
    form = paired.opened
    paired.click(BEN, EDIT, PAIR.id)
    paired.submit(BEN, paired.opened, purpose="something else entirely")
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
    paired.click(BEN, EDIT, PAIR.id)
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
    draft(paired, purpose="<!channel> <@U0LEA> \u202egnp.exe", boundaries="*no* calls")
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
    paired.submit(ANA, paired.opened, purpose="another")
    newest = facts_of(paired).agreement
    assert newest is not None
    assert (newest.version, newest.terms.tz) == (2, "Europe/London")


def test_a_standing_time_in_the_night_is_warned_of_and_never_in_the_way(paired: Door) -> None:
    draft(paired, at="03:00", purpose="lead a team")
    assert facts_of(paired).agreements == ()
    assert paired.acked
    again = paired.acked.view
    assert says("agreement_form.submit_outside") in str(again)
    assert fields_of(again)["purpose"]["initial_value"] == "lead a team"

    other = paired.submit(BEN, again, at="04:00").view
    assert facts_of(paired).agreements == (), "another time in the night is said, too"
    paired.submit(BEN, other, at="10:00")
    assert says("done.agreement.saved") in paired.shown


def test_what_both_signed_can_be_read_where_it_was_told_after_the_end_too(paired: Door) -> None:
    agree(paired, a_signed_agreement())
    end(paired)
    paired.click(ANA, OPEN, PAIR.id)
    assert a_signed_agreement().terms.purpose in str(paired.opened)
    assert "submit" not in paired.opened
    paired.click(ANA, EDIT, PAIR.id)
    assert paired.whispered == says("refusal.pair_ended")
    paired.click(MAX, OPEN, PAIR.id)
    assert paired.whispered == says("refusal.not_your_pair")
