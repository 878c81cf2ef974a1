"""Composition objects: texts, options, confirmations. Limits from Slack's Block Kit reference."""

from collections.abc import Iterator

from sandbox.blocks.checks import (
    Check,
    Place,
    boolean,
    by_type,
    every,
    exactly_one,
    list_of,
    matching,
    one_of,
    record,
    string,
    whole,
)

IDENTIFIER = string(255)
URL = every(string(3000), matching(r"(?:https?|mailto|slack|tel):.+", "must be a valid url"))
DATE = matching(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", "must be a date: YYYY-MM-DD")
TIME = matching(r"(?:[01]\d|2[0-3]):[0-5]\d", "must be a time: HH:mm")
# Ten digits, as the reference of the datetime picker asks.
INSTANT = whole(1_000_000_000, 9_999_999_999)


def plain(longest: int) -> Check:
    return by_type({"plain_text": record(must={"text": string(longest)}, may={"emoji": boolean})}, "plain_text")


def text(longest: int) -> Check:
    return by_type(
        {
            "plain_text": record(must={"text": string(longest)}, may={"emoji": boolean}),
            "mrkdwn": record(must={"text": string(longest)}, may={"verbatim": boolean}),
        },
        "text",
    )


CONFIRM = record(
    must={"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    may={"style": one_of("primary", "danger")},
)
# Menus show plain text only; radio buttons and checkboxes also take mrkdwn; an overflow option may be a link.
PLAIN_OPTION = record(must={"text": plain(75), "value": string(150)}, may={"description": plain(75)})
RICH_OPTION = record(must={"text": text(75), "value": string(150)}, may={"description": text(75)})
OVERFLOW_OPTION = record(must={"text": plain(75), "value": string(150)}, may={"description": plain(75), "url": URL})
OPTION_GROUP = record(must={"label": plain(75), "options": list_of(PLAIN_OPTION, 100)})
MENU = {"options": list_of(PLAIN_OPTION, 100), "option_groups": list_of(OPTION_GROUP, 100)}
MENU_SOURCE = exactly_one("options", "option_groups")
FILTER = record(
    may={
        "include": list_of(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
DISPATCH = record(may={"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), 2)})


def all_options(element: object) -> list[object]:
    """The options of a menu, those inside groups included."""
    if not isinstance(element, dict):
        return []
    grouped = [each for group in _objects(element.get("option_groups")) for each in _list(group.get("options"))]
    return [*_list(element.get("options")), *grouped]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> list[dict[str, object]]:
    return [each for each in _list(value) if isinstance(each, dict)]


def option_key(option: object) -> object:
    """What makes two options the same one: their value."""
    return option.get("value") if isinstance(option, dict) else option


def _words(option: object) -> object:
    shown = option.get("text") if isinstance(option, dict) else None
    return shown.get("text") if isinstance(shown, dict) else None


def coherent_options(element: object, place: Place) -> Iterator[str]:
    """Values are unique, and what is chosen at the start is one of the options."""
    values = [option_key(each) for each in all_options(element)]
    if len(values) != len({str(each) for each in values}):
        yield place.says("option values must be unique")
    if not isinstance(element, dict):
        return
    single = [element["initial_option"]] if "initial_option" in element else []
    chosen = [*_list(element.get("initial_options")), *single]
    offered = [(option_key(each), _words(each)) for each in all_options(element)]
    for option in chosen:
        if (option_key(option), _words(option)) not in offered:
            yield place.says("initial option must match one of the options")
