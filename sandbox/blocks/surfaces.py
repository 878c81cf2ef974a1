"""What a whole message or view must keep to: the questions the methods ask before they accept anything."""

import json
from collections.abc import Iterator

from sandbox.blocks.checks import Check, Place, boolean, every, record, string
from sandbox.blocks.layout import block_list
from sandbox.blocks.objects import IDENTIFIER, plain

MESSAGE_BLOCKS = block_list(50)
VIEW_BLOCKS = block_list(100)
# Slack answers msg_blocks_too_long when the texts of all blocks together pass about 13,200 characters (seen by its
# users, not in the reference).
BLOCKS_TEXT = 13_200
# Slack, "Views": a view is at most 250 kB.
VIEW_BYTES = 250_000

COMMON = {
    "blocks": VIEW_BLOCKS,
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}


def submit_with_input(view: object, place: Place) -> Iterator[str]:
    if not isinstance(view, dict) or "submit" in view or not isinstance(view.get("blocks"), list):
        return
    if any(isinstance(block, dict) and block.get("type") == "input" for block in view["blocks"]):
        yield place.says("missing required field: submit (a modal with an input block needs it)")


MODAL: Check = every(
    record(
        must={"title": plain(24), "blocks": VIEW_BLOCKS},
        may=COMMON
        | {
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    submit_with_input,
)
HOME: Check = record(must={"blocks": VIEW_BLOCKS}, may=COMMON | {"external_id": IDENTIFIER})


def message_faults(blocks: object) -> list[str]:
    """All that is wrong with the blocks of a message, in Slack's form; empty when Slack takes them."""
    return list(MESSAGE_BLOCKS(blocks, Place("/blocks", "message")))


def view_faults(view: object, kind: str) -> list[str]:
    """All that is wrong with a view of this kind (`modal` or `home`)."""
    if not isinstance(view, dict):
        return [Place("/view", kind).says("must provide an object")]
    if view.get("type") != kind:
        return [Place("/view/type", kind).says(f"must be: {kind}")]
    return list((MODAL if kind == "modal" else HOME)(view, Place("/view", kind)))


def view_size(view: object) -> int:
    return len(json.dumps(view).encode())


def text_length(blocks: object) -> int:
    """The characters of all texts inside, however deep."""
    if isinstance(blocks, dict):
        own = blocks.get("text")
        inner = sum(text_length(each) for each in blocks.values() if isinstance(each, dict | list))
        return inner + (len(own) if isinstance(own, str) else 0)
    return sum(text_length(each) for each in blocks) if isinstance(blocks, list) else 0
