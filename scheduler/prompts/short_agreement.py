"""Six weeks without a signed agreement: three lines are offered instead of all."""

from datetime import datetime, timedelta

from bot.domain.cadence import days_later, next_window
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.health import UNSIGNED_DAYS
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status


class ShortAgreementPrompt:
    """To each side, once."""

    name = "short_agreement"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=14)

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """On day 42, while nothing is signed by both."""
        person, started = facts.person(side), facts.pair.started_at
        if facts.pair.status is not Status.ACTIVE or started is None or facts.signed:
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
            return None
        at = next_window(person, days_later(started, UNSIGNED_DAYS, person.tz))
        return Due(number=facts.next_number(self.name, person.id), at=at)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Offer the short form."""
        return Effects(notices=(to_side(self, NoticeKind.SHORT_AGREEMENT, facts, side, number, now + self.grace),))
