"""The box below a conversation, which knows the app's commands and shortcuts."""

import json
from collections.abc import Iterable, Sequence

from sandbox.face.html import Node, tag
from sandbox.face.offers import Hint
from sandbox.face.reading import Reading

Fragment = tuple[str, str]


def composer_fragments(reading: Reading, place: str, *, is_open: bool, hints: Sequence[Hint]) -> list[Fragment]:
    """The box; where Slack has none, a line that says where to type instead."""
    if is_open:
        return [(f"box-{place}", str(_box(reading, place, [*commands(reading), *hints])))]
    words = tag("p", "Messages to this app are turned off. Commands are typed in your own notes. ")
    button = tag("button", "Open my notes", type="button", class_="button", data_do="notes", id="do-notes")
    return [(f"closed-{place}", str(tag("div", words, button, class_="closed")))]


def commands(reading: Reading) -> list[Hint]:
    """The manifest's commands with their usage hints."""
    return [
        Hint(words=f"{each.name} {each.usage_hint}".strip(), about=each.description, typed=f"{each.name} ")
        for each in reading.ws.manifest.commands.values()
    ]


def _box(reading: Reading, place: str, hints: Iterable[Hint]) -> Node:
    known = {each.words: (each.typed or each.words, each.about) for each in hints}
    channel = reading.ws.channels.get(place)
    label = "Message or command" if channel is None else f"Message {reading.ws.channels[place].name or 'notes'}"
    field = tag(
        "textarea",
        name="text",
        id="say",
        rows=1,
        aria_label=label,
        placeholder="Write a message, or type / for commands",
        aria_autocomplete="list",
        aria_haspopup="listbox",
        aria_controls="hints",
        data_hints=json.dumps([[words, *rest] for words, rest in known.items()]),
    )
    listed = tag("ul", id="hints", role="listbox", aria_label="Commands", hidden=True)
    send = tag("button", "Send", class_="button primary", id="send")
    return tag("form", _shortcuts(reading), field, send, listed, data_form="say", class_="composer")


def _shortcuts(reading: Reading) -> Node | None:
    """Global shortcuts; none in the manifest, none here."""
    found = [each for each in reading.ws.manifest.shortcuts.values() if not each.of_message]
    if not found:
        return None
    lines = [
        tag(
            "li",
            tag(
                "button",
                each.name,
                type="button",
                data_do="shortcut",
                data_value=each.callback_id,
                title=each.description,
            ),
        )
        for each in found
    ]
    return tag(
        "details", tag("summary", "⚡", aria_label="Shortcuts"), tag("ul", lines), class_="overflow", id="shortcuts"
    )
