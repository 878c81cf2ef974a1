"""Builders of Block Kit, as plain dicts. They cut labels at Slack's limits; `limits.problems` checks the whole.

Words of the bot's own go into mrkdwn; words people wrote go into `plain_section` and `quote` only, where Slack obeys
nothing in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.elements import (
    Element,
    Option,
    Style,
    button,
    channel_select,
    checkboxes,
    confirm,
    date_input,
    given,
    grouped_select,
    multi_select,
    multi_user_select,
    number_input,
    option,
    overflow,
    plain,
    radio,
    select,
    text_input,
    time_input,
    user_select,
)
from bot.views.shorten import shorten

__all__ = [
    "Block",
    "Element",
    "Message",
    "Option",
    "Style",
    "View",
    "actions",
    "button",
    "channel_select",
    "checkboxes",
    "confirm",
    "context",
    "date_input",
    "divider",
    "grouped_select",
    "header",
    "home",
    "input_block",
    "modal",
    "multi_select",
    "multi_user_select",
    "number_input",
    "option",
    "overflow",
    "plain_section",
    "quote",
    "radio",
    "section",
    "select",
    "shorten",
    "text_input",
    "time_input",
    "user_select",
]

Block = dict[str, object]
View = dict[str, object]

# Slack's limits, in characters: https://docs.slack.dev/reference/block-kit/blocks.
SECTION, HEADER, LABEL, TITLE = 3000, 150, 2000, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted. `text` carries the whole meaning: screen readers and notifications read nothing else."""

    text: str
    blocks: tuple[Block, ...]


def section(mrkdwn: str, accessory: Element | None = None) -> Block:
    """A paragraph of our own words. Not cut: half a link or mention would change its meaning."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn}} | given(accessory=accessory)


def plain_section(words: str) -> Block:
    """A paragraph of people's own words."""
    return {"type": "section", "text": plain(words, SECTION)}


def quote(words: str) -> Block:
    """What somebody wrote, set apart as a quotation."""
    said = {"type": "text", "text": shorten(words, SECTION)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [said]}]}


def header(words: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(words, HEADER)}


def context(*mrkdwn: str) -> Block:
    """Small print of our own, at most 10 pieces."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words} for words in mrkdwn]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """A row of buttons and menus, at most 25."""
    return {"type": "actions", "elements": list(elements)} | given(block_id=block_id)


def input_block(
    label: str,
    element: Element,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """A field of a form; `dispatch` tells the bot of each change at once."""
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label, LABEL), "element": element}
    if hint is not None:
        block["hint"] = plain(hint, LABEL)
    return block | {"optional": optional, "dispatch_action": dispatch}


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str | None = None,
    private_metadata: str = "",
) -> View:
    """A form, or with `submit=None` something to read. The metadata, at most 3,000 characters, comes back with it."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "blocks": list(blocks),
        "private_metadata": private_metadata,
    }
    if submit is not None:
        view["submit"] = plain(submit, TITLE)
    if close is not None:
        view["close"] = plain(close, TITLE)
    return view


def home(blocks: Sequence[Block]) -> View:
    """The Home tab of one person."""
    return {"type": "home", "blocks": list(blocks)}
