"""Menus: one of several, or several of them; of options, people or conversations."""

from collections.abc import Iterator

from sandbox.face.emoji import with_signs
from sandbox.face.html import Child, Node, tag
from sandbox.face.marks import field_marks
from sandbox.face.surfaces import Offer, Surface
from sandbox.inputs import Held
from sandbox.wire import Json

Line = tuple[str, str]


def menu_of(held: Held, surface: Surface, label: str) -> Node:
    """A select; the empty line stands for nothing chosen."""
    chosen = _id_of(surface.value_of(held))
    nothing = tag("option", placeholder(held) or "Choose…", value="", selected=not chosen)
    lines: list[Child] = [nothing]
    for group, options in _groups(held, surface):
        drawn = [tag("option", words, value=value, selected=value == chosen) for value, words in options]
        lines += [tag("optgroup", drawn, label=group)] if group else drawn
    return tag("select", lines, **field_marks(held, surface, label or placeholder(held) or "Choose"))


def multi_menu(held: Held, surface: Surface, label: str) -> Node:
    """A folded list of boxes to tick; folded it says what is ticked."""
    value = surface.value_of(held)
    chosen = {_id_of(each) for each in (value if isinstance(value, list) else [])}
    lines = [line for _, options in _groups(held, surface) for line in options]
    name = label or placeholder(held) or "Choose"
    shown = ", ".join(words for key, words in lines if key in chosen) or placeholder(held) or "Choose…"
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", value=key, checked=key in chosen, id=surface.id_of(held, f"-{key}")),
            words,
        )
        for key, words in lines
    ]
    marks = field_marks(held, surface, name)
    opener = tag("summary", shown, id=surface.id_of(held, "-summary"), aria_label=f"{name}: {shown}")
    fieldset = tag("fieldset", tag("legend", name, class_="sr"), boxes)
    marks |= {"aria_label": None, "id": surface.id_of(held)}
    return tag("details", opener, fieldset, class_="multi", **marks)


def placeholder(held: Held) -> str:
    """What stands in an empty field."""
    words = held.element.get("placeholder")
    return str(words["text"]) if words else ""


def _id_of(chosen: object) -> str:
    if isinstance(chosen, dict):
        return str(chosen["value"])
    return str(chosen) if chosen else ""


def _groups(held: Held, surface: Surface) -> Iterator[tuple[str, list[Line]]]:
    match held.kind.removeprefix("multi_"):
        case "users_select":
            yield "", [(each.id, each.words) for each in surface.people]
        case "channels_select":
            yield "", [(each.id, each.words) for each in surface.conversations if each.kind == "public"]
        case "conversations_select":
            wanted = held.element.get("filter", {})
            yield "", [(each.id, each.words) for each in surface.conversations if _passes(each, wanted)]
        case _:
            yield "", [_line(each) for each in held.element.get("options", ())]
            for group in held.element.get("option_groups", ()):
                yield str(group["label"]["text"]), [_line(each) for each in group["options"]]


def _line(option: Json) -> Line:
    return str(option["value"]), with_signs(str(option["text"]["text"]))


def _passes(offer: Offer, wanted: Json) -> bool:
    """Slack's filter of a menu of conversations: kinds to include, bots to leave out."""
    kinds = wanted.get("include")
    if kinds and offer.kind not in kinds:
        return False
    return not (offer.is_bot and wanted.get("exclude_bot_users"))
