"""Laws of the page among others: several people at once, coming back, beginning anew, small and large screens."""

import pytest
from playwright.sync_api import expect

from sandbox import Driver
from tests.browser.conftest import Sits
from tests.browser.desk import Desk
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import actions, button, entry, modal, section

WITHIN = 1_000
"""Milliseconds until another browser shows what somebody wrote."""


def test_two_people_read_each_other_within_a_second(helm: Helm, you: Driver, desk: Desk, sits: Sits) -> None:
    ben = helm.person(real_name="Ben Ode")
    place = helm.ws.add_channel(f"talk-{ben.id.lower()}", members=[you.id, ben.id])
    desk.open(f"?as={you.id}&in={place.id}")
    other = sits(helm.ws, helm.ws.address)
    other.open(f"?as={ben.id}&in={place.id}")
    for writes, reads, words in ((desk, other, "Hello Ben"), (other, desk, "Hello Ana <b>")):
        writes.page.locator("#say").fill(words)
        writes.page.locator("#say").press("Enter")
        expect(reads.last).to_contain_text(words, timeout=WITHIN)
        assert writes.page.locator("#say").input_value() == ""


def test_what_arrives_elsewhere_is_counted_until_it_is_read(helm: Helm, you: Driver, desk: Desk) -> None:
    ben = helm.person(real_name="Ben Ode")
    sent_to(helm, helm.server.as_person(ben.id), section("for Ben"))
    line = desk.page.locator(f"#person-{ben.id}")
    expect(line.locator(".badge")).to_contain_text("1")
    line.click()
    expect(desk.last).to_contain_text("for Ben")
    expect(line.locator(".badge")).to_have_count(0)


def test_what_arrives_behind_another_tab_is_unread_until_the_tab_is_back(helm: Helm, you: Driver, desk: Desk) -> None:
    line = desk.page.locator(f"#person-{you.id}")
    for hidden, unread in ((True, 1), (False, 0)):
        desk.page.evaluate(
            """hidden => {
              Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
              document.dispatchEvent(new Event("visibilitychange"));
            }""",
            hidden,
        )
        if hidden:
            expect(desk.page.locator(".face[aria-busy]")).to_have_count(0)
            sent_to(helm, you, section("while you looked elsewhere"))
        expect(line.locator(".badge")).to_have_count(unread)


def test_reloading_keeps_who_one_is_and_what_is_open(helm: Helm, you: Driver, desk: Desk) -> None:
    desk.go_to("(you)")
    desk.page.locator("#say").fill("a note")
    desk.page.locator("#say").press("Enter")
    expect(desk.last).to_contain_text("a note")
    opened(helm, you, modal(entry(block_id="w")))
    expect(desk.modal).to_be_visible()
    desk.page.reload()
    expect(desk.page.locator(".face[data-ready]")).to_be_attached()
    expect(desk.page.locator(f"#person-{you.id}[aria-current=true]")).to_be_attached()
    expect(desk.last).to_contain_text("a note")
    expect(desk.modal).to_be_visible()


def test_back_leads_to_what_was_open_before(helm: Helm, you: Driver, desk: Desk) -> None:
    sent_to(helm, you, section("from the app"))
    desk.go_to("(you)")
    expect(desk.page.locator("#say")).to_be_visible()
    desk.page.go_back()
    expect(desk.last).to_contain_text("from the app")


@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_is_cut_off_on_a_small_or_a_large_screen(helm: Helm, you: Driver, sits: Sits, width: int) -> None:
    sent_to(helm, you, section("words " * 60), actions(*(button(f"b{each}") for each in range(5))))
    desk = sits(helm.ws, helm.ws.address, viewport={"width": width, "height": 812})
    desk.open(f"?as={you.id}")
    expect(desk.button("b4")).to_be_in_viewport()
    assert overflow(desk) <= 0
    opened(helm, you, modal(entry(block_id="w"), section("words " * 200)))
    expect(desk.page.locator("#modal-submit")).to_be_in_viewport()
    box = desk.modal.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert overflow(desk) <= 0


def overflow(desk: Desk) -> int:
    """Pixels by which the page is wider than its window."""
    page = "document.documentElement"
    return int(desk.page.evaluate(f"{page}.scrollWidth - {page}.clientWidth"))


def test_a_small_screen_reaches_everybody_through_the_menu(helm: Helm, you: Driver, sits: Sits) -> None:
    desk = sits(helm.ws, helm.ws.address, viewport={"width": 375, "height": 812})
    desk.open(f"?as={you.id}")
    notes = desk.page.get_by_role("button", name="(you)")
    expect(notes).not_to_be_in_viewport()
    desk.page.locator("#open-side").click()
    notes.click()
    expect(desk.page.locator("#say")).to_be_in_viewport()
    expect(notes).not_to_be_in_viewport()


def test_a_conversation_opens_at_its_end_and_stays_there(helm: Helm, you: Driver, desk: Desk) -> None:
    for number in range(2):
        sent_to(helm, you, section(f"message {number}\n" * 20), actions(button()))
    desk.go_to("(you)")
    desk.go_to("Messages")
    expect(desk.last).to_contain_text("message 1")
    expect(desk.button("yes")).to_be_in_viewport(ratio=1)
    desk.page.set_viewport_size({"width": 1040, "height": 600})
    expect(desk.button("yes")).to_be_in_viewport(ratio=1)
    sent_to(helm, you, section("the news\n" * 20), actions(button()))
    expect(desk.last).to_contain_text("the news")
    expect(desk.button("yes")).to_be_in_viewport(ratio=1)
