"""How a trial can begin, and what a first visit is told. The words are an operator's, not the bot's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One way to begin. `persona` is the account name of whom one is then."""

    key: str
    title: str
    sentence: str
    persona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What a first visit is told."""

    title: str
    sentences: tuple[str, ...]
    button: str
    persona: str


TOUR = Opening(
    key="tour",
    title="One pair, about to be asked",
    sentence="Lea has set up a program, and the bot has just asked Ana whether she would like to mentor Ben.",
    persona="ana",
)
EMPTY = Opening(
    key="empty",
    title="An empty workspace",
    sentence="Five colleagues and no program: be Lea and type /mentor program in your own notes.",
    persona="lea",
)
FULL = Opening(
    key="full",
    title="A program of 40 people",
    sentence="Forty people in eight time zones, three months in: pairs in every stage, some thriving, some not. "
    "Making it takes a while.",
    persona="lea",
)
OPENINGS = (TOUR, EMPTY, FULL)
GREETING = Greeting(
    title="A workspace to try things in",
    sentences=(
        "This is a local Slack workspace with a mentoring bot in it; everything you do here stays on this machine.",
        "On the left you choose whom you act as, above you move time, and every button sends what Slack would send.",
        "The bot has just asked Ana a question: become Ana and answer it, then let time pass.",
    ),
    button="Become Ana",
    persona="ana",
)
