"""Cursors: long lists come in pages."""

import base64
import binascii
from typing import TypeVar

from sandbox.refusals import SlackSays
from sandbox.wire import Json

Item = TypeVar("Item")
# Slack, "Pagination": at most 1,000 a page; we give 100 when nothing is asked, as it recommends.
MOST, USUAL = 1000, 100


def page(items: list[Item], arguments: Json) -> tuple[list[Item], str]:
    """One page and the cursor of the next, empty at the end."""
    limit = arguments.get("limit") or USUAL
    if not 0 < limit <= MOST:
        raise SlackSays("invalid_limit")
    start = _position(arguments.get("cursor") or "")
    following = f"at:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], base64.b64encode(following.encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("at:"))
    except (binascii.Error, ValueError) as error:
        raise SlackSays("invalid_cursor") from error
