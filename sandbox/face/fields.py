"""Fields to tick, to pick a day or an hour in, to type into and to drop files on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.face.html import Node, tag, together
from sandbox.face.marked import text_node
from sandbox.face.marks import field_marks
from sandbox.face.menus import placeholder
from sandbox.face.surfaces import Surface
from sandbox.inputs import Held
from sandbox.wire import Json

LOCAL = "%Y-%m-%dT%H:%M"
TYPES = {"datepicker": "date", "timepicker": "time", "datetimepicker": "datetime-local"}
TYPED = {"email_text_input": "email", "url_text_input": "url", "number_input": "number"}


def choice_field(held: Held, surface: Surface, label: str) -> Node:
    """Radio buttons or checkboxes, in a group with a name."""
    value = surface.value_of(held)
    chosen = {each["value"] for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)}
    kind = "radio" if held.kind == "radio_buttons" else "checkbox"
    lines = [
        _line(option, surface, kind=kind, name=surface.id_of(held), index=index, is_chosen=option["value"] in chosen)
        for index, option in enumerate(held.element["options"])
    ]
    marks = field_marks(held, surface, label or "Choose")
    if held.is_input:
        marks |= {"aria_labelledby": f"{marks['id']}-label"}
    return tag("div", lines, role="radiogroup" if kind == "radio" else "group", class_="choices", **marks)


def _line(option: Json, surface: Surface, *, kind: str, name: str, index: int, is_chosen: bool) -> Node:
    box = tag("input", type=kind, name=name, value=option["value"], checked=is_chosen, id=f"{name}-{index}")
    more = option.get("description")
    small = tag("small", text_node(more, surface.reader)) if more else None
    return tag("label", box, tag("span", text_node(option["text"], surface.reader), small))


def moment_field(held: Held, surface: Surface, label: str) -> Node:
    """A day, an hour, or both; both are in the reader's own zone."""
    value = surface.value_of(held)
    words = "" if value is None else str(value)
    if held.kind == "datetimepicker" and value is not None:
        words = datetime.fromtimestamp(int(words), ZoneInfo(surface.reader.tz)).strftime(LOCAL)
    marks = field_marks(held, surface, label or placeholder(held) or "Choose a time")
    return tag("input", type=TYPES[held.kind], value=words, **marks)


def text_field(held: Held, surface: Surface, label: str) -> Node:
    """Typed words; Slack's bounds stand in the field, so that a browser keeps to them too."""
    element = held.element
    marks = field_marks(held, surface, label or placeholder(held) or "Text") | {
        "placeholder": placeholder(held) or None,
        "maxlength": element.get("max_length", 3000) if held.kind == "plain_text_input" else None,
        "autocomplete": "off",
    }
    value = surface.value_of(held)
    words = "" if value is None else str(value)
    if element.get("multiline"):
        # A browser drops the first line break after the tag: one is given to be dropped.
        return tag("textarea", "\n" + words, rows=4, **marks)
    if held.kind == "number_input":
        step = "any" if element.get("is_decimal_allowed") else "1"
        marks |= {"min": element.get("min_value"), "max": element.get("max_value"), "step": step}
    return tag("input", type=TYPED.get(held.kind, "text"), value=words, **marks)


def file_field(held: Held, surface: Surface, label: str) -> Node:
    """Files: the browser's own chooser, and what has been chosen so far."""
    value = surface.value_of(held)
    there = [str(each["name"]) for each in (value if isinstance(value, list) else [])]
    kinds = held.element.get("filetypes")
    chooser = tag(
        "input",
        type="file",
        multiple=int(held.element.get("max_files", 10)) > 1,
        accept=",".join(f".{each}" for each in kinds) if kinds else None,
        **field_marks(held, surface, label or "Files"),
    )
    listed = tag("ul", [tag("li", name) for name in there], class_="files") if there else None
    return together(chooser, listed)
