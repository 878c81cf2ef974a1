"""The kickoff over the handlers: each alone, then both side by side; and the ways that are shorter."""

from datetime import time, timedelta

import pytest

from bot.domain.agreement import Agenda, Terms
from bot.domain.kickoff import ITEMS
from bot.domain.people import Person
from bot.domain.programs import Rhythm
from tests.handlers.door import Door, at, button_values, fields_of, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, agree, end, facts_of, told
from tests.handlers.slack_on_record import Json
from tests.support.papers_of_the_house import a_signed_agreement, agreed, an_agreement

OPEN, ALONE, SHORT, HOLDS = "kickoff_open", "kickoff_alone", "short_open", "review_holds"


def opened(door: Door, who: Person) -> Json:
    """The form that this person is shown."""
    door.click(who, OPEN, PAIR.id)
    return door.opened


def answer(door: Door, who: Person, **chosen: str) -> Json:
    """Open, choose, and say that this is all; what stands there then."""
    form = opened(door, who)
    for item, code in chosen.items():
        assert door.choose(who, form, item, code).status == 200
    return door.submit(who, opened(door, who)).view


def chosen_in(form: Json) -> dict[str, str]:
    """What each menu of a form stands on."""
    fields = fields_of(form).items()
    return {name: each["initial_option"]["value"] for name, each in fields if "initial_option" in each}


def test_every_choice_is_kept_at_once_and_closing_loses_nothing(paired: Door) -> None:
    form = opened(paired, BEN)
    assert set(fields_of(form)) == set(ITEMS)
    assert chosen_in(form)["rhythm"] == "fortnightly"
    paired.choose(BEN, form, "rhythm", "weekly")
    assert paired.order == ["committed", "acked"]
    paired.choose(BEN, form, "agenda", "turns")

    again = chosen_in(opened(paired, BEN))
    assert (again["rhythm"], again["agenda"], again["style"]) == ("weekly", "turns", "informal")


def test_nobody_sees_the_others_answer_before_giving_theirs(paired: Door) -> None:
    before = opened(paired, ANA)
    assert answer(paired, BEN, rhythm="weekly", agenda="mentor", language="ja")["callback_id"] == "note"
    assert opened(paired, ANA) == before, "not what he chose, and not that he did"
    assert told(paired) == []
    with_his = answer(paired, ANA)
    assert with_his["callback_id"] == "kickoff_settle"
    assert told(paired) == [("kickoff_both", PAIR.id)]
    assert "Japanese" in str(with_his)


def test_only_the_differences_are_to_be_settled_and_a_draft_follows(paired: Door) -> None:
    answer(paired, BEN, rhythm="weekly", agenda="turns", minutes="30")
    form = answer(paired, ANA, agenda="mentor", minutes="60")
    menus = set(fields_of(form)) & set(ITEMS)
    assert menus == {"rhythm", "agenda", "minutes"}
    assert menus.isdisjoint(chosen_in(form)), "nothing is chosen beforehand"

    paired.submit(ANA, form, rhythm="monthly", agenda="open", minutes="30", purpose="grow")
    assert says("done.agreement.saved") in paired.shown
    version = facts_of(paired).agreement
    assert version is not None
    assert (version.version, version.terms.rhythm, version.terms.agenda) == (1, Rhythm.MONTHLY, None)
    assert (version.terms.minutes, version.terms.purpose, version.terms.language) == (30, "grow", "en")
    assert version.is_signed_by(ANA.id)
    assert told(paired)[-1] == ("agreement_drafted", PAIR.id)
    assert opened(paired, BEN)["callback_id"] == "agreement_sign"


def test_settling_twice_makes_one_draft_and_keeps_the_second_form(paired: Door) -> None:
    answer(paired, BEN, rhythm="weekly")
    form = answer(paired, ANA)
    his = opened(paired, BEN)
    paired.submit(ANA, form, rhythm="weekly")
    assert list(paired.submit(BEN, his, rhythm="monthly", purpose="mine").errors) == ["purpose"]
    assert len(facts_of(paired).agreements) == 1


@pytest.mark.parametrize("stranger", [LEA, MAX])
def test_nobody_else_answers_compares_or_starts(paired: Door, stranger: Person) -> None:
    form = opened(paired, BEN)
    for action in (OPEN, ALONE, SHORT, HOLDS):
        paired.click(stranger, action, PAIR.id)
        assert paired.whispered == says("refusal.not_your_pair")
    paired.choose(stranger, form, "rhythm", "weekly")
    paired.submit(stranger, form)
    assert facts_of(paired).kickoff == ()


def test_an_answer_that_was_seen_is_not_changed_any_more(paired: Door) -> None:
    form = opened(paired, BEN)
    answer(paired, BEN)
    answer(paired, ANA)
    before = facts_of(paired).kickoff
    paired.choose(BEN, form, "rhythm", "weekly")
    assert says("refusal.kickoff_closed") in paired.shown
    paired.submit(BEN, form)
    assert says("refusal.kickoff_closed") in paired.shown
    assert facts_of(paired).kickoff == before


def test_a_choice_nobody_could_make_is_refused(paired: Door) -> None:
    form = opened(paired, BEN)
    paired.choose(BEN, form, "rhythm", "daily")
    assert facts_of(paired).kickoff == ()
    answer(paired, BEN, rhythm="weekly")
    compare = answer(paired, ANA)
    assert paired.submit(ANA, compare, rhythm="daily").errors == {"rhythm": says("field.choose_again")}


def test_after_seven_working_days_one_may_start_alone_and_the_other_changes_any_line(paired: Door) -> None:
    answer(paired, BEN, agenda="turns")
    paired.click(BEN, ALONE, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked")
    paired.pass_time(timedelta(days=9))
    paired.click(ANA, ALONE, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked"), "she has not answered"
    paired.click(BEN, ALONE, PAIR.id)
    assert paired.replaced == says("done.kickoff.started")
    version = facts_of(paired).agreement
    assert version is not None
    assert (version.terms.agenda, version.terms.slot, version.is_signed_by(ANA.id)) == (Agenda.TURNS, None, False)
    paired.click(ANA, "agreement_edit", PAIR.id)
    paired.submit(ANA, paired.opened, agenda="mentee")
    assert len(facts_of(paired).agreements) == 2


def test_three_lines_can_be_drafted_and_signed_like_any_other(paired: Door) -> None:
    paired.click(BEN, SHORT, PAIR.id)
    form = paired.opened
    assert set(fields_of(form)) == {"purpose", "rhythm", "feedback"}
    assert paired.submit(BEN, form, purpose="  ").errors == {"purpose": says("field.words_needed")}
    paired.submit(BEN, form, purpose="grow", rhythm="monthly", feedback="in_writing")
    paired.click(ANA, "agreement_open", PAIR.id)
    paired.submit(ANA, paired.opened)
    terms = facts_of(paired).terms
    assert terms is not None
    assert (terms.purpose, terms.rhythm, terms.style) == ("grow", Rhythm.MONTHLY, None)
    assert facts_of(paired).pair.rhythm is Rhythm.MONTHLY
    paired.click(BEN, SHORT, PAIR.id)
    assert paired.opened["callback_id"] == "agreement_sign", "there is nothing to shorten any more"


def test_three_lines_on_top_of_a_draft_are_its_next_version(paired: Door) -> None:
    agree(paired, an_agreement())
    paired.click(ANA, SHORT, PAIR.id)
    paired.submit(ANA, paired.opened, purpose="grow")
    newest = facts_of(paired).agreement
    assert newest is not None
    assert (newest.version, newest.terms.minutes) == (2, None)


def test_it_holds_is_one_tap_on_the_day_and_once(paired: Door) -> None:
    today = paired.now.date()
    agree(paired, a_signed_agreement(terms=agreed(review_on=today + timedelta(days=70))))
    paired.click(ANA, HOLDS, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked")
    paired.pass_time(timedelta(days=70))
    paired.click(ANA, HOLDS, PAIR.id)
    assert "still holds" in paired.replaced
    assert "You both did" not in paired.replaced
    paired.click(ANA, HOLDS, PAIR.id)
    assert paired.whispered == says("refusal.nothing_asked")
    paired.click(BEN, HOLDS, PAIR.id)
    assert "You both did" in paired.replaced
    assert len(facts_of(paired).reviews) == 2


def test_after_the_end_none_of_it_is_done(paired: Door) -> None:
    form = opened(paired, BEN)
    end(paired)
    for action in (OPEN, ALONE, SHORT, HOLDS):
        paired.click(BEN, action, PAIR.id)
        assert paired.whispered == says("refusal.pair_ended")
    paired.choose(BEN, form, "rhythm", "weekly")
    assert facts_of(paired).kickoff == ()


def test_home_offers_the_next_step_and_no_other(paired: Door) -> None:
    def offered(who: Person) -> list[str]:
        paired.event("app_home_opened", f"Ev{len(paired.order)}{who.name}", user=who.slack_id, tab="home")
        (call,) = paired.called("views.publish")
        return [action for action in (OPEN, ALONE) if button_values(call.view, action)]

    assert (offered(ANA), offered(BEN)) == ([OPEN], [OPEN])
    answer(paired, BEN)
    assert (offered(ANA), offered(BEN)) == ([OPEN], [OPEN]), "his own, to be changed while it is alone"
    paired.pass_time(timedelta(days=10))
    assert (offered(ANA), offered(BEN)) == ([OPEN], [OPEN, ALONE])
    answer(paired, ANA)
    assert (offered(ANA), offered(BEN)) == ([OPEN], [OPEN])
    agree(paired, an_agreement(terms=Terms(tz="UTC")))
    assert (offered(ANA), offered(BEN)) == ([], [])


def test_a_standing_time_in_the_night_comes_back_once_with_all_that_was_entered(paired: Door) -> None:
    answer(paired, BEN, rhythm="weekly", agenda="turns")
    form = answer(paired, ANA)
    entered = {"rhythm": "monthly", "agenda": "open", "purpose": "grow", "weekday": "1", "at": "03:00"}
    again = paired.submit(ANA, form, **entered).view

    assert facts_of(paired).agreements == ()
    assert at(BEN) in str(again)
    assert again["submit"]["text"] == says("agreement_form.submit_outside")
    assert {name: chosen_in(again)[name] for name in ("rhythm", "agenda", "weekday")} == {
        name: entered[name] for name in ("rhythm", "agenda", "weekday")
    }
    assert fields_of(again)["purpose"]["initial_value"] == "grow"
    paired.submit(ANA, again)
    version = facts_of(paired).agreement
    assert version is not None
    assert (version.terms.at, version.terms.rhythm, version.terms.agenda) == (time(3), Rhythm.MONTHLY, None)
