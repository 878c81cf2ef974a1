"""rich_text blocks: sections, lists, quotes and preformatted text."""

from sandbox.face.emoji import SIGNS
from sandbox.face.html import Child, Node, tag, together
from sandbox.face.marked import link, mention
from sandbox.mrkdwn import Reader, formatted_date
from sandbox.wire import Json

STYLES = {
    "code": "code",
    "strike": "s",
    "italic": "em",
    "bold": "strong",
    "underline": "u",
    "highlight": "mark",
    "client_highlight": "mark",
}


def rich_text(block: Json, reader: Reader) -> Node:
    """One block."""
    return together(_part(each, reader) for each in block["elements"])


def _part(part: Json, reader: Reader) -> Node:
    match part["type"]:
        case "rich_text_list":
            ordered = part["style"] == "ordered"
            items = [tag("li", _part(each, reader)) for each in part["elements"]]
            start = int(part.get("offset", 0)) + 1 if ordered else None
            return tag("ol" if ordered else "ul", items, start=start, class_=f"indent-{int(part.get('indent', 0))}")
        case "rich_text_quote":
            return tag("blockquote", _pieces(part, reader))
        case "rich_text_preformatted":
            return tag("pre", tag("code", _pieces(part, reader)))
        case _:
            return tag("span", _pieces(part, reader), class_="words")


def _pieces(part: Json, reader: Reader) -> Node:
    return together(_styled(each, reader) for each in part["elements"])


def _styled(piece: Json, reader: Reader) -> Child:
    drawn = _piece(piece, reader)
    for style, name in STYLES.items():
        if piece.get("style", {}).get(style):
            drawn = tag(name, drawn)
    return drawn


def _piece(piece: Json, reader: Reader) -> Child:
    match piece["type"]:
        case "link":
            return link(str(piece["url"]), str(piece.get("text") or ""))
        case "emoji":
            return SIGNS.get(piece["name"], f":{piece['name']}:")
        case "user":
            return mention("@" + reader.people.get(piece["user_id"], piece["user_id"]))
        case "channel":
            return mention("#" + reader.channels.get(piece["channel_id"], piece["channel_id"]))
        case "usergroup":
            return mention("@" + str(piece["usergroup_id"]))
        case "broadcast":
            return mention("@" + str(piece["range"]))
        case "date":
            words = formatted_date(piece["timestamp"], piece["format"], reader)
            return link(str(piece["url"]), words) if "url" in piece else words
        case _:
            return _broken(str(piece.get("text", "")))


def _broken(words: str) -> Node:
    """Words with their own line breaks."""
    first, *others = words.split("\n")
    return together(first, [together(tag("br"), line) for line in others])
