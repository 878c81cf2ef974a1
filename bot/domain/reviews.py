"""The review: every so often the two are asked whether their agreement still holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.domain.cadence import local
from bot.domain.kickoff import REVIEW_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One person was asked on a review date; `held_at` is when they said that the agreement still holds."""

    pair: UUID
    due_on: date
    person: UUID
    asked_at: datetime
    held_at: datetime | None = None


def review_after(
    signed_at: datetime, review_on: date | None, tz: str, ends_on: date | None, told: date | None
) -> date | None:
    """The first review date of a signed version that lies after `told`, the day somebody was last asked; None when the
    end comes first.

    The first one is the day the two named, if it lies after their signatures; further ones follow every three months,
    whether anybody answered or not: a silence is no reason never to ask again.
    """
    signed_on = local(signed_at, tz).date()
    step = timedelta(days=REVIEW_DAYS)
    found = review_on if review_on and review_on > signed_on else signed_on + step
    while told and found <= told:
        found += step
    return None if ends_on and found >= ends_on else found
