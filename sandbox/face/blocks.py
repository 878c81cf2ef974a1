"""Blocks as Slack draws them. A block this workspace does not know is a box that says its type."""

from collections.abc import Callable, Mapping

from sandbox.face.elements import element_node, unknown
from sandbox.face.html import Node, tag
from sandbox.face.images import image_block, picture
from sandbox.face.marked import plain, text_node
from sandbox.face.richtext import rich_text
from sandbox.face.surfaces import Surface
from sandbox.inputs import Held
from sandbox.wire import Json

# How much of a section's words names a menu beside it.
NAME_LENGTH = 60
GROUPS = frozenset({"radio_buttons", "checkboxes", "multi_static_select", "multi_users_select"})


def block_nodes(blocks: list[Json], surface: Surface) -> list[Node]:
    """All blocks of a message or view, in order."""
    return [block_node(each, surface) for each in blocks]


def block_node(block: Json, surface: Surface) -> Node:
    """One block in its frame."""
    kind = str(block["type"])
    draw = BLOCKS.get(kind)
    inside = draw(block, surface) if draw else unknown(kind)
    return tag("div", inside, class_=f"block {kind}", data_block_id=block.get("block_id"))


def _section(block: Json, surface: Surface) -> Node:
    words = tag("div", text_node(block["text"], surface.reader), class_="said") if "text" in block else None
    fields = [tag("div", text_node(each, surface.reader)) for each in block.get("fields", ())]
    label = str(block.get("text", {}).get("text", "")).replace("*", "")[:NAME_LENGTH]
    beside = block.get("accessory")
    accessory = tag("div", element_node(block, beside, surface, label), class_="beside") if beside else None
    return tag(
        "div", tag("div", words, tag("div", fields, class_="fields") if fields else None), accessory, class_="row"
    )


def _header(block: Json, _surface: Surface) -> Node:
    return tag("h2", plain(block["text"]["text"]))


def _context(block: Json, surface: Surface) -> Node:
    return tag(
        "div",
        [
            picture(each, surface, class_="small") if each["type"] == "image" else text_node(each, surface.reader)
            for each in block["elements"]
        ],
        class_="small-print",
    )


def _actions(block: Json, surface: Surface) -> Node:
    return tag("div", [element_node(block, each, surface) for each in block["elements"]], class_="actions-row")


def _divider(_block: Json, _surface: Surface) -> Node:
    return tag("hr")


def _rich_text(block: Json, surface: Surface) -> Node:
    return rich_text(block, surface.reader)


def _input(block: Json, surface: Surface) -> Node:
    """Label, field, hint, and the refusal below."""
    held = Held(block=block, element=block["element"])
    field_id = surface.id_of(held)
    words = plain(block["label"]["text"])
    optional = tag("span", " (optional)", class_="optional") if block.get("optional") else None
    in_group = held.kind in GROUPS or held.kind.startswith("multi_")
    name = "div" if in_group else "label"
    label = tag(name, words, optional, class_="label", id=f"{field_id}-label", for_=None if in_group else field_id)
    field = element_node(block, block["element"], surface, str(block["label"]["text"]))
    hint = tag("p", plain(block["hint"]["text"]), class_="hint", id=f"{field_id}-hint") if "hint" in block else None
    refusal = surface.errors.get(held.block_id)
    error = tag("p", refusal, class_="error", id=f"{field_id}-error", role="alert") if refusal else None
    return tag("div", label, field, hint, error, class_="field refused" if refusal else "field")


BLOCKS: Mapping[str, Callable[[Json, Surface], Node]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "image": image_block,
    "rich_text": _rich_text,
    "input": _input,
}
