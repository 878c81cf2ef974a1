"""How every drawing is looked at: Slack would take it, no label was cut, and it is as somebody last agreed."""

import json
from collections.abc import Iterator, Mapping

from bot.texts import Texts
from bot.views.ids import ACTIONS
from bot.views.limits import problems
from bot.views.parts import Message, View
from tests.support.golden import Golden

ENGLISH = Texts.load()
CUT = "…"
WHOLE = {key for key in ENGLISH.keys("en") if not ENGLISH.slots(key, "en")}
MEANT = {said for key in WHOLE if (said := ENGLISH.say(key, "en")).endswith(CUT)}
"""Labels that end so because they open something, such as *Away until…*."""
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
    assert [label for label in labels(drawn) if label.endswith(CUT) and label not in MEANT] == []
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
