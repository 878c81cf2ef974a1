"""A week after the start: a first meeting is worth planning, when none was agreed or held."""

from datetime import datetime, timedelta

from bot.domain.arranging import described
from bot.domain.cadence import days_later, next_window
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.meetings import FIRST_AFTER_DAYS
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status


class FirstMeetingPrompt:
    """Once for each side. A meeting on the calendar of both, or one that was held, takes it away."""

    name = "first_meeting"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=5)
    """After that the leads hear that the pair has not started; asking once more helps nobody. Judgement."""

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """Seven days after the start (docs/evidence.md), in this side's window."""
        person, started = facts.person(side), facts.pair.started_at
        if facts.pair.status is not Status.ACTIVE or started is None or _is_planned(facts):
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
            return None
        at = next_window(person, days_later(started, FIRST_AFTER_DAYS, person.tz))
        return Due(number=facts.next_number(self.name, person.id), at=at)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Ask for a time."""
        return Effects(notices=(to_side(self, NoticeKind.FIRST_MEETING, facts, side, number, now + self.grace),))


def _is_planned(facts: PairFacts) -> bool:
    """Whether they have a time, had one, or were asked about one: then the check-in carries what comes next."""
    return bool(facts.meetings) or bool(facts.held) or described(facts, 1).is_on_slot
