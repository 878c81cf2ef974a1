"""One mentorship from the empty workspace to the leads' digest, clicked by three people in the real page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Harbour, Sits
from tests.browser.desk import Desk

WORDS = "Ask me harder questions, please"


def test_a_mentorship_is_clicked_from_the_empty_workspace_to_the_digest(harbour: Harbour, sits: Sits) -> None:
    desk = sits(harbour.begin("empty"), harbour.address)
    desk.open()
    set_up(desk)
    join(desk, "ana", "mentor", offers="Ten years of shipping")
    join(desk, "ben", "mentee", wants="To lead a project")
    pair(desk)
    kick_off(desk)
    sign(desk)
    meet(desk)
    write_feedback(desk)
    take_feedback(desk)
    read_digest(desk)


def set_up(desk: Desk) -> None:
    """Lea sets the program up in a form."""
    desk.become("lea")
    channel = next(each.id for each in desk.ws.channels.values() if each.name == "mentoring-leads")
    desk.type("/mentor program")
    desk.fill(name="Harbour Mentoring", digest_channel=channel)
    desk.page.locator("#modal-submit").click()
    desk.put_away()


def join(desk: Desk, name: str, role: str, **words: str) -> None:
    """Somebody joins in a form."""
    desk.become(name)
    desk.type("/mentor join")
    desk.fill(role=role, **words)
    desk.page.locator("#modal-submit").click()
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


def kick_off(desk: Desk) -> None:
    """Both answer the seven choices alone, in one thing differently; Ben settles it in the draft."""
    desk.become("ana")
    desk.go_to("Ben Okafor, Mentor Cadence")
    desk.press("kickoff_open")
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
    """A week or more passes, and each tells of the first meeting with one tap."""
    until_asked(desk, "ana")
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
    desk.page.locator("#modal-submit").click()
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
