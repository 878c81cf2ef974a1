"""Meetings that keep moving, and two people whose clocks change on different days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.arranging import Upcoming, upcoming
from bot.domain.facts import PairFacts
from sandbox import Message
from tests.journeys.town import A_MOMENT, Town, accepted, actions

HARD_TO_PLACE = "Meetings have been hard to place"
AUCKLAND, LOS_ANGELES = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Los_Angeles")


def facts(town: Town) -> PairFacts:
    """What the bot knows of Ana and Ben."""
    with town.bot.deps.reading() as work:
        ben = work.tx.people.find(town.ws.team_id, town.ids["ben"])
        assert ben is not None
        (pair,) = work.tx.pairs.of_person(ben.id)
        return work.tx.pairs.facts([pair])[pair]


def ahead(town: Town) -> Upcoming:
    """Their next meeting."""
    found = upcoming(facts(town), town.clock.now())
    assert found is not None
    return found


def sent_at(message: Message) -> datetime:
    """When a message was posted."""
    return datetime.fromtimestamp(float(message.ts), UTC)


def press_at_home(town: Town, name: str, action: str) -> None:
    """Somebody opens Home and presses a button there."""
    who = town.person(name)
    who.open_home()
    town.server.wait(lambda: who.home is not None and action in {each for each, _, _ in who.home.buttons()})
    assert who.home is not None
    assert who.click(who.home, action).warning is None


def move(town: Town, name: str, partner: str) -> None:
    """Somebody suggests the day after, from Home; the partner takes it where it reaches them."""
    before = ahead(town)
    press_at_home(town, name, "meeting_other")
    later = before.at + timedelta(days=1)
    shown = later.astimezone(ZoneInfo("America/New_York" if name == "ben" else "Europe/Madrid"))
    who = town.person(name)
    who.fill({"day": shown.date().isoformat(), "at": f"{shown:%H:%M}", "word": "so sorry"})
    accepted(who.submit())
    town.pass_days(A_MOMENT)
    asked = town.person(partner).dm[-1]
    assert "so sorry" in asked.text
    assert town.person(partner).click(asked, "meeting_take").warning is None
    town.pass_days(A_MOMENT)
    assert (ahead(town).number, ahead(town).at) == (before.number, later)


def everything(town: Town, name: str) -> str:
    """Every word somebody ever got from the bot, in any place."""
    who = town.person(name)
    return "\n".join(message.shown() for place in who.conversations for message in who.messages(place.id))


def test_meetings_that_keep_moving_are_spoken_of_with_who_moves_them_alone(town: Town) -> None:
    town.set_up()
    town.pair()
    town.sign()
    shown = ""
    for _ in range(2):
        move(town, "ana", "ben")
        town.build_anew()
        asked = town.next_check_in("ana")
        town.person("ana").click(asked, "check_in_met")
        town.person("ana").click(asked, "fit_good")
        shown = town.current("ana", asked).text
        town.met("ben")
    assert HARD_TO_PLACE in shown
    assert "2" not in shown.split(HARD_TO_PLACE)[1].split("\n")[0], "without counts"
    numbers = [(check.person, check.number) for check in facts(town).checks]
    assert len(numbers) == len(set(numbers)) == 4, "one check-in for each meeting and side"

    ana = town.person("ana")
    ana.click(next(each for each in ana.dm if HARD_TO_PLACE in each.text), "placing_fine")
    town.pass_days(14)
    for name in ("ben", "lea", "max"):
        assert HARD_TO_PLACE not in everything(town, name)
    assert not [each for each in ana.dm if HARD_TO_PLACE in each.text], "and not again"


def test_a_meeting_called_off_is_asked_about_by_nobody_and_the_next_one_follows(town: Town) -> None:
    town.set_up()
    town.pair()
    town.sign()
    before = ahead(town)
    press_at_home(town, "ben", "meeting_cancel")
    ben = town.person("ben")
    ben.fill({"word": "A release that day."})
    accepted(ben.submit())
    town.pass_days(A_MOMENT)
    assert "A release that day." in town.person("ana").dm[-1].text
    assert ahead(town).number == before.number + 1
    town.pass_days(12)
    assert town.check_in("ana") is None
    assert town.check_in("ben") is None
    asked = everything(town, "ana")
    assert "Did you and" not in asked
    assert "Have you and" not in asked
    town.next_check_in("ana")


def test_auckland_and_los_angeles_keep_their_slot_over_both_changes_of_the_clocks(town: Town) -> None:
    for name, tz in (("ana", "America/Los_Angeles"), ("ben", "Pacific/Auckland")):
        town.ws.people[town.ids[name]] = replace(town.ws.person(town.ids[name]), tz=tz)
    town.set_up()
    town.pair()
    town.kickoff("ana")
    town.kickoff("ben")
    ben = town.person("ben")
    # Wednesday morning in Auckland is Tuesday afternoon in Los Angeles, in any season.
    ben.fill({"purpose": "Lead a project", "weekday": "2", "at": "10:00"})
    accepted(ben.submit())
    town.pass_days(A_MOMENT)
    ana = town.person("ana")
    ana.click(town.group("ana")[-1], "agreement_open")
    accepted(ana.submit())
    seen: list[datetime] = []
    while town.clock.now() < datetime(2027, 4, 20, tzinfo=UTC):
        if not seen or ahead(town).at != seen[-1]:
            seen.append(ahead(town).at)
        town.pass_days(3)
        for name in ("ana", "ben"):
            if asked := town.check_in(name):
                town.person(name).click(asked, "check_in_met")
    clocks = {at.astimezone(AUCKLAND).strftime("%a %H:%M") for at in seen}
    there = {at.astimezone(LOS_ANGELES).strftime("%a %H:%M") for at in seen}
    assert clocks == {"Wed 10:00"}
    assert there == {"Tue 13:00", "Tue 14:00", "Tue 15:00"}, "before, between and after the two changes"
    for name, zone in (("ana", LOS_ANGELES), ("ben", AUCKLAND)):
        asked_at = [
            sent_at(each).astimezone(zone) for each in town.person(name).dm if "check_in_again" in actions(each)
        ]
        assert len(asked_at) >= 6
        assert all(at.weekday() < 5 and 9 <= at.hour < 17 for at in asked_at)
        briefs = [each for each in town.person(name).dm if each.text.startswith("You meet")]
        assert len(briefs) >= 6
        for brief in briefs:
            at = sent_at(brief).astimezone(zone)
            assert (at.weekday() < 5, at.hour) == (True, 9)
            assert "10:00" in brief.text or "for <@" in brief.text
