"""Blocks as plain lines, the way a person would read them on the screen."""

from collections.abc import Iterator

from sandbox.inputs import VALUE_KEYS, initial_value
from sandbox.mrkdwn import Reader, formatted_date, plainly
from sandbox.wire import Json


def shown_blocks(blocks: list[Json], reader: Reader, state: Json | None = None) -> str:
    """One paragraph per block; `state` shows what has been typed or chosen."""
    lines = ["\n".join(_block(block, reader, state or {})) for block in blocks]
    return "\n".join(line for line in lines if line)


def shown_text(piece: Json | None, reader: Reader) -> str:
    if not piece:
        return ""
    return plainly(piece["text"], reader) if piece["type"] == "mrkdwn" else str(piece["text"])


def _block(block: Json, reader: Reader, state: Json) -> Iterator[str]:
    chosen = state.get(block["block_id"], {})
    match block["type"]:
        case "section":
            yield from _section(block, reader, chosen)
        case "header":
            yield shown_text(block["text"], reader)
        case "context":
            yield "  ".join(_piece(each, reader) for each in block["elements"])
        case "actions":
            yield "  ".join(_element(each, reader, chosen) for each in block["elements"])
        case "input":
            yield f"{shown_text(block['label'], reader)}: {_element(block['element'], reader, chosen)}"
            if "hint" in block:
                yield shown_text(block["hint"], reader)
        case "rich_text":
            yield "\n".join(_rich(each, reader) for each in block["elements"])
        case _:
            yield _still(block)


def _still(block: Json) -> str:
    """Blocks in which nothing is marked up or chosen."""
    match block["type"]:
        case "image":
            return f"[image: {block['alt_text']}]"
        case "divider":
            return "---"
        case _:
            return str(block.get("text", ""))


def _section(block: Json, reader: Reader, chosen: Json) -> Iterator[str]:
    if "text" in block:
        yield shown_text(block["text"], reader)
    yield from (shown_text(each, reader) for each in block.get("fields", ()))
    if "accessory" in block:
        yield _element(block["accessory"], reader, chosen)


def _piece(piece: Json, reader: Reader) -> str:
    return f"[image: {piece['alt_text']}]" if piece["type"] == "image" else shown_text(piece, reader)


def _element(element: Json, reader: Reader, chosen: Json) -> str:
    match element["type"]:
        case "button":
            return f"[{shown_text(element['text'], reader)}]"
        case "image":
            return f"[image: {element['alt_text']}]"
        case "overflow":
            return f"(… {' | '.join(shown_text(each['text'], reader) for each in element['options'])})"
        case _:
            return _field(element, reader, chosen)


def _field(element: Json, reader: Reader, chosen: Json) -> str:
    value = (chosen.get(element["action_id"]) or initial_value(element))[VALUE_KEYS[element["type"]]]
    if element["type"] in {"radio_buttons", "checkboxes"}:
        return _ticks(element, value, reader)
    words = _chosen_words(value, reader) or shown_text(element.get("placeholder"), reader)
    return f"<{words}>"


def _ticks(element: Json, value: object, reader: Reader) -> str:
    chosen = [each["value"] for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
    lines = [(option["value"] in chosen, shown_text(option["text"], reader)) for option in element["options"]]
    return "  ".join(f"({'x' if ticked else ' '}) {words}" for ticked, words in lines)


def _chosen_words(value: object, reader: Reader) -> str:
    if isinstance(value, list):
        return ", ".join(_chosen_words(each, reader) for each in value)
    if isinstance(value, dict) and "filetype" in value:
        return str(value["name"])
    if isinstance(value, dict):
        return shown_text(value["text"], reader)
    words = "" if value is None else str(value)
    if words in reader.people:
        return "@" + reader.people[words]
    return "#" + reader.channels[words] if words in reader.channels else words


def _rich(part: Json, reader: Reader) -> str:
    if part["type"] == "rich_text_list":
        mark = "- " if part["style"] == "bullet" else "{}. "
        return "\n".join(
            mark.format(number) + _rich(each, reader)
            for number, each in enumerate(part["elements"], start=part.get("offset", 0) + 1)
        )
    words = "".join(_rich_piece(each, reader) for each in part["elements"])
    return f"> {words}" if part["type"] == "rich_text_quote" else words


def _rich_piece(piece: Json, reader: Reader) -> str:
    match piece["type"]:
        case "link":
            return str(piece.get("text") or piece["url"])
        case "emoji":
            return f":{piece['name']}:"
        case "user" | "channel":
            return _named(piece, reader)
        case "broadcast":
            return f"@{piece['range']}"
        case "date":
            return formatted_date(piece["timestamp"], piece["format"], reader)
        case _:
            return str(piece.get("text", ""))


def _named(piece: Json, reader: Reader) -> str:
    if piece["type"] == "user":
        return "@" + reader.people.get(piece["user_id"], piece["user_id"])
    return "#" + reader.channels.get(piece["channel_id"], piece["channel_id"])
