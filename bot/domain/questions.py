"""What the bot asks beside whether they met, when, and who may read the answer.

Visibility is part of a question's type: words have the readers that were chosen before typing, taps have none.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Visibility(StrEnum):
    """Who will read what is typed, chosen and seen before typing."""

    PARTNER = "partner"
    PRIVATE = "private"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a check-in. `readers` are the choices a person has; `every` is asked with each nth meeting."""

    key: str
    readers: tuple[Visibility, ...]
    first: int
    every_days: int


ONE_THING = Question(
    key="one_thing",
    readers=(Visibility.PARTNER, Visibility.PRIVATE, Visibility.LEAD),
    first=2,
    every_days=28,
)
"""*What's one thing I could do to make this mentorship more valuable to you?* See docs/evidence.md."""

QUESTIONS = (ONE_THING,)


class Tap(StrEnum):
    """A question answered with one tap, after the check-in's own or beside a fresh start. Nobody but the one who taps
    ever reads the answer."""

    FIT = "fit"
    RATING = "rating"
    FOLLOW_UP = "follow_up"
    PLACING = "placing"
    SELF = "self"
    ENDING = "ending"
    ANEW = "anew"


class Fit(StrEnum):
    """Whether the two are a good fit, as one of them feels now."""

    GOOD = "good"
    DECIDING = "deciding"
    NOT_A_FIT = "not_a_fit"


class Kept(StrEnum):
    """What became of something small that somebody wanted to do."""

    DONE = "done"
    NOT_YET = "not_yet"
    DROPPED = "dropped"


class Placing(StrEnum):
    """What would help when meetings are hard to place."""

    SLOT = "slot"
    RHYTHM = "rhythm"
    FINE = "fine"


RATINGS = ("1", "2", "3", "4", "5")
"""How it goes, from hard going to very well; each has words."""
LOW_RATING = 2
"""Up to this a word with somebody is offered, to that person alone (docs/evidence.md)."""
NOT_NOW = "not_now"
"""No ending is planned for now."""
FROM_THE_FIRST_STAGE = "initiation"
"""With this fresh start somebody would go back to the first stage; its number is the beginning's."""
FIT_MEETINGS = (1, 2)
"""Meetings held after which somebody is asked about the fit (docs/evidence.md)."""
GUIDE_QUESTIONS = 5
"""Questions in the conversation guide of each stage; judgement: more than one meeting needs, few enough to choose."""

CODES: dict[Tap, tuple[str, ...]] = {
    Tap.FIT: tuple(Fit),
    Tap.RATING: RATINGS,
    Tap.FOLLOW_UP: tuple(Kept),
    Tap.PLACING: tuple(Placing),
    Tap.SELF: RATINGS,
    Tap.ENDING: (NOT_NOW,),
    Tap.ANEW: (FROM_THE_FIRST_STAGE,),
}
"""What may be tapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One tap of one person in the check-in about meeting `number`, or beside the fresh start of that number.

    `value` is one of `CODES`.
    """

    person: UUID
    question: Tap
    number: int
    value: str
    at: datetime


def is_asked(question: Question, number: int, rhythm_days: int) -> bool:
    """Whether meeting `number` carries the question: each second of the months in which something is asked.

    Decided by the number alone, so that both sides are asked in the same month and an outage shifts nothing.
    """
    turn = _turn(question, number, rhythm_days)
    return turn is not None and turn % 2 == 0


def is_rated(number: int, rhythm_days: int) -> bool:
    """Whether meeting `number` asks how it goes: in the months between those of the one-thing question."""
    turn = _turn(ONE_THING, number, rhythm_days)
    return turn is not None and turn % 2 == 1


def guide_question(number: int) -> int:
    """Which question of its stage's guide belongs to meeting `number`, from 1."""
    return (number - 1) % GUIDE_QUESTIONS + 1


def _turn(question: Question, number: int, rhythm_days: int) -> int | None:
    """How many times something was asked before meeting `number`; None when nothing is asked there."""
    step = max(1, question.every_days // rhythm_days)
    since = number - question.first
    return since // step if since >= 0 and since % step == 0 else None
