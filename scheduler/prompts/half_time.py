"""Halfway to a planned end both are asked the three questions by which a mentorship stands or falls."""

from datetime import datetime, timedelta

from bot.domain.cadence import instant, local, next_window
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status

SHORTEST_WEEKS = 12
"""A shorter mentorship has no half-time: its agreement and its closure are close enough. Judgement."""


class HalfTimePrompt:
    """Once per person and planned end; pairs that asked for quiet hear it too."""

    name = "half_time"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=21)
    """Later than this it is not half the way any more. Judgement."""

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """Half the days from the start to the planned end, in the person's window."""
        person = facts.person(side)
        at = _middle(facts, person)
        if facts.pair.status is not Status.ACTIVE or at is None:
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
            return None
        return Due(number=facts.next_number(self.name, person.id), at=next_window(person, at))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Ask this side; the other is asked in its own window."""
        return Effects(notices=(to_side(self, NoticeKind.HALF_TIME, facts, side, number, now + self.grace),))


def _middle(facts: PairFacts, person: Person) -> datetime | None:
    started, ends_on = facts.pair.started_at, facts.pair.ends_on
    if started is None or ends_on is None:
        return None
    first = local(started, person.tz).date()
    days = (ends_on - first).days
    if days < SHORTEST_WEEKS * 7:
        return None
    return instant(first + timedelta(days=days // 2), person.window_start, person.tz)
