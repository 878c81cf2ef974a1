"""Time off, silence, a fresh start and an early end: from the button to what is kept, and what is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.notices import NoticeKind
from bot.domain.stages import Event, Stage, Status
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from tests.handlers.door import Door, button_values, fields_of, says
from tests.handlers.house import ANA, BEN, MAX, PAIR, ask, facts_of, pair_up, told
from tests.support.people_of_the_house import NOW
from tests.views.scenes_of_time_off import BUNDLE_ID, a_bundle_of

TODAY = NOW.date()


@pytest.fixture
def living(door: Door) -> Door:
    """Ana and Ben, asked about their first meeting."""
    pair_up(door)
    ask(door, 1)
    door.pass_time(timedelta(days=4))
    return door


def test_away_is_a_form_of_two_days_and_is_kept(living: Door) -> None:
    living.click(BEN, "away_open")
    form = living.opened
    assert set(fields_of(form)) == {"first", "back"}
    back = living.now.date() + timedelta(days=14)
    ack = living.submit(BEN, form, first=str(living.now.date()), back=str(back))

    assert ack.view["callback_id"] == "note"
    with living.store.reads() as tx:
        assert tx.people.get(BEN.id).away_until == back


def test_days_that_do_not_fit_are_said_under_their_field(living: Door) -> None:
    living.click(BEN, "away_open")
    ack = living.submit(BEN, living.opened, first=str(TODAY), back=str(TODAY))
    assert ack.errors == {"back": says("field.back_after_first")}


def test_home_says_until_when_one_is_away_and_one_tap_brings_them_back(living: Door) -> None:
    living.click(BEN, "away_open")
    living.submit(BEN, living.opened, first=str(living.now.date()))
    (home,) = living.called("views.publish")
    assert says("away.home_open") in str(home.view)

    living.click(BEN, "away_back", inside="home")
    (home,) = living.called("views.publish")
    assert says("away.home_open") not in str(home.view)


def test_everything_about_one_mentorship_is_behind_one_button(living: Door) -> None:
    living.click(BEN, "pair_more", PAIR.id, inside="home")
    shown = living.opened
    for action in ("go_quiet", "pause_open", "reset_open", "end_open"):
        assert button_values(shown, action) == [str(PAIR.id)]


def test_a_pause_reaches_the_partner_without_a_name(living: Door) -> None:
    living.click(BEN, "pause_open", PAIR.id)
    living.submit(BEN, living.opened)

    assert facts_of(living).pair.status is Status.PAUSED
    assert ("paused", ANA.id) in told(living)


def test_a_fresh_start_is_written_down_and_told_to_both(living: Door) -> None:
    living.click(ANA, "reset_open", PAIR.id)
    living.submit(ANA, living.opened)

    assert living.store.state.history[PAIR.id, 2].event is Event.RESET
    assert ("reset", PAIR.id) in told(living)


def test_back_to_the_first_stage_takes_a_tap_of_each_and_tells_nobody_of_the_first(living: Door) -> None:
    with living.store.write() as tx:
        pair = tx.pairs.lock(PAIR.id)
        assert pair is not None
        tx.pairs.save(replace(pair, stage=Stage.GROWTH))
    living.click(ANA, "reset_open", PAIR.id)
    living.submit(ANA, living.opened)
    before = told(living)

    living.click(BEN, "reset_stage", f"{PAIR.id}:{facts_of(living).pair.beginning}")
    assert living.whispered.startswith(says("done.reset.one"))
    assert told(living) == before
    living.click(ANA, "reset_stage", f"{PAIR.id}:{facts_of(living).pair.beginning}")
    assert living.whispered.startswith(says("done.reset.both"))
    assert ("begun_again", PAIR.id) in told(living)


@pytest.mark.parametrize("how", ["kindly", "at_once"])
def test_an_end_shows_the_partners_words_first_and_says_the_same_either_way(living: Door, how: str) -> None:
    living.click(BEN, "end_open", PAIR.id)
    form = living.opened
    assert says("farewell.ended_early", partner=f"<@{BEN.slack_id}>") in str(form)
    living.submit(BEN, form, how=how)

    assert facts_of(living).pair.status is Status.ENDED
    assert facts_of(living).pair.is_parted is (how == "at_once")
    assert ("ended", ANA.id) in told(living)


@pytest.mark.parametrize(
    ("action", "key"), [("still_here", "silence.said_in_touch"), ("go_quiet", "silence.said_quiet")]
)
def test_a_tap_under_a_rung_is_a_whole_answer(living: Door, action: str, key: str) -> None:
    living.click(BEN, action, f"{PAIR.id}:1")
    assert living.replaced.startswith(says(key))


@pytest.mark.parametrize(
    "action", ["pause_open", "reset_open", "end_open", "pair_more", "still_here", "go_quiet", "resume", "reset_stage"]
)
def test_nobody_else_reaches_a_pair_through_its_buttons(living: Door, action: str) -> None:
    before = living.store.state.copy()
    living.click(MAX, action, PAIR.id)
    assert living.store.state == before


def test_a_click_under_a_message_of_several_things_draws_all_of_it_again(living: Door) -> None:
    bundle = a_bundle_of((NoticeKind.CHECK_IN, {"number": 1}), (NoticeKind.HALF_TIME, {}))
    with living.store.write() as tx:
        tx.bundles.add(bundle)
        Work(tx=tx, prompts=PROMPTS, now=living.now).replan([PAIR.id])
    living.click(BEN, "check_in_met", f"{PAIR.id}:1", block=f"bundle:{BUNDLE_ID}:1")

    assert says("half_time.questions") in living.replaced
    assert says("bundle.why") in living.replaced


def test_somebody_elses_bundle_is_not_drawn(living: Door) -> None:
    bundle = a_bundle_of((NoticeKind.CHECK_IN, {"number": 1}), (NoticeKind.HALF_TIME, {}))
    with living.store.write() as tx:
        tx.bundles.add(bundle)
    living.click(ANA, "check_in_met", f"{PAIR.id}:1", block=f"bundle:{BUNDLE_ID}:1")

    assert says("half_time.questions") not in living.replaced


def test_each_notes_what_they_would_change_in_how_they_show_up_for_themselves(living: Door) -> None:
    living.click(ANA, "reset_open", PAIR.id)
    living.submit(ANA, living.opened, words="listen first")
    value = f"{PAIR.id}:{facts_of(living).pair.beginning}"
    living.click(ANA, "reset_own", value)
    assert fields_of(living.opened)["words"]["initial_value"] == "listen first"
    living.click(BEN, "reset_own", value)
    assert "initial_value" not in fields_of(living.opened)["words"]
    living.submit(BEN, living.opened, words="come prepared")

    assert says("done.reset.own") in living.shown
    assert {each.words for each in facts_of(living).commitments} == {"listen first", "come prepared"}


def test_a_fresh_start_that_is_under_way_is_not_offered_again(living: Door) -> None:
    living.click(ANA, "reset_open", PAIR.id)
    living.submit(ANA, living.opened)
    living.click(BEN, "pair_more", PAIR.id)

    assert button_values(living.opened, "reset_open") == []
    assert button_values(living.opened, "kickoff_open") == [str(PAIR.id)]
