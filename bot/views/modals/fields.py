"""Fields of a form. `block_id` and `action_id` of each are the field's name, so a submission reads
`values[field][field]`."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from bot.views import parts
from bot.views.parts import Block, Element, Option
from bot.views.voice import Voice


def field(voice: Voice, label: str, element: Element, *, hint: str | None = None, optional: bool = False) -> Block:
    """A field with the element's own action id as its name. `label` is a key, `hint` is said already."""
    name = str(element["action_id"])
    return parts.input_block(voice.say(label), element, block_id=name, hint=hint, optional=optional)


def line(name: str, words: str, most: int) -> Element:
    """A field of one line, filled with what was written before. Slack refuses blanks as a beginning."""
    return parts.text_input(name, max_length=most, initial=words if words.strip() else None)


def text(name: str, words: str, most: int) -> Element:
    """A field of several lines, the same otherwise."""
    return parts.text_input(name, multiline=True, max_length=most, initial=words if words.strip() else None)


def enum_options(voice: Voice, family: str, members: Iterable[StrEnum]) -> list[Option]:
    """An option for each member, its words below `enum.<family>`."""
    return [parts.option(voice.say(f"enum.{family}.{member}"), member.value) for member in members]


def chosen(options: Sequence[Option], value: str | None) -> Option | None:
    """The option of that value, as Slack wants an initial option: equal to the one in the list."""
    return next((option for option in options if option["value"] == value), None)


def menu(name: str, options: Sequence[Option], value: str | None) -> Element:
    """A menu of one choice, with a value chosen beforehand."""
    return parts.select(name, options, initial=chosen(options, value))


def weekday_options(voice: Voice) -> list[Option]:
    """Monday to Sunday as 0 to 6."""
    return [parts.option(voice.say(f"weekday.{day}"), str(day)) for day in range(7)]


OPEN = "open"
"""The option that settles nothing: "We will see"."""
