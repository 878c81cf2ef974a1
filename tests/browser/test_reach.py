"""Laws of who can use the page: axe-core finds nothing serious, in light and in dark; and of beginning anew."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from operations.openings import EMPTY, TOUR
from tests.browser.conftest import Harbour, Sits
from tests.browser.desk import FAR, Desk

GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_grave_anywhere(harbour: Harbour, sits: Sits, colours: str) -> None:
    desk = sits(harbour.begin("tour"), harbour.address, color_scheme=colours)
    desk.open()
    desk.become("ana")
    expect(desk.button("proposal_yes")).to_be_visible()
    assert grave(desk) == []
    desk.page.locator("#open-developer").click()
    expect(desk.page.locator("#developer details").first).to_be_visible()
    assert grave(desk) == []
    desk.page.locator("#open-developer").click()
    desk.go_to("Home")
    expect(desk.page.locator("#messages .button").first).to_be_visible()
    assert grave(desk) == []
    desk.become("max")
    desk.type("/mentor join")
    expect(desk.modal).to_be_visible()
    desk.page.locator("#modal-submit").click()
    expect(desk.modal.locator("[aria-invalid=true]").first).to_be_visible()
    assert grave(desk) == []
    desk.put_away()
    desk.page.locator("#open-again").click()
    assert grave(desk) == []


def grave(desk: Desk) -> list[str]:
    """What axe-core calls serious or critical, with the elements it means."""
    found = Axe().run(desk.page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found if each["impact"] in GRAVE]


def test_starting_again_brings_every_browser_back_to_a_fresh_workspace(harbour: Harbour, sits: Sits) -> None:
    ws = harbour.begin("empty")
    first, second = sits(ws, harbour.address), sits(ws, harbour.address)
    first.open()
    second.open()
    first.become("lea")
    first.type("Soon forgotten")
    expect(first.last).to_contain_text("Soon forgotten")
    first.page.locator("#open-again").click()
    first.page.get_by_role("dialog", name="Start again").get_by_role("button", name=TOUR.title).click()
    for desk in (first, second):
        expect(desk.last).to_contain_text("Would you like to mentor", timeout=FAR)
        expect(desk.page.locator("#side")).to_contain_text("You are Ana Ruiz")
        expect(desk.page.locator("#side")).not_to_contain_text("Soon forgotten")


def test_an_empty_workspace_says_what_to_do(harbour: Harbour, sits: Sits) -> None:
    desk = sits(harbour.begin(EMPTY.key), harbour.address)
    desk.open()
    desk.become("lea")
    expect(desk.page.locator("#messages .empty")).to_contain_text("type one of its commands in your own notes")
    desk.page.get_by_role("button", name="Open my notes").click()
    desk.page.locator("#say").fill("/mentor pr")
    hint = desk.page.get_by_role("option").filter(has_text="/mentor program")
    expect(hint).to_be_visible()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    expect(desk.modal).to_be_visible()


def test_a_first_visit_is_told_what_this_is_once(harbour: Harbour, sits: Sits) -> None:
    desk = sits(harbour.begin(TOUR.key), harbour.address, visits=0)
    desk.open()
    welcome = desk.page.get_by_role("dialog", name="A workspace to try things in")
    expect(welcome.get_by_role("button", name="Become Ana")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(welcome).to_be_hidden()
    expect(desk.last).to_contain_text("Would you like to mentor")
    desk.open()
    expect(welcome).to_be_hidden()
