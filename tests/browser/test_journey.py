"""One mentorship from the empty workspace to the leads' digest, clicked by three people in the real page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Harbour, Sits, Takes
from tests.browser.desk import Desk

WORDS = "Ask me harder questions, please"


def test_a_mentorship_is_clicked_from_the_empty_workspace_to_the_digest(
    harbour: Harbour, sits: Sits, picture: Takes
) -> None:
    desk = sits(harbour.begin("empty"), harbour.address)
    desk.open()
    set_up(desk)
    join(desk, "ana", "mentor", offers="Ten years of shipping")
    join(desk, "ben", "mentee", wants="To lead a project")
    pair(desk)
    begin_kickoff(desk)
    picture(desk, "kickoff")
    kick_off(desk)
    sign(desk)
    until_asked(desk, "ana")
    picture(desk, "check-in")
    meet(desk)
    write_feedback(desk)
    take_feedback(desk)
    read_digest(desk)
    desk.become("ben")
    desk.go_to("Home")
    expect(desk.page.locator("#messages")).to_contain_text("Agreement: version 1, signed by both.")
    picture(desk, "home")


def set_up(desk: Desk) -> None:
    """Lea sets the program up in a form."""
    desk.become("lea")
    channel = next(each.id for each in desk.ws.channels.values() if each.name == "mentoring-leads")
    desk.type("/mentor program")
    desk.fill(name="Harbour Mentoring", digest_channel=channel)
    desk.submit(until="Saved")
    desk.put_away()


def join(desk: Desk, name: str, role: str, **words: str) -> None:
    """Somebody joins in a form."""
    desk.become(name)
    desk.type("/mentor join")
    desk.fill(role=role, **words)
    desk.submit(until="Saved")
    desk.put_away()


def pair(desk: Desk) -> None:
    """Lea proposes the two; each is asked alone and says yes."""
    desk.become("lea")
    desk.type("/mentor pair @ana @ben")
    expect(desk.last).to_contain_text("Only visible to you")
    desk.pass_time("hour")
    for name in ("ana", "ben"):
        desk.become(name)
        desk.press("proposal_yes")
        expect(desk.button("proposal_yes")).to_have_count(0)
    desk.go_to("Ana Ruiz, Mentor Cadence")
    expect(desk.messages.first).to_contain_text("I hold no permission to read this conversation")
    expect(desk.messages.first).to_contain_text("To lead a project")


def begin_kickoff(desk: Desk) -> None:
    """Ana opens the seven choices."""
    desk.become("ana")
    desk.go_to("Ben Okafor, Mentor Cadence")
    desk.press("kickoff_open")
    expect(desk.modal).to_contain_text("Neither of you sees the other’s answer")


def kick_off(desk: Desk) -> None:
    """Both answer alone, in two things differently; Ben settles them and makes the draft."""
    desk.fill(role="coaching", rhythm="weekly")
    desk.submit(until="Thank you")
    desk.put_away()
    desk.become("ben")
    desk.go_to("Ana Ruiz, Mentor Cadence")
    desk.press("kickoff_open")
    desk.fill(role="sounding_board", rhythm="fortnightly")
    desk.submit(until="2 differences to settle")
    desk.page.locator("#modal-submit").click()
    expect(desk.modal.locator(".field.refused .error")).to_have_count(2)
    desk.fill(role="coaching", rhythm="fortnightly", purpose="Grow into leading")
    desk.submit(until="Saved")
    desk.put_away()


def sign(desk: Desk) -> None:
    """Ana reads the draft and signs it."""
    desk.become("ana")
    desk.go_to("Ben Okafor, Mentor Cadence")
    desk.press("agreement_open")
    expect(desk.modal).to_contain_text("Grow into leading")
    desk.submit(until="Signed by both of you")
    desk.put_away()
    expect(desk.last).to_contain_text("You have both signed version 1")


def meet(desk: Desk) -> None:
    """Each tells of the first meeting with one tap."""
    for name in ("ana", "ben"):
        until_asked(desk, name)
        say_met(desk)


def say_met(desk: Desk) -> None:
    """One tap, and another one where the bot asks how well the two fit."""
    desk.press("check_in_met")
    expect(desk.button("check_in_met")).to_have_count(0)
    if desk.button("fit_good").count():
        desk.press("fit_good")
        expect(desk.button("fit_good")).to_have_count(0)


def until_asked(desk: Desk, name: str, weeks: int = 4) -> None:
    """Week after week passes until a check-in waits for this person."""
    desk.become(name)
    for _ in range(weeks):
        if desk.last.locator("[data-action=check_in_met]").count():
            return
        desk.pass_time("week")
    expect(desk.last.locator("[data-action=check_in_met]")).to_be_visible()


def write_feedback(desk: Desk) -> None:
    """After their second meeting Ben answers the question: first who reads it, then the words, then the message."""
    until_asked(desk, "ben")
    say_met(desk)
    desk.press("question_open")
    expect(desk.modal.locator("textarea")).to_have_count(0)
    desk.fill(visibility="partner")
    desk.submit(until="Who reads this: @Ana Ruiz")
    desk.fill(words=WORDS)
    desk.submit(until="will get exactly this")
    expect(desk.modal).to_contain_text(WORDS)
    desk.submit(until="Done")
    desk.put_away()


def take_feedback(desk: Desk) -> None:
    """The words are held for an hour; then Ana has them, word for word."""
    desk.become("ana")
    expect(desk.page.locator("#messages")).not_to_contain_text(WORDS)
    desk.pass_time("hour")
    desk.pass_time("hour")
    expect(desk.page.locator("#messages article", has_text=WORDS)).to_have_count(1)


def read_digest(desk: Desk) -> None:
    """The leads' channel gets counts and no names; Lea looks who may need her."""
    desk.pass_time("week")
    desk.become("lea")
    desk.go_to("mentoring-leads")
    expect(desk.last).to_contain_text("the week in numbers")
    expect(desk.last).to_contain_text(re.compile(r"Meetings held: \d"))
    expect(desk.last).not_to_contain_text("Ana")
    expect(desk.page.locator("#messages")).not_to_contain_text(WORDS)


def test_a_pair_that_falls_silent_is_shown_to_leads_who_ask(harbour: Harbour, sits: Sits, picture: Takes) -> None:
    desk = sits(harbour.begin("tour"), harbour.address)
    desk.open()
    for name in ("ana", "ben"):
        desk.become(name)
        desk.press("proposal_yes")
        expect(desk.button("proposal_yes")).to_have_count(0)
    for _ in range(5):
        desk.pass_time("week")
    desk.become("lea")
    desk.go_to("mentoring-leads")
    expect(desk.last).to_contain_text("1 pair may need someone")
    expect(desk.last).not_to_contain_text("Ben Okafor")
    desk.press("digest_needs")
    expect(desk.last).to_contain_text("Only visible to you")
    expect(desk.last).to_contain_text("Ben Okafor")
    picture(desk, "digest")
