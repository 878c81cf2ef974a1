"""Blocks as Slack keeps them: ids filled in, texts with their defaults."""

import copy
from collections.abc import Callable

from sandbox.inputs import elements
from sandbox.wire import Json


class Blueprint:
    """Fills in what an app left out: `block_id`, `action_id`, and the defaults of text objects."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id

    def of(self, blocks: list[Json] | None) -> list[Json]:
        kept = copy.deepcopy(blocks or [])
        for block in kept:
            block.setdefault("block_id", self._new_id())
            _texts(block)
        for held in elements(kept):
            held.element.setdefault("action_id", self._new_id())
        return kept


def _texts(node: object) -> None:
    if isinstance(node, dict):
        if node.get("type") == "plain_text":
            node.setdefault("emoji", True)
        elif node.get("type") == "mrkdwn":
            node.setdefault("verbatim", False)
        for each in node.values():
            _texts(each)
    elif isinstance(node, list):
        for each in node:
            _texts(each)
