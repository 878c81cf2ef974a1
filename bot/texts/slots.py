"""The places in a text that are filled when it is said, and how what fills them is written in a locale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from string import Formatter
from typing import cast, get_args

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.texts.errors import BrokenTexts, Style, WrongSlots

Given = str | int | float | date | datetime | time | Sequence[str]

# Weekday, day and month without a year, for days that are near: "Tue, May 5". A skeleton of CLDR.
_DAY = "MMMEd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a text: its name, and how what fills it is written."""

    name: str
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text, cut at its slots."""

    pieces: tuple[str | Slot, ...]

    def names(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Slot))

    def say(self, locale: Locale, given: dict[str, Given]) -> str:
        """Fill the slots. Raises WrongSlots for a value that its slot cannot write."""
        return "".join(
            piece if isinstance(piece, str) else write(piece, given[piece.name], locale) for piece in self.pieces
        )


def read_line(words: str, *, where: str) -> Line:
    """Cut a text from a file at its slots, `{name}` or `{name:style}`. Raises BrokenTexts, naming `where` it stands."""
    pieces: list[str | Slot] = []
    try:
        for literal, name, style, conversion in Formatter().parse(words):
            if literal:
                pieces.append(literal)
            if name is not None:
                if not name.isidentifier() or conversion or style not in get_args(Style):
                    raise BrokenTexts(f"{where}: the slot {{{name}{':' if style else ''}{style}}} is not one of ours")
                pieces.append(Slot(name=name, style=cast("Style", style)))
    except ValueError as error:
        raise BrokenTexts(f"{where}: {error}") from error
    return Line(pieces=tuple(pieces))


def write(slot: Slot, value: Given, locale: Locale) -> str:
    """Write a value as its slot asks. Raises WrongSlots for a value of another kind, or a datetime without a zone."""
    match slot.style, value:
        case _, bool():
            pass
        case _, datetime(tzinfo=None):
            raise WrongSlots(f"the slot {slot.name} needs a datetime in its reader's zone")
        case "", str():
            return value
        case "", int() | float():
            return format_decimal(value, locale=locale)
        case "date", date():
            return format_date(value, "long", locale=locale)
        case "day", date():
            return format_skeleton(_DAY, value, locale=locale)
        case "time", datetime() | time():
            return format_time(value, "short", locale=locale)
        case "datetime", datetime():
            return _day_and_time(value, locale)
        case "list", [_, *_] as words if all(isinstance(word, str) for word in words):
            return format_list(words, locale=locale)
        case "choice", [_, *_] as words if all(isinstance(word, str) for word in words):
            return format_list(words, style="or", locale=locale)
        case _:
            pass
    raise WrongSlots(f"the slot {slot.name} cannot write a {type(value).__name__} as {slot.style or 'words'}")


def _day_and_time(value: datetime, locale: Locale) -> str:
    pattern = str(locale.datetime_formats["medium"])
    day, clock = format_skeleton(_DAY, value, locale=locale), format_time(value, "short", locale=locale)
    return pattern.replace("'", "").replace("{1}", day).replace("{0}", clock)
