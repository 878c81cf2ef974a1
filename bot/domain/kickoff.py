"""The kickoff: seven choices that each of the two makes alone, before either sees the other's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from bot.domain.agreement import (
    LENGTHS,
    Agenda,
    AnswerTime,
    Between,
    FeedbackWay,
    MentorRole,
    Style,
    Terms,
)
from bot.domain.people import Person
from bot.domain.programs import Rhythm

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "cs", "uk", "tr", "ar", "hi", "zh", "ja", "ko")
"""Languages to meet in, by ISO 639-1; judgement: those of most offices. "We will see" leaves room for any other."""
USUAL_LANGUAGE = "en"
USUAL_MINUTES = "45"
ITEMS: Mapping[str, tuple[str, ...]] = {
    "role": tuple(MentorRole),
    "rhythm": tuple(Rhythm),
    "minutes": tuple(str(length) for length in LENGTHS),
    "style": tuple(Style),
    "between": tuple(Between),
    "answer_time": tuple(AnswerTime),
    "agenda": tuple(Agenda),
    "feedback": tuple(FeedbackWay),
    "language": LANGUAGES,
}
"""What is chosen, and from which codes, in reading order. Two of the seven choices have two parts: length and style,
channel and answer time."""
ALONE_DAYS = 7
"""Working days of both after which who has answered may start on their answers (docs/evidence.md)."""
REVIEW_DAYS = 91
"""Days until the two look at their agreement again: every three months (docs/evidence.md)."""
FIRST_ROUND = 1

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class KickoffAnswer:
    """What one person chose so far; saved with each choice. `finished_at` is when they said that this is all.

    `round` counts from 1; a pair that begins anew answers again.
    """

    pair: UUID
    person: UUID
    round: int = FIRST_ROUND
    choices: Mapping[str, str] = field(default_factory=dict)
    finished_at: datetime | None = None


def is_known(item: str, code: str) -> bool:
    """Whether that can be chosen."""
    return code in ITEMS.get(item, ())


def answer_of(answers: Sequence[KickoffAnswer], person: UUID, beginning: int = FIRST_ROUND) -> KickoffAnswer | None:
    """What that person chose in the newest round, which is `beginning` at least."""
    newest = max((answer.round for answer in answers), default=FIRST_ROUND)
    newest = max(newest, beginning)
    return next((answer for answer in answers if (answer.person, answer.round) == (person, newest)), None)


def finished(answers: Sequence[KickoffAnswer], person: UUID, beginning: int = FIRST_ROUND) -> KickoffAnswer | None:
    """The same once it is complete."""
    found = answer_of(answers, person, beginning)
    return found if found and found.finished_at else None


def usual_choices(rhythm: Rhythm, people: Sequence[Person]) -> dict[str, str]:
    """The defaults: what most pairs do, the program's rhythm, and the language that both read."""
    spoken = {person.locale.replace("_", "-").split("-")[0].lower() for person in people}
    (language,) = spoken if len(spoken) == 1 and spoken <= set(LANGUAGES) else (USUAL_LANGUAGE,)
    return {
        "role": MentorRole.SOUNDING_BOARD,
        "rhythm": rhythm,
        "minutes": USUAL_MINUTES,
        "style": Style.INFORMAL,
        "between": Between.SLACK,
        "answer_time": AnswerTime.TWO_DAYS,
        "agenda": Agenda.MENTEE,
        "feedback": FeedbackWay.DIRECT,
        "language": language,
    }


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The items in which two complete answers differ, in reading order; the others are settled."""
    return tuple(item for item in ITEMS if one[item] != other[item])


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeLines:
    """The lines of an agreement beside the seven choices; all of them may be left open."""

    tz: str
    purpose: str = ""
    gain: str = ""
    weekday: int | None = None
    at: time | None = None
    boundaries: str = ""
    ends_on: date | None = None
    review_on: date | None = None


def terms_from(choices: Mapping[str, str | None], lines: FreeLines) -> Terms:
    """The agreement that follows from what was settled; a choice of None, or one that is missing, stays open.

    Raises `ValueError` for a code that nobody could choose.
    """

    def code(item: str, read: Callable[[str], Read]) -> Read | None:
        found = choices.get(item)
        if found is None:
            return None
        if not is_known(item, found):
            raise ValueError(item)
        return read(found)

    return Terms(
        purpose=lines.purpose,
        gain=lines.gain,
        role=code("role", MentorRole),
        rhythm=code("rhythm", Rhythm),
        weekday=lines.weekday,
        at=lines.at,
        tz=lines.tz,
        minutes=code("minutes", int),
        style=code("style", Style),
        between=code("between", Between),
        answer_time=code("answer_time", AnswerTime),
        agenda=code("agenda", Agenda),
        feedback=code("feedback", FeedbackWay),
        language=code("language", str),
        boundaries=lines.boundaries,
        ends_on=lines.ends_on,
        review_on=lines.review_on,
    )


def usual_review(today: date, ends_on: date | None) -> date:
    """When to look at the agreement again: half way, or in three months when that comes first or nothing ends."""
    soon = today + timedelta(days=REVIEW_DAYS)
    if ends_on is None or ends_on <= today:
        return soon
    return min(soon, today + timedelta(days=max(1, (ends_on - today).days // 2)))
