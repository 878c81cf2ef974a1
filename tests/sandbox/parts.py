"""Small pieces of Block Kit and a manifest, to build good and bad payloads from."""

from typing import Any

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Helm"},
    "features": {
        "bot_user": {"display_name": "helm"},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "slash_commands": [
            {"command": "/helm", "description": "Steer", "usage_hint": "port", "should_escape": True},
            {"command": "/raw", "description": "As typed"},
        ],
        "shortcuts": [
            {"name": "Drop anchor", "type": "global", "callback_id": "anchor", "description": "Stop here"},
            {"name": "Log this", "type": "message", "callback_id": "log", "description": "Into the log book"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["chat:write", "commands", "files:write", "mpim:write", "users:read"],
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "user_change", "app_uninstalled", "tokens_revoked"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def section(words: str = "words", **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(words), **more}


def button(action_id: str = "yes", **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Yes"), **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, words: str | None = None, **more: object) -> Json:
    return {"text": plain(words or value), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(f"o{number}") for number in range(count)]


def select(count: int = 2, **more: object) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(count), **more}


def radio(count: int = 2, **more: object) -> Json:
    return {"type": "radio_buttons", "action_id": "radio", "options": options(count), **more}


def typed(**more: object) -> Json:
    return {"type": "plain_text_input", "action_id": "word", **more}


def entry(element: Json | None = None, **more: object) -> Json:
    return {"type": "input", "label": plain("Word"), "element": element or typed(), **more}


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
