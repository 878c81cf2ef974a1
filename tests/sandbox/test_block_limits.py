"""One good payload of each kind, and one bad payload for each limit of Block Kit."""

import pytest
from slack_sdk import WebClient

from sandbox.blocks import message_faults, view_faults
from tests.sandbox.conftest import refusal
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    entry,
    home,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    radio,
    section,
    select,
    typed,
)

IMAGE: Json = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A"}
CONFIRM: Json = {"title": plain("T"), "text": plain("x"), "confirm": plain("Yes"), "deny": plain("No")}
OVERFLOW: Json = {"type": "overflow", "action_id": "more", "options": options(5)}
CHECKBOXES: Json = {"type": "checkboxes", "action_id": "boxes", "options": options(10)}

GOOD_MESSAGES: dict[str, list[Json]] = {
    "50 blocks": [section()] * 50,
    "a long section": [section("x" * 3000)],
    "ten fields": [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 5 + [plain("y")] * 5}],
    "a header": [{"type": "header", "text": plain("x" * 150)}],
    "a context": [{"type": "context", "elements": [mrkdwn("x")] * 9 + [IMAGE]}],
    "25 actions": [actions(*(button(f"b{number}") for number in range(25)))],
    "a full button": [actions(button(value="v" * 2000, style="primary", confirm=CONFIRM))],
    "an accessory": [section(accessory=select(100))],
    "option groups": [
        section(accessory={"type": "static_select", "option_groups": [{"label": plain("G"), "options": options(2)}]})
    ],
    "choices": [actions(radio(10), CHECKBOXES, OVERFLOW)],
    "an input": [entry(typed(max_length=3000, multiline=True), hint=plain("h"), optional=True)],
    "an image": [IMAGE | {"title": plain("x")}],
    "rich text": [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "x", "style": {"bold": True}},
                        {"type": "user", "user_id": "U1"},
                    ],
                }
            ],
        }
    ],
    "a divider": [{"type": "divider"}],
}

BAD_MESSAGES: dict[str, list[object]] = {
    "51 blocks": [section()] * 51,
    "section text of 3001": [section("x" * 3001)],
    "an empty text": [section("")],
    "a section without text or fields": [{"type": "section"}],
    "eleven fields": [{"type": "section", "fields": [mrkdwn("x")] * 11}],
    "no fields": [{"type": "section", "fields": []}],
    "a field of 2001": [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
    "a header of 151": [{"type": "header", "text": plain("x" * 151)}],
    "a header in mrkdwn": [{"type": "header", "text": mrkdwn("x")}],
    "eleven context elements": [{"type": "context", "elements": [mrkdwn("x")] * 11}],
    "an empty context": [{"type": "context", "elements": []}],
    "a button in a context": [{"type": "context", "elements": [button()]}],
    "26 actions": [actions(*(button(f"b{number}") for number in range(26)))],
    "no actions": [actions()],
    "an action_id twice in a block": [actions(button(), button())],
    "a text input in actions": [actions(typed())],
    "button text of 76": [actions({"type": "button", "text": plain("x" * 76)})],
    "button text in mrkdwn": [actions({"type": "button", "text": mrkdwn("x")})],
    "button value of 2001": [actions(button(value="x" * 2001))],
    "an unknown style": [actions(button(style="warning"))],
    "an action_id of 256": [actions(button("x" * 256))],
    "a block_id of 256": [section(block_id="x" * 256)],
    "a block_id twice": [section(block_id="a"), section(block_id="a")],
    "option text of 76": [section(accessory=select(options=[option("v", "x" * 76)]))],
    "option value of 151": [section(accessory=select(options=[option("x" * 151, "x")]))],
    "option description of 76": [section(accessory=select(options=[option("v", description=plain("x" * 76))]))],
    "101 options": [section(accessory=select(101))],
    "no options": [section(accessory=select(0))],
    "options and groups": [section(accessory=select(option_groups=[{"label": plain("G"), "options": options(1)}]))],
    "an option value twice": [section(accessory=select(options=[option("a"), option("a")]))],
    "an initial option not on the menu": [section(accessory=select(initial_option=option("other")))],
    "an initial option with other words": [section(accessory=select(initial_option=option("o1", "Other")))],
    "eleven radio buttons": [actions(radio(11))],
    "eleven checkboxes": [actions(CHECKBOXES | {"options": options(11)})],
    "six in an overflow": [actions(OVERFLOW | {"options": options(6)})],
    "an overflow without options": [actions(OVERFLOW | {"options": []})],
    "an input label of 2001": [entry(label=plain("x" * 2001))],
    "an input label in mrkdwn": [entry(label=mrkdwn("x"))],
    "a button in an input": [entry(button())],
    "a text input of 3001": [entry(typed(max_length=3001))],
    "a minimum above the maximum": [entry(typed(min_length=9, max_length=3))],
    "a start value that is too long": [entry(typed(max_length=3, initial_value="four"))],
    "a placeholder of 151": [entry(typed(placeholder=plain("x" * 151)))],
    "a confirm title of 101": [actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))],
    "a confirm text of 301": [actions(button(confirm=CONFIRM | {"text": plain("x" * 301)}))],
    "a confirm button of 31": [actions(button(confirm=CONFIRM | {"deny": plain("x" * 31)}))],
    "a confirm without deny": [actions(button(confirm={key: CONFIRM[key] for key in ("title", "text", "confirm")}))],
    "an image without alt_text": [{"type": "image", "image_url": "https://example.org/a.png"}],
    "an image without a source": [{"type": "image", "alt_text": "A"}],
    "an unknown block": [{"type": "carousel"}],
    "an unknown element": [section(accessory={"type": "slider"})],
    "an unknown key in a block": [section(color="red")],
    "an unknown key in an element": [actions(button(colour="red"))],
    "an unknown key in a text": [{"type": "section", "text": mrkdwn("x") | {"bold": True}}],
    "emoji in mrkdwn": [{"type": "section", "text": mrkdwn("x") | {"emoji": True}}],
    "a date that is none": [section(accessory={"type": "datepicker", "initial_date": "2026-13-01"})],
    "a time that is none": [section(accessory={"type": "timepicker", "initial_time": "24:00"})],
    "a url that is none": [actions(button(url="example"))],
    "a block that is no object": ["words"],
    "two focused inputs": [entry(typed(focus_on_load=True)), entry(typed(focus_on_load=True))],
    "a multi select in actions": [actions({"type": "multi_static_select", "options": options(2)})],
}

BAD_VIEWS: dict[str, Json] = {
    "101 blocks": modal(*[section()] * 101),
    "a title of 25": modal(section(), title=plain("x" * 25)),
    "a submit of 25": modal(section(), submit=plain("x" * 25)),
    "a close of 25": modal(section(), close=plain("x" * 25)),
    "no title": {"type": "modal", "blocks": [section()]},
    "a title in mrkdwn": modal(section(), title=mrkdwn("x")),
    "private_metadata of 3001": modal(section(), private_metadata="x" * 3001),
    "a callback_id of 256": modal(section(), callback_id="x" * 256),
    "an input without submit": {"type": "modal", "title": plain("T"), "blocks": [entry()]},
    "no blocks": {"type": "modal", "title": plain("T")},
    "an unknown key": modal(section(), size="large"),
    "a markdown block": modal({"type": "markdown", "text": "x"}),
    "a home as a modal": home(section()),
}

BAD_HOMES: dict[str, Json] = {
    "101 blocks": home(*[section()] * 101),
    "a submit": home(section(), submit=plain("Send")),
    "a date and time picker": home(actions({"type": "datetimepicker"})),
    "a modal as a home": modal(section()),
}


@pytest.mark.parametrize("name", GOOD_MESSAGES)
def test_slack_takes_blocks_that_keep_to_the_limits(name: str) -> None:
    assert message_faults(GOOD_MESSAGES[name]) == []


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_slack_refuses_blocks_past_a_limit(name: str) -> None:
    assert message_faults(BAD_MESSAGES[name]) != []


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_slack_refuses_a_modal_past_a_limit(name: str) -> None:
    assert view_faults(BAD_VIEWS[name], "modal") != []


@pytest.mark.parametrize("name", BAD_HOMES)
def test_slack_refuses_a_home_past_a_limit(name: str) -> None:
    assert view_faults(BAD_HOMES[name], "home") != []


def test_a_view_takes_a_hundred_blocks() -> None:
    assert view_faults(modal(*[section()] * 100), "modal") == []
    assert view_faults(home(*[section()] * 100), "home") == []


def test_a_refusal_names_the_place_of_the_fault(client: WebClient, ana: object) -> None:
    answer = refusal(client.chat_postMessage, channel=getattr(ana, "id", ""), text="x", blocks=[section("")])
    assert answer["error"] == "invalid_blocks"
    assert "json-pointer:/blocks/0/text/text" in answer["response_metadata"]["messages"][0]
