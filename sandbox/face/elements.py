"""Interactive elements as a browser knows them: real buttons, selects and inputs, each with a name."""

from collections.abc import Callable, Mapping

from sandbox.face.fields import choice_field, file_field, moment_field, text_field
from sandbox.face.html import Node, tag
from sandbox.face.images import picture
from sandbox.face.marked import SAFE, plain
from sandbox.face.marks import question
from sandbox.face.menus import menu_of, multi_menu
from sandbox.face.surfaces import Surface
from sandbox.inputs import Held
from sandbox.wire import Json

Drawing = Callable[[Held, Surface, str], Node]


def element_node(block: Json, element: Json, surface: Surface, label: str = "") -> Node:
    """One element. `label` names it for those who cannot see where it stands; an input's label stands in the page."""
    if element["type"] == "image":
        return picture(element, surface, class_="accessory")
    held = Held(block=block, element=element)
    draw = DRAWINGS.get(held.kind)
    return draw(held, surface, label) if draw else unknown(held.kind)


def unknown(kind: str) -> Node:
    """A box that says what stands there, for what this workspace does not draw."""
    return tag("div", f"Not drawn here: {kind}", class_="unknown", data_unknown=kind)


def _button(held: Held, surface: Surface, _label: str) -> Node:
    element = held.element
    address = str(element.get("url", ""))
    marks: Json = {
        "id": surface.id_of(held, str(element.get("value", ""))),
        "class_": f"button {element.get('style', '')}".strip(),
        "data_do": "press",
        "aria_label": element.get("accessibility_label"),
    } | action_marks(held)
    if SAFE.match(address):
        return tag(
            "a", plain(element["text"]["text"]), href=address, target="_blank", rel="noopener noreferrer", **marks
        )
    return tag("button", plain(element["text"]["text"]), type="button", **marks)


def action_marks(held: Held) -> Json:
    """What the page sends back to say which element was meant, and what it asks before."""
    return {
        "data_block": held.block_id,
        "data_action": held.action_id,
        "data_value": held.element.get("value"),
        "data_confirm": question(held),
    }


def _overflow(held: Held, surface: Surface, label: str) -> Node:
    """A menu behind three dots."""
    marks = action_marks(held)
    lines = [
        tag("li", _overflow_line(option, marks, surface.id_of(held, f"-{index}")))
        for index, option in enumerate(held.element["options"])
    ]
    name = f"More actions: {label}" if label else "More actions"
    opener = tag("summary", "⋯", aria_label=name, id=surface.id_of(held))
    return tag("details", opener, tag("ul", lines), class_="overflow", id=surface.id_of(held, "-menu"))


def _overflow_line(option: Json, marks: Json, element_id: str) -> Node:
    words = plain(option["text"]["text"])
    own = marks | {"data_do": "choose", "data_kind": "overflow", "data_value": option["value"], "id": element_id}
    address = str(option.get("url", ""))
    if SAFE.match(address):
        return tag("a", words, href=address, target="_blank", rel="noopener noreferrer", **own)
    return tag("button", words, type="button", **own)


DRAWINGS: Mapping[str, Drawing] = {
    "button": _button,
    "overflow": _overflow,
    "static_select": menu_of,
    "users_select": menu_of,
    "conversations_select": menu_of,
    "channels_select": menu_of,
    "multi_static_select": multi_menu,
    "multi_users_select": multi_menu,
    "multi_conversations_select": multi_menu,
    "multi_channels_select": multi_menu,
    "radio_buttons": choice_field,
    "checkboxes": choice_field,
    "datepicker": moment_field,
    "timepicker": moment_field,
    "datetimepicker": moment_field,
    "plain_text_input": text_field,
    "email_text_input": text_field,
    "url_text_input": text_field,
    "number_input": text_field,
    "file_input": file_field,
}
