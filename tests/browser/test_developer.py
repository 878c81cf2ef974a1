"""Laws of the developer's drawer: what went between app and workspace, trouble on demand, and another profile."""

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Driver
from sandbox.posting import write
from tests.browser.desk import Desk
from tests.sandbox.helm import Helm, sent_to
from tests.sandbox.parts import actions, button


@pytest.fixture
def drawer(helm: Helm, you: Driver, desk: Desk) -> Desk:
    """Open."""
    desk.page.locator("#open-developer").click()
    expect(desk.page.locator("#fault-add")).to_be_visible()
    return desk


def test_every_call_and_payload_is_a_line_with_its_end(helm: Helm, you: Driver, drawer: Desk) -> None:
    sent_to(helm, you, actions(button()))
    newest = drawer.page.locator("#developer details.line").first
    expect(newest).to_contain_text("chat.postMessage")
    drawer.press("yes")
    expect(newest).to_contain_text("block_actions")
    expect(newest).to_contain_text("acknowledged in")
    newest.locator("summary").click()
    expect(newest.locator("pre").first).to_contain_text('"action_id": "yes"')


def test_trouble_that_was_asked_for_befalls_the_app_once(helm: Helm, you: Driver, drawer: Desk) -> None:
    drawer.page.locator("#dev-method").select_option("chat.postMessage")
    drawer.page.locator("#dev-kind").select_option("error:internal_error")
    drawer.page.locator("#fault-add").click()
    expect(drawer.page.locator(".toast").last).to_contain_text("1 × chat.postMessage: error:internal_error")
    bare = WebClient(token=helm.ws.bot_token, base_url=helm.server.api_url, retry_handlers=[])
    with pytest.raises(SlackApiError, match="internal_error"):
        bare.chat_postMessage(channel=you.id, text="lost")
    expect(drawer.page.locator("#developer details.line").first).to_contain_text("internal_error")
    drawer.page.get_by_role("button", name="No more trouble").click()
    expect(drawer.page.locator(".toast").last).to_contain_text("All calls go well again")
    bare.chat_postMessage(channel=you.id, text="found")
    expect(drawer.last).to_contain_text("found")


def test_another_zone_and_another_account_are_shown_and_told(helm: Helm, you: Driver, drawer: Desk) -> None:
    drawer.page.locator("#dev-tz").select_option("Asia/Tokyo")
    drawer.page.locator("#dev-guest").check()
    drawer.page.locator("#profile-save").click()
    expect(drawer.page.locator("[data-area=clock]")).to_contain_text("Asia/Tokyo")
    expect(drawer.page.locator(f"#person-{you.id}")).to_contain_text("(guest)")
    helm.server.wait(lambda: helm.ws.person(you.id).is_restricted)
    told = drawer.page.locator("#developer details.line.in", has_text="user_change")
    expect(told.first).to_be_visible()
    drawer.page.get_by_role("button", name="Deliver the last event again").click()
    expect(drawer.page.locator(".toast").last).to_contain_text("Delivered again")


def test_earlier_messages_come_when_they_are_asked_for(helm: Helm, you: Driver, desk: Desk) -> None:
    notes = helm.ws.own_notes(you.id)
    for number in range(70):
        write(helm.ws, notes, you.id, f"note {number}.")
    desk.go_to("(you)")
    expect(desk.messages).to_have_count(60)
    desk.page.get_by_role("button", name="Show earlier messages").click()
    expect(desk.messages).to_have_count(70)
    expect(desk.messages.first).to_contain_text("note 0.")
