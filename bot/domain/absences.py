"""Time off: a person who is away, and two people who pause. Nothing is asked, and nothing counts against anybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.cadence import local
from bot.domain.people import Person

LONGEST_DAYS = 366
"""Days an absence with a date may last; a longer one ends when the person says so. Judgement."""
WELCOME_DAYS = 7
"""Days after somebody's return in which the first message welcomes them back. Judgement: their first working week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days of one person or of a pair: away from `first` on, back on `back`; None until they say so."""

    first: date
    back: date | None

    def refusals(self, today: date) -> dict[str, str]:
        """Fields that do not hold, as field -> text key."""
        if self.back is None:
            return {"first": "field.open_end_from_today"} if self.first > today else {}
        if self.back <= max(self.first, today):
            return {"back": "field.back_after_first"}
        if self.back > today + timedelta(days=LONGEST_DAYS):
            return {"back": "field.back_too_late"}
        return {}


def is_just_back(person: Person, now: datetime) -> bool:
    """Whether the person has come back within the last days, on a day they had named."""
    today = local(now, person.tz).date()
    back = person.away_until
    return back is not None and back <= today < back + timedelta(days=WELCOME_DAYS)
