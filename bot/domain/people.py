"""People as the program knows them: where they live, when they work, which language they read."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from bot.domain import errors

WORKING_DAYS = frozenset({0, 1, 2, 3, 4})
"""Monday to Friday, as `date.weekday()` counts (docs/evidence.md)."""
WINDOW_START, WINDOW_END = time(9), time(17)
"""Local send window, start included, end excluded (docs/evidence.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who clicked or typed, as Slack vouches for it: workspace (team id) and user id."""

    workspace: str
    slack_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What Slack's profile says of an account; the only source for who may be paired."""

    slack_id: str
    name: str
    tz: str
    locale: str
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_stranger: bool = False
    is_deleted: bool = False

    def refuse_unless_welcome(self) -> None:
        """Raise the refusal that fits an account which cannot take part."""
        who = {"person": self.slack_id}
        if self.is_bot:
            raise errors.NotAPerson(people=who)
        if self.is_deleted:
            raise errors.Deactivated(people=who)
        if self.is_stranger:
            raise errors.IsAStranger(people=who)
        if self.is_guest:
            raise errors.IsAGuest(people=who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account in one workspace.

    `tz` is an IANA name (unknown names fall back to UTC in cadence), `locale` is Slack's (`de-DE`). They are away from
    `away_from` on until `away_until`, the first day back; without it until they say that they are back. `country` is
    whose public holidays count: None for the one their zone lies in, empty for none; `days_off` are those holidays.
    `dm_channel` is the bot's DM with them, once known.
    """

    id: UUID
    workspace: str
    slack_id: str
    name: str
    tz: str = "UTC"
    locale: str = "en-US"
    working_days: frozenset[int] = WORKING_DAYS
    window_start: time = WINDOW_START
    window_end: time = WINDOW_END
    away_from: date | None = None
    away_until: date | None = None
    country: str | None = None
    days_off: frozenset[date] = field(default=frozenset(), compare=False, repr=False)
    is_deactivated: bool = False
    dm_channel: str | None = None

    def is_away(self, day: date) -> bool:
        """Whether they said that they are away on that day."""
        if self.away_from is None:
            return self.away_until is not None and day < self.away_until
        return self.away_from <= day and (self.away_until is None or day < self.away_until)

    @property
    def is_resting(self) -> bool:
        """Whether they are away until they say that they are back: nothing is planned for them meanwhile."""
        return self.away_from is not None and self.away_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """What a person sets in Home about when they may be written to."""

    working_days: frozenset[int]
    window_start: time
    window_end: time
    capacity: int
    country: str | None = None

    def refusals(self) -> dict[str, str]:
        """Fields that do not hold, as field -> text key."""
        found: dict[str, str] = {}
        if not self.working_days:
            found["working_days"] = "field.working_days_needed"
        if self.window_end <= self.window_start:
            found["window_end"] = "field.window_backwards"
        if not 0 <= self.capacity <= MOST_MENTEES:
            found["capacity"] = "field.capacity_range"
        return found


MOST_MENTEES = 10
"""Upper bound of a mentor's capacity; judgement: beyond ten nobody keeps a fortnightly rhythm."""
