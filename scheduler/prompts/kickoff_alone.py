"""Who has answered the kickoff, and is still on their own with it, may start on their answers."""

from datetime import datetime, timedelta

from bot.domain.beginnings import alone_from
from bot.domain.cadence import next_window
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status


class KickoffAlonePrompt:
    """To the one who answered, once; the other is not spoken of as late, and is asked nothing by it."""

    name = "kickoff_alone"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=14)

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """Seven working days of both after this side's answer, while the other one is not there."""
        person, at = facts.person(side), alone_from(facts, side)
        if facts.pair.status is not Status.ACTIVE or at is None:
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
            return None
        return Due(number=facts.next_number(self.name, person.id), at=next_window(person, at))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Offer to start."""
        return Effects(notices=(to_side(self, NoticeKind.KICKOFF_ALONE, facts, side, number, now + self.grace),))
