"""What can be wrong with the words. All three are mistakes of ours, never of the person reading."""

from typing import Literal

# What may follow the colon of a slot; "" is a slot without one.
Style = Literal["", "date", "day", "time", "datetime", "list", "choice"]


class BrokenTexts(Exception):
    """A file of texts cannot be read as the catalogue needs it."""


class UnknownText(Exception):
    """No text has this key in this language."""


class WrongSlots(Exception):
    """What was given does not fill the slots of the text: one is missing, not used, or of the wrong kind."""
