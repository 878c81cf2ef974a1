"""What `should_escape` does to typed words: names become ids, and markup characters entities."""

import re

from sandbox.workspace import Workspace

PICKED = re.compile(r"<@(\w+)(?:\|[^>]*)?>|<#(\w+)(?:\|[^>]*)?>")
MENTION = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")


def escaped(ws: Workspace, text: str) -> str:
    """The text as Slack sends it to an app that asked for ids."""
    parts, at = [], 0
    for found in PICKED.finditer(text):
        parts += [_mentions(ws, text[at : found.start()]), _picked(ws, found)]
        at = found.end()
    return "".join([*parts, _mentions(ws, text[at:])])


def _picked(ws: Workspace, found: re.Match[str]) -> str:
    person_id, channel_id = found[1], found[2]
    if person_id in ws.people:
        return f"<@{person_id}|{ws.people[person_id].name}>"
    if channel_id in ws.channels:
        return f"<#{channel_id}|{ws.channels[channel_id].name}>"
    return _entities(found[0])


def _mentions(ws: Workspace, text: str) -> str:
    return MENTION.sub(lambda found: _mention(ws, found), _entities(text))


def _mention(ws: Workspace, found: re.Match[str]) -> str:
    sign, name = found[1], found[2]
    if sign == "@":
        person = ws.person_named(name)
        return f"<@{person.id}|{person.name}>" if person else found[0]
    channel = next((each for each in ws.channels.values() if each.name == name), None)
    return f"<#{channel.id}|{channel.name}>" if channel else found[0]


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
