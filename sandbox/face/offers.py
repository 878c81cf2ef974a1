"""What is handed to the face by whoever tries an app in it. All words about the app come from there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """What a first visit shows: a few sentences, one button, and the account name of whom it makes you."""

    title: str
    sentences: tuple[str, ...]
    button: str
    persona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A way to begin again. `persona` is the account name of whom one is then."""

    key: str
    title: str
    sentence: str
    persona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A command with what can be typed after it, and what that does. `typed` is what choosing it types."""

    words: str
    about: str
    typed: str = ""
