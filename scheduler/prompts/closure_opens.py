"""Some weeks before a planned end the last stage opens, so that the ending is lived and not noticed."""

from datetime import datetime, timedelta

from bot.domain.cadence import next_window
from bot.domain.closure import BEFORE_DAYS, opens_at
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side, change
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Event, Stage, Status

TOLD = (OccurrenceState.DONE, OccurrenceState.SKIPPED)
"""States after which this opening of closure is not told again."""


class ClosureOpensPrompt:
    """Tells each side once; the first of the two to be told carries the stage change."""

    name = "closure_opens"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=BEFORE_DAYS)

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """When closure opens, in the person's window; none for an open end. A later end opens it anew."""
        person = facts.person(side)
        opens = opens_at(facts.pair, person.tz)
        if facts.pair.status is not Status.ACTIVE or opens is None:
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in TOLD and before.finished_at and before.finished_at >= opens:
            return None
        return Due(number=facts.next_number(self.name, person.id), at=next_window(person, opens))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Say when it ends and that the last meetings are for looking back."""
        notice = to_side(self, NoticeKind.CLOSURE_OPENS, facts, side, number, now + self.grace)
        if facts.pair.stage is Stage.CLOSURE:
            return Effects(notices=(notice,))
        pair, line = change(facts.pair, Event.STAGE, to=Stage.CLOSURE, at=now, actor=None, reason="planned_end_near")
        return Effects(notices=(notice,), pair=pair, change=line)
