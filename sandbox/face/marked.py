"""mrkdwn as Slack draws it: emphasis, code, quotes, lists, links, names, dates in the reader's zone."""

import re
from collections.abc import Iterator
from itertools import groupby

from sandbox.face.emoji import SIGNS, with_signs
from sandbox.face.html import Child, Node, tag, together
from sandbox.mrkdwn import Reader, formatted_date, unescaped
from sandbox.wire import Json

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
PIECE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<control>[^<>\n]+)>"
    r"|(?<![\w*_~])(?P<mark>[*_~])(?=\S)(?P<inner>.+?)(?<=\S)(?P=mark)(?![\w*_~])"
    r"|:(?P<emoji>[a-z0-9_+'-]+):"
)
EMPHASIS = {"*": "strong", "_": "em", "~": "s"}
QUOTE = ("&gt;", ">")
BULLET = "• "
# Addresses a browser may be sent to; a link to anything else is drawn as words.
SAFE = re.compile(r"(?:https?|mailto|tel|slack):", re.IGNORECASE)


def text_node(piece: Json | None, reader: Reader) -> Node:
    """A text object: mrkdwn or plain text."""
    if not piece:
        return together()
    words = str(piece["text"])
    return marked(words, reader) if piece["type"] == "mrkdwn" else plain(words)


def plain(words: str) -> Node:
    """Plain text, with emoji names as signs and its own line breaks."""
    return _lines(with_signs(words).split("\n"))


def marked(words: str, reader: Reader) -> Node:
    """mrkdwn, with Slack's entities turned back."""
    parts = FENCE.split(words)
    return together(
        tag("pre", tag("code", unescaped(part))) if index % 2 else _paragraphs(part, reader)
        for index, part in enumerate(parts)
        if part
    )


def _kind(line: str) -> str:
    if line.startswith(QUOTE):
        return "quote"
    return "list" if line.startswith(BULLET) else "words"


def _paragraphs(words: str, reader: Reader) -> Iterator[Node]:
    for kind, lines in groupby(words.split("\n"), _kind):
        match kind:
            case "quote":
                bare = [line.removeprefix("&gt;").removeprefix(">").removeprefix(" ") for line in lines]
                yield tag("blockquote", _lines([_inline(line, reader) for line in bare]))
            case "list":
                yield tag("ul", [tag("li", _inline(line.removeprefix(BULLET), reader)) for line in lines])
            case _:
                yield tag("span", _lines([_inline(line, reader) for line in lines]), class_="words")


def _lines(lines: list[Node] | list[str]) -> Node:
    broken: list[Child] = []
    for line in lines:
        broken += [tag("br"), line] if broken else [line]
    return together(broken)


def _inline(words: str, reader: Reader) -> Node:
    parts: list[Child] = []
    at = 0
    for found in PIECE.finditer(words):
        parts += [unescaped(words[at : found.start()]), _piece(found, reader)]
        at = found.end()
    return together(parts, unescaped(words[at:]))


def _piece(found: re.Match[str], reader: Reader) -> Child:
    if found["code"]:
        return tag("code", unescaped(found["code"]))
    if found["control"]:
        return _control(found["control"], reader)
    if found["mark"]:
        return tag(EMPHASIS[found["mark"]], _inline(found["inner"], reader))
    return SIGNS.get(found["emoji"], found[0])


def _control(inside: str, reader: Reader) -> Child:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return mention("@" + (reader.people.get(target[1:]) or unescaped(label) or target[1:]))
    if target.startswith("#"):
        return mention("#" + (unescaped(label) or reader.channels.get(target[1:], target[1:])))
    if target.startswith("!date^"):
        return _date(target, label, reader)
    if target.startswith("!"):
        return mention(unescaped(label) or "@" + target[1:].partition("^")[0])
    return link(unescaped(target), unescaped(label))


def _date(target: str, fallback: str, reader: Reader) -> Child:
    parts = target.split("^")
    if len(parts) < 3 or not parts[1].isdigit():
        return unescaped(fallback)
    words = formatted_date(float(parts[1]), parts[2], reader)
    return link(unescaped(parts[3]), words) if len(parts) > 3 else words


def mention(words: str) -> Node:
    """A name, set apart."""
    return tag("span", words, class_="mention")


def link(address: str, label: str = "") -> Node:
    """A link that opens beside the workspace; only words when the address is none a browser should be sent to."""
    words = with_signs(label) if label else address.removeprefix("mailto:")
    if not SAFE.match(address):
        return together(words)
    return tag("a", words, href=address, target="_blank", rel="noopener noreferrer")
