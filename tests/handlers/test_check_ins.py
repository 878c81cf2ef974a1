"""One tap under a check-in, and the next stage inside it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.meetings import Outcome
from bot.domain.people import Person
from bot.domain.stages import Stage
from tests.handlers import payloads
from tests.handlers.door import Door, button_values, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, ask, end, facts_of, grow, told

TAPS = {
    "check_in_met": Outcome.MET,
    "check_in_not_yet": Outcome.NOT_YET,
    "check_in_moved": Outcome.MOVED,
    "check_in_skip": Outcome.SKIP,
}


def said(door: Door, who: Person, number: int) -> Outcome | None:
    """What somebody said about a meeting."""
    return next(each.outcome for each in facts_of(door).checks if (each.person, each.number) == (who.id, number))


@pytest.fixture
def asked(paired: Door) -> Door:
    """Both were asked about meetings one and two."""
    ask(paired, 1, 2)
    return paired


@pytest.mark.parametrize("action", TAPS)
def test_one_tap_is_a_complete_answer(asked: Door, action: str) -> None:
    asked.click(BEN, action, f"{PAIR.id}:1")
    assert said(asked, BEN, 1) is TAPS[action]
    assert said(asked, ANA, 1) is None
    assert asked.replaced
    assert button_values([call.arguments for call in asked.slack.calls], action) == []
    assert asked.order == ["committed", "response_url", "acked"]


def test_once_the_next_check_in_came_the_first_tap_counts_and_a_second_shows_it(asked: Door) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:1")
    first = asked.replaced
    asked.click(BEN, "check_in_skip", f"{PAIR.id}:1")
    assert asked.replaced == first
    assert said(asked, BEN, 1) is Outcome.MET


def test_a_wrong_tap_can_be_changed_while_it_is_the_newest(asked: Door) -> None:
    asked.click(BEN, "check_in_skip", f"{PAIR.id}:2")
    asked.click(BEN, "check_in_again", f"{PAIR.id}:2")
    assert button_values([call.arguments for call in asked.slack.calls], "check_in_met") == [f"{PAIR.id}:2"]
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    assert said(asked, BEN, 2) is Outcome.MET


def test_inside_a_longer_message_the_four_taps_open_on_top_and_say_that_it_was_changed(asked: Door) -> None:
    asked.click(BEN, "check_in_skip", f"{PAIR.id}:2")
    body = payloads.click(BEN, "check_in_again", f"{PAIR.id}:2", asked.slack.response_url)
    body["actions"][0]["block_id"] = f"bundle:{PAIR.id}:0"
    asked.send(body)
    assert button_values(asked.opened, "check_in_met") == [f"{PAIR.id}:2"]
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2", inside="modal")
    (call,) = asked.called("views.update")
    assert says("done.check_in.changed") in str(call.view)
    assert said(asked, BEN, 2) is Outcome.MET


@pytest.mark.parametrize("action", ["fit_good", "fit_deciding", "fit_not", "rate_1", "rate_5"])
def test_what_is_tapped_after_it_reaches_nobody_else(asked: Door, action: str) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    before = told(asked)
    asked.click(BEN, action, f"{PAIR.id}:2")
    assert asked.replaced
    assert told(asked) == before
    assert [answer.person for answer in facts_of(asked).answers] == [BEN.id]
    asked.click(ANA, "check_in_met", f"{PAIR.id}:2")
    assert "nobody else reads that" not in asked.replaced


def test_a_low_rating_and_no_fit_offer_a_person_to_the_one_who_said_so(asked: Door) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    for action, words in (("fit_not", "fit.said_not_a_fit"), ("rate_2", "rating.low")):
        asked.click(BEN, action, f"{PAIR.id}:2")
        assert says(words) in asked.replaced
        assert button_values([call.arguments for call in asked.slack.calls], "talk_open")


def test_a_tap_that_belongs_to_no_answered_check_in_is_refused(asked: Door) -> None:
    asked.click(BEN, "fit_good", f"{PAIR.id}:2")
    assert asked.whispered == says("refusal.nothing_asked")


def test_one_small_step_is_kept_for_its_author_and_asked_about_next_time(asked: Door) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    asked.click(BEN, "commitment_open", f"{PAIR.id}:2")
    form = asked.opened
    assert asked.submit(BEN, form, words=" ").errors == {"words": says("field.words_needed")}
    asked.submit(BEN, form, words="Ask for the <!channel> project")
    (kept,) = facts_of(asked).commitments
    assert (kept.person, kept.words) == (BEN.id, "Ask for the <!channel> project")
    ask(asked, 3)
    asked.click(BEN, "check_in_met", f"{PAIR.id}:3")
    assert "Ask for the" in asked.shown
    asked.click(BEN, "kept_done", f"{PAIR.id}:3")
    assert facts_of(asked).commitments == ()
    asked.click(BEN, "kept_dropped", f"{PAIR.id}:3")
    assert facts_of(asked).commitments == ()
    asked.click(ANA, "check_in_met", f"{PAIR.id}:3")
    assert "Ask for the" not in asked.shown


def test_a_tap_in_home_draws_home_again(asked: Door) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2", inside="home")
    (call,) = asked.called("views.publish")
    assert button_values(call.view, "check_in_met") == []


def test_a_question_is_offered_where_it_is_its_turn(asked: Door) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:1")
    assert button_values([call.arguments for call in asked.slack.calls], "question_open") == []
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    asked.click(BEN, "fit_good", f"{PAIR.id}:2")
    assert button_values([call.arguments for call in asked.slack.calls], "question_open") == [f"{PAIR.id}:2"]


@pytest.mark.parametrize("number", ["3", "0", "999999"])
def test_a_meeting_nobody_was_asked_about_has_no_answer(asked: Door, number: str) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:{number}")
    assert asked.whispered == says("refusal.nothing_asked")


@pytest.mark.parametrize("number", ["1000000", "999999999999", "-1", "\u0663", ""])
def test_what_no_check_in_could_be_numbered_belongs_to_nobody(asked: Door, number: str) -> None:
    asked.click(BEN, "check_in_met", f"{PAIR.id}:{number}")
    assert asked.whispered == says("refusal.not_your_pair")


def test_an_answer_after_the_end_still_counts_for_its_history(asked: Door) -> None:
    end(asked)
    asked.click(BEN, "check_in_met", f"{PAIR.id}:2")
    assert said(asked, BEN, 2) is Outcome.MET
    assert button_values([call.arguments for call in asked.slack.calls], "check_in_met") == []


def test_an_answer_reaches_nobody_else(asked: Door) -> None:
    asked.click(BEN, "check_in_not_yet", f"{PAIR.id}:1")
    assert told(asked) == []


@pytest.mark.parametrize("held", [str(PAIR.id), f"{PAIR.id}:3"])
def test_agreeing_to_the_next_stage_tells_the_partner_once(paired: Door, held: str) -> None:
    grow(paired)
    for _ in range(2):
        paired.click(ANA, "stage_yes", held)
        assert paired.replaced
    assert told(paired) == [("stage_confirmed", BEN.id)]
    assert facts_of(paired).pair.stage is Stage.INITIATION


def test_when_both_agree_it_moves_at_once(paired: Door) -> None:
    grow(paired)
    paired.click(ANA, "stage_yes", f"{PAIR.id}:3")
    paired.click(BEN, "stage_yes", PAIR.id)
    assert facts_of(paired).pair.stage is Stage.GROWTH
    assert says("enum.stage.growth") in paired.replaced


def test_not_yet_holds_it_and_tells_nobody(paired: Door) -> None:
    grow(paired)
    paired.click(ANA, "stage_yes", f"{PAIR.id}:3")
    paired.click(BEN, "stage_not_yet", PAIR.id)
    assert paired.replaced == says("done.stage.held")
    paired.click(BEN, "stage_not_yet", f"{PAIR.id}:3")
    assert says("check_in.one_tap") in paired.replaced
    facts = facts_of(paired)
    assert (facts.pair.stage, facts.pair.move) == (Stage.INITIATION, None)
    assert [kind for kind, _ in told(paired)] == ["stage_confirmed"]


def test_a_stage_answered_in_home_draws_home_again(paired: Door) -> None:
    grow(paired)
    paired.click(ANA, "stage_yes", PAIR.id)
    paired.click(BEN, "stage_not_yet", PAIR.id, inside="home")
    assert paired.order == ["committed", "views.publish", "acked"]


@pytest.mark.parametrize("action", ["stage_yes", "stage_not_yet"])
def test_a_stage_nobody_proposed_is_not_answered(paired: Door, action: str) -> None:
    paired.click(BEN, action, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked")


@pytest.mark.parametrize("number", ["4", "999999"])
def test_a_stage_in_a_check_in_nobody_was_sent_changes_nothing(paired: Door, number: str) -> None:
    grow(paired)
    before = paired.store.state.copy()
    paired.click(BEN, "stage_yes", f"{PAIR.id}:{number}")
    assert paired.whispered == says("refusal.nothing_asked")
    assert paired.store.state == before


def test_a_stage_is_not_answered_after_the_end(paired: Door) -> None:
    grow(paired)
    end(paired)
    paired.click(BEN, "stage_yes", PAIR.id)
    assert paired.whispered == says("refusal.pair_ended")


def test_the_stages_so_far_open_on_one_tap_even_after_the_end(paired: Door) -> None:
    paired.click(BEN, "history_open", PAIR.id, inside="home")
    assert says("reason.both_said_yes") in str(paired.opened)
    end(paired)
    assert paired.click(BEN, "history_open", PAIR.id, inside="modal").status == 200
    assert len(paired.called("views.push")) == 1


def test_a_quiet_stage_that_was_not_held_is_shown_as_reached(paired: Door) -> None:
    grow(paired)
    with paired.store.write() as tx:
        pair = facts_of(paired).pair
        tx.pairs.save(replace(pair, quiet_until=paired.now - timedelta(days=1)))
    paired.click(ANA, "stage_yes", PAIR.id)
    assert says("enum.stage.growth") in paired.replaced


@pytest.mark.parametrize("who", [LEA, MAX])
@pytest.mark.parametrize("action", [*TAPS, "stage_yes", "stage_not_yet", "history_open"])
def test_nobody_else_answers_or_reads(asked: Door, who: Person, action: str) -> None:
    before = asked.store.state.copy()
    asked.click(who, action, f"{PAIR.id}:1")
    assert asked.whispered == says("refusal.not_your_pair")
    assert asked.store.state == before
