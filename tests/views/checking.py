"""How every drawing is looked at: Slack would take it, no label was cut, and it is as somebody last agreed."""

import json
from collections.abc import Iterator, Mapping

from bot.views.ids import ACTIONS
from bot.views.limits import problems
from bot.views.parts import Message, View
from tests.support.golden import Golden

CUT = "…"
Drawn = dict[str, object]


def as_drawn(shown: Message | View) -> Drawn:
    """A message or a view as Slack gets it."""
    if isinstance(shown, Message):
        return {"text": shown.text, "blocks": list(shown.blocks)}
    return shown


def look_at(golden: Golden, name: str, shown: Message | View) -> None:
    """Hold a drawing against its golden file, Slack's limits, and our own rules."""
    drawn = as_drawn(shown)
    assert problems(drawn) == []
    assert [label for label in labels(drawn) if label.endswith(CUT)] == []
    for element in every(drawn):
        if element.get("type") == "button":
            assert element["action_id"] in ACTIONS
    golden(name, drawn)


def every(value: object) -> Iterator[Mapping[str, object]]:
    """Every object inside a drawing."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from every(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every(inner)


def labels(drawn: Drawn) -> list[str]:
    """All plain text of a drawing: labels, titles, hints."""
    return [str(each["text"]) for each in every(drawn) if each.get("type") == "plain_text"]


def mrkdwn(drawn: Drawn) -> list[str]:
    """Everything in which Slack obeys mentions and marks, `text` included."""
    said = [str(each["text"]) for each in every(drawn) if each.get("type") == "mrkdwn"]
    return [*said, str(drawn["text"])] if "text" in drawn else said


def as_words(drawn: Drawn) -> str:
    """The drawing as one string, to look for what must not be in it."""
    return json.dumps(drawn, ensure_ascii=False)
