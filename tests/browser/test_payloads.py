"""Laws of what a click becomes: each element sends exactly what Slack documents, from a real browser.

The shapes are those of docs.slack.dev, "Block actions payload", "View submission payload" and the page of each element.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from sandbox import Driver
from tests.browser.desk import Desk
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import Json, actions, button, entry, modal, option, options, plain, section, typed

Does = Callable[[Locator], object]
STAMP = re.compile(r"\d{10}\.\d{6}")


def words(text: str) -> Json:
    """Plain text as Slack hands it back."""
    return {"type": "plain_text", "text": text, "emoji": True}


def told(value: str) -> Json:
    """An option as Slack hands it back."""
    return {"text": words(value), "value": value}


def heard(helm: Helm, desk: Desk) -> Json:
    """The one action the app has been told of, without its stamp."""
    helm.server.wait(lambda: bool(helm.bodies))
    desk.idle()
    body = helm.bodies[-1]
    assert body["type"] == "block_actions"
    (action,) = body["actions"]
    stamp = action.pop("action_ts")
    assert STAMP.fullmatch(stamp)
    return dict(action)


def picks(value: str) -> Does:
    """Choose a line of a menu."""
    return lambda field: field.select_option(value)


def ticks(*values: str) -> Does:
    """Tick boxes, or choose one of several."""

    def tick(field: Locator) -> None:
        if field.evaluate("field => field.tagName") == "DETAILS":
            field.locator("summary").click()
        for value in values:
            field.locator(f"input[value='{value}']").check()
            expect(field.page.locator(".face [aria-busy=true]")).to_have_count(0)

    return tick


def enters(text: str) -> Does:
    """Type or pick a day or an hour."""
    return lambda field: field.fill(text)


MENU = {"options": options(3), "placeholder": plain("Choose")}
CHOICES: dict[str, tuple[Json, Does, Json]] = {
    "static_select": (MENU, picks("o1"), {"selected_option": told("o1"), "placeholder": words("Choose")}),
    "radio_buttons": ({"options": options(2)}, ticks("o1"), {"selected_option": told("o1")}),
    "checkboxes": ({"options": options(3)}, ticks("o0", "o2"), {"selected_options": [told("o0"), told("o2")]}),
    "datepicker": ({}, enters("2026-12-24"), {"selected_date": "2026-12-24"}),
    "timepicker": ({}, enters("09:30"), {"selected_time": "09:30"}),
    "datetimepicker": ({}, enters("2026-12-24T10:30"), {"selected_date_time": 1798104600}),
    "multi_static_select": (MENU, ticks("o0", "o2"), {"selected_options": [told("o0"), told("o2")]}),
}


@pytest.mark.parametrize("kind", CHOICES)
def test_a_choice_in_a_message_is_told_as_slack_tells_it(helm: Helm, you: Driver, desk: Desk, kind: str) -> None:
    more, does, expected = CHOICES[kind]
    element = {"type": kind, "action_id": "pick"} | more
    block = section(accessory=element, block_id="b") if kind.startswith("multi_") else actions(element, block_id="b")
    sent_to(helm, you, block)
    does(desk.page.locator("#messages [data-field]"))
    action = heard(helm, desk)
    assert {key: action[key] for key in expected} == expected
    assert (action["type"], action["action_id"], action["block_id"]) == (kind, "pick", "b")
    assert set(action) <= {"type", "action_id", "block_id", "placeholder", *expected}


@pytest.mark.parametrize(
    ("kind", "key", "whom"),
    [
        ("users_select", "selected_user", "ben"),
        ("conversations_select", "selected_conversation", "open"),
        ("channels_select", "selected_channel", "open"),
        ("multi_users_select", "selected_users", "ben"),
        ("multi_conversations_select", "selected_conversations", "open"),
        ("multi_channels_select", "selected_channels", "open"),
    ],
)
def test_people_and_places_are_told_by_their_ids(
    helm: Helm, you: Driver, desk: Desk, kind: str, key: str, whom: str
) -> None:
    ben = helm.person(real_name="Ben Ode")
    place = helm.ws.add_channel(f"open-{ben.id.lower()}", members=[you.id])
    wanted = ben.id if whom == "ben" else place.id
    element = {"type": kind, "action_id": "pick", "placeholder": plain("Choose")}
    sent_to(helm, you, section(accessory=element, block_id="b"))
    does = ticks(wanted) if kind.startswith("multi_") else picks(wanted)
    does(desk.page.locator("#messages [data-field]"))
    action = heard(helm, desk)
    assert action[key] == ([wanted] if kind.startswith("multi_") else wanted)
    assert action["type"] == kind


def test_a_button_tells_where_it_stands_and_who_pressed_it(helm: Helm, you: Driver, desk: Desk) -> None:
    message = sent_to(helm, you, section(), actions(button(value="7", style="primary"), block_id="row"))
    desk.press("yes")
    assert heard(helm, desk) == {
        "type": "button",
        "action_id": "yes",
        "block_id": "row",
        "text": words("Yes"),
        "value": "7",
        "style": "primary",
    }
    body = helm.bodies[-1]
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["user"]["id"] == you.id
    assert body["channel"]["id"] == message.channel
    assert {"trigger_id", "response_url", "state", "api_app_id", "team"} <= set(body)


def test_a_button_that_asks_first_sends_nothing_until_it_is_confirmed(helm: Helm, you: Driver, desk: Desk) -> None:
    asks = {"title": plain("Sure?"), "text": plain("It ends."), "confirm": plain("End it"), "deny": plain("Stay")}
    sent_to(helm, you, actions(button(confirm=asks)))
    desk.press("yes")
    question = desk.page.get_by_role("alertdialog", name="Sure?")
    question.get_by_role("button", name="Stay").click()
    expect(question).to_be_hidden()
    assert helm.bodies == []
    desk.press("yes")
    question.get_by_role("button", name="End it").click()
    assert heard(helm, desk)["action_id"] == "yes"


def test_an_overflow_menu_tells_the_line(helm: Helm, you: Driver, desk: Desk) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": options(3)}
    sent_to(helm, you, section(accessory=menu, block_id="b"))
    desk.page.get_by_label("More actions").click()
    desk.page.get_by_role("button", name="o2").click()
    assert heard(helm, desk) == {
        "type": "overflow",
        "action_id": "more",
        "block_id": "b",
        "selected_option": told("o2"),
    }


def test_a_form_tells_every_field_when_it_is_sent(helm: Helm, you: Driver, desk: Desk) -> None:
    opened(helm, you, modal(*_every_field(), callback_id="all", private_metadata="meta"))
    form = desk.modal
    desk.entry("single").fill("one line")
    desk.entry("lines").fill("two\nlines")
    desk.entry("number").fill("12")
    desk.entry("email").fill("ana@example.org")
    desk.entry("url").fill("https://example.org/a")
    desk.entry("day").fill("2027-02-01")
    desk.entry("menu").select_option("o1")
    ticks("o0", "o1")(desk.entry("boxes"))
    form.locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"A plan"}
    )
    expect(form.locator("input[data-files*='plan.txt']")).to_be_attached()
    desk.submit(until="")
    body = helm.bodies[-1]
    assert (body["type"], body["view"]["callback_id"], body["view"]["private_metadata"]) == (
        "view_submission",
        "all",
        "meta",
    )
    values = {block: fields["f"] for block, fields in body["view"]["state"]["values"].items()}
    (file,) = values.pop("file").pop("files")
    assert (file["name"], file["size"]) == ("plan.txt", 6)
    assert values == {
        "single": {"type": "plain_text_input", "value": "one line"},
        "lines": {"type": "plain_text_input", "value": "two\nlines"},
        "number": {"type": "number_input", "value": "12"},
        "email": {"type": "email_text_input", "value": "ana@example.org"},
        "url": {"type": "url_text_input", "value": "https://example.org/a"},
        "day": {"type": "datepicker", "selected_date": "2027-02-01"},
        "menu": {"type": "static_select", "selected_option": told("o1")},
        "boxes": {"type": "checkboxes", "selected_options": [told("o0"), told("o1")]},
        "empty": {"type": "plain_text_input", "value": None},
    }


def _every_field() -> list[Json]:
    fields: dict[str, Json] = {
        "single": {"type": "plain_text_input"},
        "lines": {"type": "plain_text_input", "multiline": True},
        "number": {"type": "number_input", "is_decimal_allowed": False},
        "email": {"type": "email_text_input"},
        "url": {"type": "url_text_input"},
        "day": {"type": "datepicker"},
        "menu": {"type": "static_select", "options": options(2)},
        "boxes": {"type": "checkboxes", "options": options(2)},
        "file": {"type": "file_input"},
        "empty": {"type": "plain_text_input"},
    }
    return [entry(each | {"action_id": "f"}, block_id=block, optional=True) for block, each in fields.items()]


@pytest.mark.parametrize(
    ("element", "value"),
    [({"type": "plain_text_input"}, "aye"), ({"type": "number_input", "is_decimal_allowed": True}, "1.5")],
)
def test_a_field_that_sends_at_once_sends_at_enter(
    helm: Helm, you: Driver, desk: Desk, element: Json, value: str
) -> None:
    opened(helm, you, modal(entry(element | {"action_id": "f"}, block_id="b", dispatch_action=True)))
    desk.entry("b").fill(value)
    desk.entry("b").press("Enter")
    assert heard(helm, desk) == {"type": element["type"], "action_id": "f", "block_id": "b", "value": value}
    expect(desk.modal).to_be_visible()


def test_a_menu_of_a_form_that_sends_at_once_carries_the_forms_state(helm: Helm, you: Driver, desk: Desk) -> None:
    menu: dict[str, Any] = {"type": "static_select", "action_id": "f", "options": [option("a"), option("b")]}
    opened(helm, you, modal(entry(menu, block_id="b", dispatch_action=True), entry(typed(), block_id="w")))
    desk.entry("w").fill("kept")
    desk.entry("b").select_option("b")
    assert heard(helm, desk)["selected_option"] == told("b")
    state = helm.bodies[-1]["view"]["state"]["values"]
    assert state["b"]["f"]["selected_option"] == told("b")
    assert state["w"]["word"]["value"] == "kept"
    expect(desk.entry("w")).to_have_value("kept")
