"""What the bot asks, when, and who may read the answer. Visibility is part of the question's type."""

from dataclasses import dataclass
from enum import StrEnum


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


def is_asked(question: Question, number: int, rhythm_days: int) -> bool:
    """Whether meeting `number` carries the question: from its first meeting on, then whenever its days have passed.

    Decided by the number alone, so that both sides are asked in the same month and an outage shifts nothing.
    """
    step = max(1, question.every_days // rhythm_days)
    return number >= question.first and (number - question.first) % step == 0
