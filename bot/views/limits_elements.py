"""Slack's limits of texts and of the elements inside blocks.

Source of the numbers: https://docs.slack.dev/reference/block-kit, each element's and each composition object's page.
Where Slack allows more in some places only, what is safe everywhere is taken.
"""

from collections.abc import Iterator
from datetime import date

from bot.views.shapes import Check, Json, Shape, each, matching, one_of, string, typed, whole, yes_or_no

Checks = dict[str, Check]

ANY_ID = string(255)
URL = string(3000)
ALT_TEXT = string(2000)


def plain(most: int) -> Check:
    """Accept a plain_text object of 1 to `most` characters."""
    return typed({"plain_text": Shape(must={"text": string(most)}, may={"emoji": yes_or_no})})


def words(most: int) -> Check:
    """Accept a plain_text or mrkdwn object of 1 to `most` characters."""
    return typed(
        {
            "plain_text": Shape(must={"text": string(most)}, may={"emoji": yes_or_no}),
            "mrkdwn": Shape(must={"text": string(most)}, may={"verbatim": yes_or_no}),
        }
    )


def _option(text: Check) -> Shape:
    return Shape(must={"text": text, "value": string(150)}, may={"description": plain(75)})


_OPTION = _option(plain(75))
_ROOMY_OPTION = _option(words(75))

_CONFIRM = Shape(
    must={"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    may={"style": one_of("primary", "danger")},
)

_ID: Checks = {"action_id": ANY_ID}
_FOCUS: Checks = {"focus_on_load": yes_or_no}
_ASKED: Checks = {**_FOCUS, "placeholder": plain(150)}
_CONFIRMED: Checks = {**_FOCUS, "confirm": _CONFIRM}
_SELECT: Checks = {**_ASKED, "confirm": _CONFIRM}
_MANY: Checks = {**_SELECT, "max_selected_items": whole(1, 1000)}


def _initial_is_offered(where: str, value: Json) -> Iterator[str]:
    offered = _listed(value.get("options"))
    for group in _listed(value.get("option_groups")):
        offered += _listed(group.get("options")) if isinstance(group, dict) else []
    initial = [value["initial_option"]] if "initial_option" in value else _listed(value.get("initial_options"))
    yield from (f"{where}: an initial option is not among the options" for one in initial if one not in offered)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _one_kind_of_options(where: str, value: Json) -> Iterator[str]:
    if ("options" in value) == ("option_groups" in value):
        yield f"{where}: needs either options or option_groups"
    yield from _initial_is_offered(where, value)


def _lengths_fit(where: str, value: Json) -> Iterator[str]:
    least, most, initial = value.get("min_length", 0), value.get("max_length", 3000), value.get("initial_value", "")
    if isinstance(least, int) and isinstance(most, int) and isinstance(initial, str):
        if least > most:
            yield f"{where}: min_length is above max_length"
        if len(initial) > most:
            yield f"{where}.initial_value: {len(initial)} characters, at most {most}"


def _real_date(where: str, value: object) -> Iterator[str]:
    try:
        if isinstance(value, str) and len(value) == len("2026-05-05"):
            date.fromisoformat(value)
            return
    except ValueError:
        pass
    yield f"{where}: not a date such as 2026-05-05"


_GROUP = Shape(must={"label": plain(75), "options": each(_OPTION, 100)})
_OPTIONS: Checks = {"options": each(_OPTION, 100), "option_groups": each(_GROUP, 100)}
_CHANNEL_FILTER = Shape(
    may={
        "include": each(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": yes_or_no,
        "exclude_bot_users": yes_or_no,
    }
)

_BUTTON = Shape(
    must={**_ID, "text": plain(75)},
    may={
        "value": string(2000),
        "url": URL,
        "style": one_of("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
_DISPATCH = Shape(must={"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 2)})
_TYPED: Checks = {**_ASKED, "initial_value": string(3000), "dispatch_action_config": _DISPATCH}

ELEMENTS: dict[str, Shape] = {
    "button": _BUTTON,
    "image": Shape(must={"image_url": URL, "alt_text": ALT_TEXT}),
    "static_select": Shape(must=_ID, may={**_SELECT, **_OPTIONS, "initial_option": _OPTION}, rule=_one_kind_of_options),
    "multi_static_select": Shape(
        must=_ID, may={**_MANY, **_OPTIONS, "initial_options": each(_OPTION, 100)}, rule=_one_kind_of_options
    ),
    "users_select": Shape(must=_ID, may={**_SELECT, "initial_user": ANY_ID}),
    "multi_users_select": Shape(must=_ID, may={**_MANY, "initial_users": each(ANY_ID, 1000)}),
    "conversations_select": Shape(
        must=_ID,
        may={
            **_SELECT,
            "initial_conversation": ANY_ID,
            "default_to_current_conversation": yes_or_no,
            "response_url_enabled": yes_or_no,
            "filter": _CHANNEL_FILTER,
        },
    ),
    "channels_select": Shape(must=_ID, may={**_SELECT, "initial_channel": ANY_ID, "response_url_enabled": yes_or_no}),
    "overflow": Shape(must={**_ID, "options": each(_OPTION, 5)}, may={"confirm": _CONFIRM}),
    "radio_buttons": Shape(
        must={**_ID, "options": each(_ROOMY_OPTION, 10)},
        may={**_CONFIRMED, "initial_option": _ROOMY_OPTION},
        rule=_initial_is_offered,
    ),
    "checkboxes": Shape(
        must={**_ID, "options": each(_ROOMY_OPTION, 10)},
        may={**_CONFIRMED, "initial_options": each(_ROOMY_OPTION, 10)},
        rule=_initial_is_offered,
    ),
    "datepicker": Shape(must=_ID, may={**_SELECT, "initial_date": _real_date}),
    "timepicker": Shape(
        must=_ID,
        may={
            **_SELECT,
            "initial_time": matching(r"([01]\d|2[0-3]):[0-5]\d", "a time such as 09:30"),
            "timezone": ANY_ID,
        },
    ),
    "plain_text_input": Shape(
        must=_ID,
        may={
            **_TYPED,
            "multiline": yes_or_no,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        rule=_lengths_fit,
    ),
    "number_input": Shape(
        must={**_ID, "is_decimal_allowed": yes_or_no},
        may={**_TYPED, "min_value": string(255), "max_value": string(255)},
    ),
    "url_text_input": Shape(must=_ID, may=_TYPED),
    "email_text_input": Shape(must=_ID, may=_TYPED),
}

_CHOICES = frozenset(
    {
        "button",
        "checkboxes",
        "channels_select",
        "conversations_select",
        "datepicker",
        "overflow",
        "radio_buttons",
        "static_select",
        "timepicker",
        "users_select",
    }
)
_MULTI = frozenset({"multi_static_select", "multi_users_select"})
# Slack shows these in modals alone.
MODAL_ONLY = frozenset({"number_input", "url_text_input", "email_text_input"})

IN_SECTION = typed(ELEMENTS, _CHOICES | _MULTI | {"image"})
IN_ACTIONS = typed(ELEMENTS, _CHOICES)
IN_INPUT = typed(ELEMENTS, (_CHOICES - {"button", "overflow"}) | _MULTI | MODAL_ONLY | {"plain_text_input"})
