"""What Slack sends, in its exact shapes: a command, a click in a message or a view, a submitted form, an event."""

from collections.abc import Mapping
from typing import Any

from bot.domain.people import Person

Json = dict[str, Any]
APP = "A0MENTOR"
TRIGGER = "13345224609.738474920.8088930838d88f008e0"
STAMP = "1772442000.000200"


def command(who: Person, text: str, response_url: str) -> Json:
    """`/mentor`; every value of a command is a string, and it has no `type`."""
    return {
        "token": "verification",
        "team_id": who.workspace,
        "team_domain": "house",
        "channel_id": "C0TOWN",
        "channel_name": "town",
        "user_id": who.slack_id,
        "user_name": who.name.lower(),
        "command": "/mentor",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": TRIGGER,
    }


def _interaction(who: Person, kind: str, home_team: str | None) -> Json:
    """`home_team` is the workspace somebody comes from, when it is another one (Slack Connect)."""
    return {
        "type": kind,
        "team": {"id": who.workspace, "domain": "house"},
        "user": {
            "id": who.slack_id,
            "username": who.name.lower(),
            "name": who.name.lower(),
            "team_id": home_team or who.workspace,
        },
        "api_app_id": APP,
        "token": "verification",
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": TRIGGER,
    }


def _button(action: str, value: str | None) -> Json:
    pressed = {"type": "button", "action_id": action, "block_id": "Zq1", "action_ts": STAMP}
    named = {"text": {"type": "plain_text", "text": "Press", "emoji": True}}
    return pressed | named | ({"value": value} if value is not None else {})


def click(
    who: Person, action: str, value: str | None, response_url: str, home_team: str | None = None, block: str = "b1"
) -> Json:
    """A button under a message in the direct message with the bot."""
    return _interaction(who, "block_actions", home_team) | {
        "container": {"type": "message", "message_ts": STAMP, "channel_id": "D0", "is_ephemeral": False},
        "channel": {"id": "D0", "name": "directmessage"},
        "message": {"type": "message", "user": "U0BOT", "ts": STAMP, "text": "said before", "blocks": []},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [_button(action, value) | {"block_id": block}],
    }


def click_in_view(who: Person, action: str, value: str | None, kind: str, home_team: str | None = None) -> Json:
    """A button in a modal or in Home: there is a view, and no response_url."""
    return _interaction(who, "block_actions", home_team) | {
        "container": {"type": "view", "view_id": "V0"},
        "view": view({"type": kind, "blocks": []}, {}),
        "actions": [_button(action, value)],
    }


def choice_in_view(who: Person, form: Json, block: str, code: str) -> Json:
    """A menu of a form that tells the bot of each choice: the view, and the one action."""
    element = next(each["element"] for each in form["blocks"] if each.get("block_id") == block)
    action = {"type": element["type"], "action_id": element["action_id"], "block_id": block, "action_ts": STAMP}
    return _interaction(who, "block_actions", None) | {
        "container": {"type": "view", "view_id": "V0"},
        "view": view(form, {block: code}),
        "actions": [action | {"selected_option": _option(code)}],
    }


def submission(who: Person, form: Json, entered: Mapping[str, object], home_team: str | None = None) -> Json:
    """A form that was sent: the view as the bot drew it, and what was entered into its fields."""
    return _interaction(who, "view_submission", home_team) | {"view": view(form, entered), "response_urls": []}


def view(drawn: Json, entered: Mapping[str, object]) -> Json:
    """A view as it comes back from Slack: each field holds what was entered, else what it was filled with."""
    given: Json = {
        "id": "V0",
        "team_id": "T0HOUSE",
        "private_metadata": "",
        "callback_id": "",
        "state": {"values": _state(drawn, entered)},
        "hash": "1772442000.abc",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": None,
        "root_view_id": "V0",
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": "T0HOUSE",
        "bot_id": "B0BOT",
    }
    return given | drawn


def _state(drawn: Json, entered: Mapping[str, object]) -> Json:
    fields = {block["block_id"]: block["element"] for block in drawn["blocks"] if block["type"] == "input"}
    assert set(entered) <= set(fields), f"this form has the fields {sorted(fields)}"
    return {
        name: {element["action_id"]: _held(element, entered[name]) if name in entered else _untouched(element)}
        for name, element in fields.items()
    }


def _held(element: Json, entered: object) -> Json:
    """What a field holds after somebody entered something; None is an empty field."""
    match element["type"], entered:
        case "checkboxes", list():
            held: object = [_option(str(each)) for each in entered]
        case "static_select" | "radio_buttons", str():
            held = _option(entered)
        case _:
            held = entered
    return {"type": element["type"], VALUES[element["type"]][0]: held}


def _untouched(element: Json) -> Json:
    held, initial = VALUES[element["type"]]
    empty: object = [] if element["type"] == "checkboxes" else None
    return {"type": element["type"], held: element.get(initial, empty)}


VALUES = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}
"""How each kind of field calls what it holds, and what it was filled with."""


def event(kind: str, workspace: str, event_id: str, **facts: object) -> Json:
    """An event in its envelope."""
    return {
        "token": "verification",
        "team_id": workspace,
        "context_team_id": workspace,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": {"type": kind, "event_ts": STAMP, **facts},
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1772442000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace,
                "user_id": "U0BOT",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6",
    }


def user(who: Person, **facts: object) -> Json:
    """Slack's user object, as `user_change` carries it."""
    drawn = {"display_name": who.name, "real_name": who.name}
    known: Json = {
        "id": who.slack_id,
        "team_id": who.workspace,
        "name": who.name.lower(),
        "real_name": who.name,
        "tz": who.tz,
        "locale": who.locale,
        "deleted": False,
        "is_bot": False,
        "profile": drawn,
    }
    return known | facts


def _option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}
