"""Finds what Slack would refuse in a message, a modal or a Home tab before Slack does.

Used in tests on everything the bot shows. Slack's own models let about half of it through. The numbers are those of
https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/views.
"""

from collections import Counter
from collections.abc import Iterator

from bot.views.limits_elements import (
    ALT_TEXT,
    ANY_ID,
    ELEMENTS,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    MODAL_ONLY,
    URL,
    plain,
    words,
)
from bot.views.shapes import Check, Json, Shape, each, one_of, string, typed, whole, yes_or_no

# Slack advises 4,000 and cuts at 40,000: https://docs.slack.dev/reference/methods/chat.postMessage.
MESSAGE_TEXT = 4000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100

_STYLE = Shape(may=dict.fromkeys(("bold", "italic", "strike", "code", "underline"), yes_or_no))
_STYLED = {"style": _STYLE}
# No `broadcast`: the bot never calls a whole channel.
_RICH_WORDS = typed(
    {
        "text": Shape(must={"text": string(3000)}, may=_STYLED),
        "link": Shape(must={"url": URL}, may={**_STYLED, "text": string(3000), "unsafe": yes_or_no}),
        "emoji": Shape(must={"name": ANY_ID}, may={"unicode": ANY_ID, **_STYLED}),
        "user": Shape(must={"user_id": ANY_ID}, may=_STYLED),
        "channel": Shape(must={"channel_id": ANY_ID}, may=_STYLED),
        "date": Shape(
            must={"timestamp": whole(0, 2**53), "format": ANY_ID}, may={**_STYLED, "url": URL, "fallback": ANY_ID}
        ),
    }
)
_RICH_LINE = Shape(must={"elements": each(_RICH_WORDS, 1000)})
_BORDERED = Shape(must={"elements": each(_RICH_WORDS, 1000)}, may={"border": whole(0, 1)})
_RICH_LIST = Shape(
    must={"style": one_of("bullet", "ordered"), "elements": each(typed({"rich_text_section": _RICH_LINE}), 1000)},
    may={"indent": whole(0, 8), "offset": whole(0, 1000), "border": whole(0, 1)},
)
_RICH = typed(
    {
        "rich_text_section": _RICH_LINE,
        "rich_text_quote": _BORDERED,
        "rich_text_preformatted": _BORDERED,
        "rich_text_list": _RICH_LIST,
    }
)


def _says_something(where: str, value: Json) -> Iterator[str]:
    if "text" not in value and "fields" not in value:
        yield f"{where}: a section needs text or fields"


def _action_ids_differ(where: str, value: Json) -> Iterator[str]:
    elements = value.get("elements")
    if isinstance(elements, list | tuple):
        ids = Counter(one.get("action_id") for one in elements if isinstance(one, dict))
        yield from (f"{where}: action_id {name!r} is used {n} times" for name, n in ids.items() if name and n > 1)


_BLOCK_ID = {"block_id": ANY_ID}
_SMALL = typed(
    {
        "image": ELEMENTS["image"],
        "plain_text": Shape(must={"text": string(3000)}, may={"emoji": yes_or_no}),
        "mrkdwn": Shape(must={"text": string(3000)}, may={"verbatim": yes_or_no}),
    }
)

_BLOCK = typed(
    {
        "section": Shape(
            may={
                **_BLOCK_ID,
                "text": words(3000),
                "fields": each(words(2000), 10),
                "accessory": IN_SECTION,
                "expand": yes_or_no,
            },
            rule=_says_something,
        ),
        "header": Shape(must={"text": plain(150)}, may=_BLOCK_ID),
        "context": Shape(must={"elements": each(_SMALL, 10)}, may=_BLOCK_ID),
        "divider": Shape(may=_BLOCK_ID),
        "actions": Shape(must={"elements": each(IN_ACTIONS, 25)}, may=_BLOCK_ID, rule=_action_ids_differ),
        "input": Shape(
            must={"label": plain(2000), "element": IN_INPUT},
            may={**_BLOCK_ID, "hint": plain(2000), "optional": yes_or_no, "dispatch_action": yes_or_no},
        ),
        "image": Shape(must={"image_url": URL, "alt_text": ALT_TEXT}, may={**_BLOCK_ID, "title": plain(2000)}),
        "rich_text": Shape(must={"elements": each(_RICH, 1000)}, may=_BLOCK_ID),
    }
)


def problems(message_or_view: Json) -> list[str]:
    """Return a sentence for each thing Slack would refuse, or cut: an empty list when all is well.

    A view is told from a message by its `type`, modal or home.
    """
    match message_or_view.get("type"):
        case "modal":
            return [*_MODAL("modal", message_or_view)]
        case "home":
            return [*_HOME("home", message_or_view)]
        case _:
            return [*_MESSAGE("message", message_or_view)]


def _blocks(most: int, least: int) -> Check:
    check_each = each(_BLOCK, most, least)

    def check(where: str, value: object) -> Iterator[str]:
        yield from check_each(where, value)
        ids = Counter(block.get("block_id") for block in _all(value))
        yield from (f"{where}: block_id {name!r} is used {n} times" for name, n in ids.items() if name and n > 1)

    return check


def _all(blocks: object) -> list[Json]:
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list | tuple) else []


def _inputs(view: Json) -> list[tuple[int, Json]]:
    return [(place, block) for place, block in enumerate(_all(view.get("blocks"))) if block.get("type") == "input"]


def _submit_with_inputs(where: str, view: Json) -> Iterator[str]:
    if _inputs(view) and "submit" not in view:
        yield f"{where}: a modal with an input needs submit"


def _no_modal_elements(where: str, surface: Json) -> Iterator[str]:
    for place, block in _inputs(surface):
        element = block.get("element")
        if isinstance(element, dict) and element.get("type") in MODAL_ONLY:
            yield f"{where}.blocks[{place}].element: {element['type']} is shown in modals only"


_MODAL = Shape(
    must={"title": plain(24), "blocks": _blocks(VIEW_BLOCKS, 1)},
    may={
        "submit": plain(24),
        "close": plain(24),
        "callback_id": ANY_ID,
        "external_id": ANY_ID,
        "private_metadata": string(3000, 0),
        "clear_on_close": yes_or_no,
        "notify_on_close": yes_or_no,
        "submit_disabled": yes_or_no,
    },
    rule=_submit_with_inputs,
)
_HOME = Shape(
    must={"blocks": _blocks(VIEW_BLOCKS, 1)},
    may={"callback_id": ANY_ID, "external_id": ANY_ID, "private_metadata": string(3000, 0)},
    rule=_no_modal_elements,
)
_MESSAGE = Shape(
    must={"text": string(MESSAGE_TEXT - 1)}, may={"blocks": _blocks(MESSAGE_BLOCKS, 0)}, rule=_no_modal_elements
)
