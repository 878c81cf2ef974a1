"""Elements that hold a value: its key, what it starts with, and what Slack's own client lets a person choose."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from sandbox.refusals import NotPossible
from sandbox.wire import Json

VALUE_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
PLURAL = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An element where it stands."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def is_input(self) -> bool:
        return str(self.block["type"]) == "input"


def elements(blocks: list[Json]) -> Iterator[Held]:
    """Every interactive element, in reading order."""
    for block in blocks:
        inside = [*block.get("elements", ())] if block["type"] == "actions" else []
        inside += [block[key] for key in ("accessory", "element") if key in block]
        for element in inside:
            if element["type"] != "image":
                yield Held(block=block, element=element)


def value_key(kind: str) -> str:
    return VALUE_KEYS[kind]


def initial_value(element: Json) -> Json:
    """The state of an element before anybody touches it: its `initial_…`, else null or an empty list."""
    key = VALUE_KEYS[element["type"]]
    start_key = "initial_value" if key == "value" else key.replace("selected_", "initial_")
    empty: object = [] if key in PLURAL else None
    return {"type": element["type"], key: element.get(start_key, empty)}


def initial_state(blocks: list[Json], typed: Json | None = None) -> Json:
    """State values of a fresh view; what was typed under the same block, action and type stays, as in Slack."""
    values: Json = {}
    for held in elements(blocks):
        if held.kind in VALUE_KEYS:
            before = (typed or {}).get(held.block_id, {}).get(held.action_id)
            kept = before if before and before["type"] == held.kind else initial_value(held.element)
            values.setdefault(held.block_id, {})[held.action_id] = kept
    return values


def options_of(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def entered(element: Json, value: object, known: Known) -> Json:
    """The state after a person enters `value`; refuses what Slack's client would not let them enter."""
    kind = element["type"]
    key = VALUE_KEYS[kind]
    if value is None:
        return {"type": kind, key: [] if key in PLURAL else None}
    if key in PLURAL:
        return {"type": kind, key: _several(element, key, value, known)}
    return {"type": kind, key: _single(element, key, value, known)}


def _several(element: Json, key: str, value: object, known: Known) -> list[object]:
    given = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    # Slack, "File input element": one to ten files, ten unless the app says less.
    most = element.get("max_files", 10) if key == "files" else element.get("max_selected_items")
    if most is not None and len(given) > most:
        raise NotPossible(f"{named(element)} takes at most {most}")
    return [_single(element, key.removesuffix("s"), each, known) for each in given]


def _single(element: Json, key: str, value: object, known: Known) -> object:
    match key:
        case "selected_option":
            return option_with(element, value)
        case "selected_user" | "selected_conversation" | "selected_channel":
            if not isinstance(value, str) or not known(value):
                raise NotPossible(f"{named(element)} does not offer {value!r}")
            return value
        case "file":
            return _file(element, value)
        case "selected_date":
            return date.fromisoformat(str(value)).isoformat()
        case "selected_time":
            return time.fromisoformat(str(value)).strftime("%H:%M")
        case "selected_date_time":
            return int(str(value))
        case _:
            return _typed(element, str(value))


def option_with(element: Json, value: object) -> Json:
    """The option with this value; a person can choose nothing that is not on the menu."""
    for option in options_of(element):
        if option.get("value") == value:
            return dict(option)
    raise NotPossible(f"{named(element)} has no option {value!r}")


def _file(element: Json, value: object) -> Json:
    """A file as `Driver.upload` describes it; only of the kinds the app asked for."""
    if not isinstance(value, dict) or "id" not in value:
        raise NotPossible(f"{named(element)} takes uploaded files")
    wanted = element.get("filetypes")
    if wanted and value.get("filetype") not in wanted:
        raise NotPossible(f"{named(element)} takes only: {', '.join(wanted)}")
    return dict(value)


EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _typed(element: Json, words: str) -> str | None:
    if not words:
        return None
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(words) > most:
        raise NotPossible(f"{named(element)} takes at most {most} characters, not {len(words)}")
    if len(words) < least:
        raise NotPossible(f"{named(element)} takes at least {least} characters, not {len(words)}")
    if element["type"] == "email_text_input" and not EMAIL.fullmatch(words):
        raise NotPossible(f"{named(element)} takes an e-mail address")
    if element["type"] == "number_input":
        _number(element, words)
    return words


def _number(element: Json, words: str) -> None:
    try:
        number = float(words) if element.get("is_decimal_allowed") else int(words)
    except ValueError as error:
        raise NotPossible(f"{named(element)} takes a number") from error
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    if not least <= number <= most:
        raise NotPossible(f"{named(element)} takes a number from {least} to {most}")


def named(element: Json) -> str:
    """How a refusal names an element."""
    return f"{element['type']} {element.get('action_id', '')!r}"


def is_empty(state: Json) -> bool:
    return state.get(VALUE_KEYS[state["type"]]) in (None, [], "")
