"""Attention: how much the bot may ask of one person's week, and when several things are said as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.cadence import instant, local, works_on
from bot.domain.people import Person

SLOTS_A_WEEK = 2
"""Unasked messages to one person in an ISO week, over all programs (docs/evidence.md)."""
SLOTS_OF_SEVERAL = 1
"""The same for a mentor of several: one weekly message with a row for each mentee (docs/evidence.md)."""
SEVERAL = 2
"""Active mentees from which a mentor gets one weekly message."""
TOGETHER = timedelta(hours=24)
"""How long something may wait for something else that is due for the same person (docs/architecture.md)."""
BEFORE_CLOSING = timedelta(hours=2)
"""How long before the end of somebody's last working day of a week their weekly message comes: late enough for most
meetings of the week, early enough to answer it on that day. Judgement."""
MOST_PARTS = 3
"""Things said in one message to somebody who has one partner; what is left over waits for next week. Judgement."""
MOST_ROWS = 10
"""Rows of a weekly message: the most mentees anybody has."""


ASKED_BY: Mapping[str, str] = {"first_meeting": "check_in"}
"""Prompts that another one makes needless when both are due about the same pair: who is asked whether they met is not
asked in the same breath to find a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One of the messages a person may get in an ISO week, counted from 1."""

    workspace: str
    person: UUID
    week: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one person's weeks hold: how many messages, how many things in each."""

    slots: int
    parts: int

    @property
    def is_weekly(self) -> bool:
        """Whether everything is kept for one message a week."""
        return self.slots == SLOTS_OF_SEVERAL


def allowance(mentees: int) -> Allowance:
    """What somebody with so many active mentees, in all programs, is asked at most."""
    if mentees >= SEVERAL:
        return Allowance(slots=SLOTS_OF_SEVERAL, parts=MOST_ROWS)
    return Allowance(slots=SLOTS_A_WEEK, parts=MOST_PARTS)


def free_slot(taken: frozenset[int], most: int = SLOTS_A_WEEK) -> int | None:
    """The lowest free slot of a person's week, or None when as many as allowed are taken."""
    if len(taken) >= most:
        return None
    return next((slot for slot in range(1, SLOTS_A_WEEK + 1) if slot not in taken), None)


def weekly_at(person: Person, moment: datetime) -> datetime | None:
    """When the weekly message of the ISO week in which `moment` falls comes: on the person's last working day of it.

    None for a week in which they do not work. A window shorter than `BEFORE_CLOSING` counts from its start.
    """
    here = local(moment, person.tz).date()
    monday = here - timedelta(days=here.weekday())
    days = [monday + timedelta(days=offset) for offset in range(7)]
    working = [day for day in days if works_on(person, day)]
    if not working:
        return None
    opens = instant(working[-1], person.window_start, person.tz)
    return max(opens, instant(working[-1], person.window_end, person.tz) - BEFORE_CLOSING)


def first_weekly(person: Person, moment: datetime) -> datetime:
    """The first weekly instant at or after `moment`.

    Raises `ValueError` for somebody who does not work in any of the next `WEEKS`.
    """
    for week in range(WEEKS):
        found = weekly_at(person, moment + timedelta(days=7 * week))
        if found and found >= moment:
            return found
    raise ValueError("a person without a working day cannot be written to")


def next_weekly(person: Person, moment: datetime) -> datetime:
    """The first weekly instant after `moment`. Raises like `first_weekly`."""
    return first_weekly(person, moment + timedelta.resolution)


WEEKS = 60
"""Weeks that a search for a working day looks ahead: longer than any named absence."""
