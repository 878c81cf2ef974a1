"""The elements of Block Kit and which block may hold which. Limits from Slack's Block Kit reference."""

from collections.abc import Iterator

from sandbox.blocks.checks import (
    Check,
    Place,
    boolean,
    every,
    exactly_one,
    list_of,
    one_of,
    only_on,
    record,
    string,
    whole,
)
from sandbox.blocks.objects import (
    CONFIRM,
    DATE,
    DISPATCH,
    FILTER,
    IDENTIFIER,
    INSTANT,
    MENU,
    MENU_SOURCE,
    OVERFLOW_OPTION,
    PLAIN_OPTION,
    RICH_OPTION,
    TIME,
    URL,
    coherent_options,
    plain,
)

COMMON: dict[str, Check] = {"action_id": IDENTIFIER, "confirm": CONFIRM, "focus_on_load": boolean}
PICKER = COMMON | {"placeholder": plain(150)}
TYPED = {
    "action_id": IDENTIFIER,
    "focus_on_load": boolean,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}
SEVERAL = {"max_selected_items": whole(1, 10_000)}
USER, CONVERSATION = string(32), string(32)


def lengths(element: object, place: Place) -> Iterator[str]:
    """A minimum above the maximum can never be typed; a start value must fit too."""
    if not isinstance(element, dict):
        return
    least, most, start = element.get("min_length", 0), element.get("max_length", 3000), element.get("initial_value", "")
    if isinstance(least, int) and isinstance(most, int):
        if least > most:
            yield place.says("min_length must not be more than max_length")
        if isinstance(start, str) and len(start) > most:
            yield place.says(f"initial_value must be less than {most + 1} characters")


BUTTON = record(
    must={"text": plain(75)},
    may={
        "action_id": IDENTIFIER,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = every(
    record(
        must={"alt_text": string(2000)},
        may={"image_url": URL, "slack_file": record(may={"id": IDENTIFIER, "url": URL})},
    ),
    exactly_one("image_url", "slack_file"),
)
STATIC_SELECT = every(record(may=PICKER | MENU | {"initial_option": PLAIN_OPTION}), MENU_SOURCE, coherent_options)
MULTI_STATIC_SELECT = every(
    record(may=PICKER | MENU | SEVERAL | {"initial_options": list_of(PLAIN_OPTION, 100)}), MENU_SOURCE, coherent_options
)
CONVERSATIONS = {"default_to_current_conversation": boolean, "filter": FILTER}

SELECTS: dict[str, Check] = {
    "static_select": STATIC_SELECT,
    "external_select": record(may=PICKER | {"initial_option": PLAIN_OPTION, "min_query_length": whole(0, 100)}),
    "users_select": record(may=PICKER | {"initial_user": USER}),
    "conversations_select": record(
        may=PICKER | CONVERSATIONS | {"initial_conversation": CONVERSATION, "response_url_enabled": boolean}
    ),
    "channels_select": record(may=PICKER | {"initial_channel": CONVERSATION, "response_url_enabled": boolean}),
}
MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": MULTI_STATIC_SELECT,
    "multi_external_select": record(
        may=PICKER | SEVERAL | {"initial_options": list_of(PLAIN_OPTION, 100), "min_query_length": whole(0, 100)}
    ),
    "multi_users_select": record(may=PICKER | SEVERAL | {"initial_users": list_of(USER, 100)}),
    "multi_conversations_select": record(
        may=PICKER | SEVERAL | CONVERSATIONS | {"initial_conversations": list_of(CONVERSATION, 100)}
    ),
    "multi_channels_select": record(may=PICKER | SEVERAL | {"initial_channels": list_of(CONVERSATION, 100)}),
}
CHOICES: dict[str, Check] = {
    "radio_buttons": every(
        record(must={"options": list_of(RICH_OPTION, 10)}, may=COMMON | {"initial_option": RICH_OPTION}),
        coherent_options,
    ),
    "checkboxes": every(
        record(must={"options": list_of(RICH_OPTION, 10)}, may=COMMON | {"initial_options": list_of(RICH_OPTION, 10)}),
        coherent_options,
    ),
}
DATES: dict[str, Check] = {
    "datepicker": record(may=PICKER | {"initial_date": DATE}),
    "timepicker": record(may=PICKER | {"initial_time": TIME, "timezone": string(64)}),
}
DATETIME: dict[str, Check] = {
    "datetimepicker": every(record(may=COMMON | {"initial_date_time": INSTANT}), only_on("message", "modal")),
}
OVERFLOW: dict[str, Check] = {
    "overflow": every(
        record(must={"options": list_of(OVERFLOW_OPTION, 5)}, may={"action_id": IDENTIFIER, "confirm": CONFIRM}),
        coherent_options,
    ),
}
PLAIN_TEXT_INPUT = every(
    record(
        may=TYPED
        | {
            "initial_value": string(3000, shortest=0),
            "multiline": boolean,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        }
    ),
    lengths,
)
NUMBER = string(40)
TEXT_INPUTS: dict[str, Check] = {
    "plain_text_input": PLAIN_TEXT_INPUT,
    "email_text_input": record(may=TYPED | {"initial_value": string(3000, shortest=0)}),
    "url_text_input": record(may=TYPED | {"initial_value": string(3000, shortest=0)}),
    "number_input": record(
        must={"is_decimal_allowed": boolean},
        may=TYPED | {"initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    ),
}

FILES: dict[str, Check] = {
    "file_input": every(
        record(may={"action_id": IDENTIFIER, "filetypes": list_of(string(40), 100), "max_files": whole(1, 10)}),
        only_on("modal"),
    ),
}

IN_SECTION: dict[str, Check] = {"button": BUTTON, "image": IMAGE} | SELECTS | MULTI_SELECTS | CHOICES | DATES | OVERFLOW
IN_ACTIONS: dict[str, Check] = {"button": BUTTON} | SELECTS | CHOICES | DATES | DATETIME | OVERFLOW
IN_INPUT: dict[str, Check] = TEXT_INPUTS | SELECTS | MULTI_SELECTS | CHOICES | DATES | DATETIME | FILES
