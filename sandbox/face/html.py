"""HTML as a tree of escaped nodes: the only way in which words reach a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

VOID = frozenset({"br", "hr", "img", "input"})


@dataclass(frozen=True, slots=True)
class Node:
    """Finished HTML. Only `tag` and `together` make one; everything else is words, and gets escaped."""

    html: str

    def __str__(self) -> str:
        return self.html


Child = Node | str | None | Iterable["Child"]
Attribute = str | int | bool | None


def together(*children: Child) -> Node:
    """Nodes and words in a row, without an element around them."""
    return Node("".join(_written(each) for each in children))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Node:
    """One element. `class_` is `class`, `aria_label` is `aria-label`; True stands bare, False and None are left out."""
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Node(opened) if name in VOID else Node(f"{opened}{together(*children)}</{name}>")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'


def _written(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Node):
        return child.html
    if isinstance(child, str):
        return escape(child, quote=True)
    return "".join(_written(each) for each in child)
