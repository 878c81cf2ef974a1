"""When something breaks: a sentence where the person is, nothing half done, nothing of words in the log."""

import json
from collections.abc import Callable
from io import StringIO

import pytest

from bot.domain.meetings import Outcome
from bot.domain.questions import Visibility
from bot.domain.stages import Status
from tests.handlers.door import Ack, Door, Surface, says
from tests.handlers.doubles import SECRET
from tests.handlers.feedback_forms import asked_twice, choose, write
from tests.handlers.house import ANA, BEN, LEA, PAIR, facts_of, pair_up
from tests.support.people_of_the_house import a_proposal

BUG = says("answer.bug", reference="\0").split("\0")[0]
NOWHERE = "http://127.0.0.1:9/response_url"
"""A port on which nobody answers."""


def reference(shown: str) -> str:
    """The id that stands in a sentence about a mistake of ours."""
    assert BUG in shown
    return shown.partition(BUG)[2].partition("`")[0]


def by_command(door: Door) -> Ack:
    return door.command(LEA, "lead add <@U0MAX|max>")


def by_click(door: Door) -> Ack:
    return door.click(ANA, "check_in_met", f"{PAIR.id}:1")


def by_click_at_home(door: Door) -> Ack:
    return door.click(ANA, "check_in_met", f"{PAIR.id}:1", inside="home")


def by_form(door: Door) -> Ack:
    door.store.is_lost, door.store.loses_commits, kept = False, False, (door.store.is_lost, door.store.loses_commits)
    form = choose(door, BEN, Visibility.PARTNER)
    door.store.is_lost, door.store.loses_commits = kept
    return door.submit(BEN, form, words="please let me finish")


@pytest.fixture
def asked(paired: Door) -> Door:
    """Both were asked about two meetings."""
    return asked_twice(paired)


@pytest.mark.parametrize("act", [by_command, by_click, by_click_at_home, by_form])
@pytest.mark.parametrize("is_all_lost", [True, False])
def test_a_lost_store_is_a_sentence_with_a_reference_and_nothing_is_done(
    asked: Door, act: Callable[[Door], Ack], is_all_lost: bool, log_lines: StringIO
) -> None:
    before = asked.store.state.copy()
    asked.store.is_lost, asked.store.loses_commits = is_all_lost, True
    ack = act(asked)
    assert (ack.status, "committed" in asked.order, asked.woken) == (200, False, 0)
    written = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert [line["reference"] for line in written] == [reference(asked.shown)]
    assert (written[0]["action"], written[0]["problem"]) == ("handlers.bug", "StoreLost")
    assert asked.store.state == before


def test_what_broke_is_logged_without_anybodys_words(asked: Door, log_lines: StringIO) -> None:
    asked.store.loses_commits = True
    by_form(asked)
    log = log_lines.getvalue()
    assert "handlers.bug" in log
    for words in (SECRET, "please let me finish", BEN.name, BEN.slack_id):
        assert words not in log


def test_a_form_that_could_not_be_saved_keeps_its_words_and_can_be_sent_again(asked: Door) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    asked.store.loses_commits = True
    assert set(asked.submit(BEN, form, words="please let me finish").errors) == {"words"}
    asked.store.loses_commits = False
    assert asked.submit(BEN, form, words="please let me finish").body["response_action"] == "update"


def test_an_event_is_left_to_slack_to_deliver_again(paired: Door) -> None:
    paired.store.is_lost = True
    assert paired.event("app_home_opened", "Ev1", user=ANA.slack_id, tab="home").status == 500


def test_nothing_is_acknowledged_before_it_is_committed(asked: Door) -> None:
    pair_ids = f"{PAIR.id}:1"
    asked.click(ANA, "check_in_met", pair_ids)
    assert asked.order == ["committed", "response_url", "acked"]
    asked.submit(BEN, write(asked, BEN, Visibility.PARTNER, "words"))
    assert asked.order[0] == "committed"
    assert asked.order[-1] == "acked"


@pytest.mark.parametrize("typed", ["join", "program"])
def test_a_command_whose_form_cannot_open_says_a_sentence(door: Door, typed: str) -> None:
    door.slack.refuse("views.open", "expired_trigger_id")
    ack = door.command(LEA, typed)
    assert (ack.status, ack.body["response_type"]) == (200, "ephemeral")
    assert ack.body["text"] == says("answer.slack_busy")


def test_a_button_whose_form_cannot_open_says_a_sentence_beside_the_message(asked: Door) -> None:
    asked.slack.refuse("views.open", "expired_trigger_id")
    assert asked.click(BEN, "agreement_open", PAIR.id).status == 200
    assert says("answer.slack_busy") in asked.whispered


@pytest.mark.parametrize("inside", ["home", "modal"])
def test_where_not_even_a_sentence_can_be_shown_slack_says_so_itself(asked: Door, inside: Surface) -> None:
    for method in ("views.open", "views.push"):
        asked.slack.refuse(method, "expired_trigger_id")
    assert asked.click(BEN, "agreement_open", PAIR.id, inside=inside).status == 500


@pytest.mark.parametrize("inside", ["home", "modal"])
def test_a_refusal_inside_a_view_opens_over_it(asked: Door, inside: Surface) -> None:
    assert asked.click(LEA, "agreement_open", PAIR.id, inside=inside).status == 200
    (call,) = asked.called("views.push" if inside == "modal" else "views.open")
    assert says("refusal.not_your_pair") in str(call.view)


def test_a_change_stands_though_the_message_cannot_be_drawn_again(asked: Door, log_lines: StringIO) -> None:
    ack = asked.click(ANA, "check_in_met", f"{PAIR.id}:1", response_url=NOWHERE)
    assert (ack.status, asked.order) == (200, ["committed", "acked"])
    assert facts_of(asked).checks[0].outcome is Outcome.MET
    assert [json.loads(line)["action"] for line in log_lines.getvalue().splitlines()] == ["handlers.not_shown"]


def test_an_answer_slack_does_not_take_is_on_the_operators_record(asked: Door, log_lines: StringIO) -> None:
    asked.slack.answers["response_url"] = (404, {"ok": False, "error": "used_url"})
    assert asked.click(ANA, "check_in_met", f"{PAIR.id}:1").status == 200
    (line,) = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert (line["action"], line["status"]) == ("handlers.not_shown", 404)


def test_a_change_stands_though_home_cannot_be_drawn_again(door: Door, log_lines: StringIO) -> None:
    pair_up(door, a_proposal())
    door.slack.refuse("views.publish", "internal_error")
    assert door.click(ANA, "proposal_yes", PAIR.id, inside="home").status == 200
    assert facts_of(door).pair.mentor_yes_at == door.now
    assert facts_of(door).pair.status is Status.PROPOSED
    (line,) = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert line["action"] == "handlers.home_not_shown"


def test_the_courier_is_woken_by_what_was_committed_alone(door: Door) -> None:
    door.command(LEA, "pair <@U0ANA|a> <@U0BEN|b>")
    assert door.woken == 1
    door.command(LEA, "pair <@U0ANA|a> <@U0BEN|b>")
    door.command(LEA, "digest")
    assert door.woken == 1
