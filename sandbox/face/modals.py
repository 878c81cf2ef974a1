"""Modals and Home tabs in fragments: a block that did not change is not drawn again, so typing goes on undisturbed."""

from dataclasses import replace

from sandbox.face.blocks import block_node
from sandbox.face.html import Node, tag
from sandbox.face.reading import Reading
from sandbox.mrkdwn import Reader
from sandbox.views import View

Fragment = tuple[str, str]


def modal_fragments(reading: Reading, stack: list[View], reader: Reader) -> list[Fragment]:
    """The form on top, with what lies below it; nothing without a stack."""
    if not stack:
        return []
    view = stack[-1]
    return [(f"{view.id}-head", str(_head(view, len(stack)))), *_blocks(reading, view, reader), _foot(view)]


def _head(view: View, depth: int) -> Node:
    below = tag("small", f"On top of {depth - 1} more", class_="depth") if depth > 1 else None
    cross = tag("button", "✕", type="button", class_="plain", data_do="close_all", aria_label="Close all", id="modal-x")
    return tag("header", tag("h2", view.title, id="modal-title", tabindex="-1"), below, cross)


def _blocks(reading: Reading, view: View, reader: Reader) -> list[Fragment]:
    surface = replace(reading.surface(reader, view.id, view.blocks, view.state), errors=view.errors)
    return [(f"{view.id}-{each['block_id']}", str(block_node(each, surface))) for each in view.blocks]


def _foot(view: View) -> Fragment:
    close = tag("button", view.close or "Close", type="button", class_="button", data_do="close", id="modal-close")
    send = tag("button", view.submit, class_="button primary", id="modal-submit") if view.submit else None
    return f"{view.id}-foot", str(tag("footer", close, send))


def home_fragments(reading: Reading, home: View | None, reader: Reader) -> list[Fragment]:
    """The app's Home tab; before the app has drawn it, a line that says so."""
    if home is None:
        words = "The app has not drawn this tab yet. It does when it is connected; wait a moment or open it again."
        return [("empty", str(tag("p", words, class_="empty")))]
    return _blocks(reading, home, reader)
