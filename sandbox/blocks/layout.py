"""The layout blocks, and the limits that hold over a whole list of them. From Slack's Block Kit reference."""

from collections import Counter
from collections.abc import Iterator

from sandbox.blocks.checks import (
    Check,
    Place,
    at_least_one,
    boolean,
    by_type,
    every,
    exactly_one,
    list_of,
    only_on,
    record,
    string,
)
from sandbox.blocks.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.blocks.objects import IDENTIFIER, URL, plain, text
from sandbox.blocks.richtext import RICH_TEXT

BLOCK_ID = {"block_id": IDENTIFIER}


def distinct_actions(block: object, place: Place) -> Iterator[str]:
    elements = block.get("elements") if isinstance(block, dict) else None
    for action_id in repeated(elements if isinstance(elements, list) else [], "action_id"):
        yield place.says(f"action_id already in use in this block: {action_id}")


def repeated(items: list[object], key: str) -> list[str]:
    """The values of `key` that occur more than once."""
    found = Counter(each[key] for each in items if isinstance(each, dict) and isinstance(each.get(key), str))
    return [value for value, times in found.items() if times > 1]


BLOCKS: dict[str, Check] = {
    "section": every(
        record(
            may=BLOCK_ID
            | {
                "text": text(3000),
                "fields": list_of(text(2000), 10),
                "accessory": by_type(IN_SECTION, "accessory of a section"),
                "expand": boolean,
            }
        ),
        at_least_one("text", "fields"),
    ),
    "header": record(must={"text": plain(150)}, may=BLOCK_ID),
    "divider": record(may=BLOCK_ID),
    "context": record(
        must={
            "elements": list_of(
                by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}, "element of a context"), 10
            )
        },
        may=BLOCK_ID,
    ),
    "actions": every(
        record(must={"elements": list_of(by_type(IN_ACTIONS, "element of actions"), 25)}, may=BLOCK_ID),
        distinct_actions,
    ),
    "input": record(
        must={"label": plain(2000), "element": by_type(IN_INPUT, "element of an input")},
        may=BLOCK_ID | {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": every(
        record(
            must={"alt_text": string(2000)},
            may=BLOCK_ID
            | {
                "image_url": URL,
                "slack_file": record(may={"id": IDENTIFIER, "url": URL}),
                "title": plain(2000),
            },
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "rich_text": record(must={"elements": RICH_TEXT}, may=BLOCK_ID),
    "markdown": every(record(must={"text": string(12_000)}, may=BLOCK_ID), only_on("message")),
}


def distinct_blocks(blocks: object, place: Place) -> Iterator[str]:
    for block_id in repeated(blocks if isinstance(blocks, list) else [], "block_id"):
        yield place.says(f"block_id already in use: {block_id}")


def one_focus(blocks: object, place: Place) -> Iterator[str]:
    held = [block.get("element") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    if sum(isinstance(each, dict) and each.get("focus_on_load") is True for each in held) > 1:
        yield place.says("only one element may set focus_on_load")


def block_list(most: int) -> Check:
    """A list of blocks as a surface takes it: 50 in a message, 100 in a view."""
    return every(list_of(by_type(BLOCKS, "block"), most, least=0), distinct_blocks, one_focus)
