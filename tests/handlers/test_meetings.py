"""The next meeting at the door: a tap for the usual time, a form for another, and what holds for who is second."""

from datetime import datetime, timedelta

import pytest

from bot.domain.arranging import open_suggestion, upcoming
from bot.domain.cadence import days_later, instant, local
from bot.domain.meetings import MeetingState, Outcome
from bot.domain.people import Person
from tests.handlers.door import Door, button_values, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, UNKNOWN, agree, ask, end, facts_of, told
from tests.handlers.slack_on_record import Json

GOES = ("meeting_other", "meeting_cancel", "calendar_open", "guide_open")


@pytest.fixture
def met(paired: Door) -> Door:
    """They have a slot and met once; both are asked about it."""
    agree(paired)
    ask(paired, 1)
    paired.pass_time(timedelta(days=4))
    return paired


def ahead(door: Door) -> datetime:
    """When the next meeting is."""
    found = upcoming(facts_of(door), door.now)
    assert found is not None
    return found.at


def value(door: Door) -> str:
    """What a button about the next meeting holds."""
    found = upcoming(facts_of(door), door.now)
    assert found is not None
    return f"{PAIR.id}:{found.number}"


def values(door: Door, action: str) -> list[str]:
    """What the buttons of that action hold, in all that was shown last."""
    return button_values([call.arguments for call in door.slack.calls], action)


def form(door: Door, who: Person = BEN) -> Json:
    """The form in which a time is suggested."""
    door.click(who, "meeting_other", value(door))
    return door.opened


def suggest(door: Door, who: Person, weeks: int = 2, at: str = "11:00", word: str = "") -> None:
    """Fill it with a Wednesday some weeks ahead."""
    day = local(door.now, who.tz).date()
    day += timedelta(days=7 * weeks + 2 - day.weekday())
    door.submit(who, form(door, who), day=day.isoformat(), at=at, word=word)


def test_the_usual_time_is_one_tap_for_each(met: Door) -> None:
    for who in (ANA, BEN):
        met.click(who, "check_in_met", f"{PAIR.id}:1")
        met.click(who, "fit_good", f"{PAIR.id}:1")
        (same,) = values(met, "meeting_same")
        met.click(who, "meeting_same", same)
        assert "check_in_again" in str([call.arguments for call in met.slack.calls]), "the check-in is drawn again"
    found = upcoming(facts_of(met), met.now)
    assert found is not None
    assert found.is_agreed
    assert "is agreed" in met.replaced
    assert values(met, "meeting_other")


def test_a_suggested_time_reaches_the_partner_who_takes_it(met: Door) -> None:
    suggest(met, BEN, word="<!channel> before lunch?")
    assert ("meeting_suggested", ANA.id) in told(met)
    waiting = open_suggestion(facts_of(met), met.now)
    assert waiting is not None
    assert waiting.word == "<!channel> before lunch?"
    met.click(ANA, "meeting_take", f"{PAIR.id}:1")
    assert "is agreed" in met.replaced
    assert ahead(met) == waiting.at
    assert ("meeting_agreed", BEN.id) in told(met)


def test_a_stale_click_shows_what_holds_now(met: Door) -> None:
    suggest(met, BEN)
    suggest(met, BEN, weeks=3)
    waiting = open_suggestion(facts_of(met), met.now)
    assert waiting is not None
    met.click(ANA, "meeting_take", f"{PAIR.id}:1")
    assert values(met, "meeting_take") == [f"{PAIR.id}:2"]
    assert not facts_of(met).meetings[1:]


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ({"day": "2026-03-01"}, "past"),
        ({"day": "2026-03-14"}, "day_off"),
        ({"day": "2026-03-11", "at": "20:00"}, "outside"),
        ({"day": "2027-03-10"}, "after_end"),
    ],
)
def test_a_time_that_does_not_suit_keeps_the_form_and_says_which_would(
    met: Door, entered: dict[str, str], reason: str
) -> None:
    shown = form(met)
    view = met.submit(BEN, shown, **({"at": "11:00", "word": "a word"} | entered)).view
    assert says(f"meeting_form.refused_{reason}") in str(view)
    assert "a word" in str(view)
    assert facts_of(met).suggestion is None
    if reason != "after_end":
        assert "Hours you both have" in str(view)


def test_a_form_without_a_day_or_with_too_many_words_is_refused(met: Door) -> None:
    shown = form(met)
    assert met.submit(BEN, shown, day=None).errors == {"day": says("field.choose_again")}
    suited = {"day": "2026-03-11", "at": "11:00"}
    assert met.submit(BEN, shown, **suited, word="x" * 301).errors == {"word": says("field.words_too_long")}


def test_calling_it_off_tells_the_partner_and_closes_the_number(met: Door) -> None:
    before = ahead(met)
    met.click(ANA, "meeting_cancel", value(met))
    met.submit(ANA, met.opened, word="a sick child")
    assert ("meeting_cancelled", BEN.id) in told(met)
    assert ahead(met) == days_later(before, 14, "Europe/Berlin")
    assert facts_of(met).meetings[-1].state is MeetingState.CANCELLED


def test_a_form_that_was_overtaken_changes_nothing(met: Door) -> None:
    shown = form(met)
    met.click(ANA, "meeting_cancel", value(met))
    met.submit(ANA, met.opened, word="")
    ack = met.submit(BEN, shown, day="2026-03-11", at="11:00")
    assert says("refusal.meeting_changed") in str(ack.body)
    assert facts_of(met).suggestion is None


def test_a_time_is_meant_on_the_clock_the_form_named(met: Door) -> None:
    suggest(met, BEN, at="14:30")
    waiting = open_suggestion(facts_of(met), met.now)
    assert waiting is not None
    shown = local(waiting.at, BEN.tz)
    assert waiting.at == instant(shown.date(), shown.time(), BEN.tz)
    assert (shown.hour, shown.minute) == (14, 30)


def test_the_guide_is_the_stages_and_the_calendar_opens_the_meeting(met: Door) -> None:
    met.click(BEN, "guide_open", PAIR.id)
    assert says("guide.initiation.1") in str(met.opened)
    met.click(BEN, "calendar_open", PAIR.id)
    for host in ("calendar.google.com", "outlook.live.com", "outlook.office.com", "calendar.yahoo.com"):
        assert host in str(met.opened)


@pytest.mark.parametrize("action", [*GOES, "meeting_same", "meeting_take"])
@pytest.mark.parametrize("who", [MAX, LEA])
def test_nobody_else_arranges_their_meetings(met: Door, action: str, who: Person) -> None:
    before = met.store.state
    met.click(who, action, value(met))
    assert met.whispered == says("refusal.not_your_pair")
    met.click(BEN, action, f"{UNKNOWN}:1")
    assert met.whispered == says("refusal.not_your_pair")
    assert met.store.state == before


def test_a_mentorship_that_is_over_arranges_nothing(met: Door) -> None:
    end(met)
    for action in ("meeting_same", "meeting_take", "meeting_other", "meeting_cancel"):
        met.click(BEN, action, f"{PAIR.id}:2")
        assert met.whispered == says("refusal.pair_ended")


def test_home_shows_the_next_meeting_and_what_waits(met: Door) -> None:
    suggest(met, ANA)
    met.event("app_home_opened", "Ev1", user=BEN.slack_id, tab="home")
    (call,) = met.called("views.publish")
    assert button_values(call.view, "meeting_take") == [f"{PAIR.id}:1"]
    met.click(BEN, "meeting_take", f"{PAIR.id}:1", inside="home")
    (call,) = met.called("views.publish")
    assert "agreed" in str(call.view)
    assert button_values(call.view, "meeting_take") == []


def test_what_only_concerns_one_side_is_at_that_sides_home_alone(met: Door) -> None:
    ask(met, 2, people=(BEN,), outcome=Outcome.MET)
    for who, is_asked in ((BEN, True), (ANA, False)):
        met.event("app_home_opened", "Ev1", user=who.slack_id, tab="home")
        (call,) = met.called("views.publish")
        assert bool(button_values(call.view, "fit_good")) is is_asked
