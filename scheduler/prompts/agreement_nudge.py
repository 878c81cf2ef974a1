"""One reminder of the agreement, for those with whom it rests."""

from datetime import datetime, timedelta

from bot.domain.beginnings import waits_for_kickoff
from bot.domain.cadence import days_later, next_window
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status

AFTER_DAYS = 21
"""Days from the start to the only reminder; the agreement is wanted by meeting 3 (docs/evidence.md)."""


class AgreementNudgePrompt:
    """At most once per person and pair, also when it was not called for in between; meetings never wait for it."""

    name = "agreement_nudge"
    is_unasked = True
    can_wait = True
    grace = timedelta(days=14)

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """Three weeks after the start, while this side has something to answer, to settle or to sign."""
        person, started = facts.person(side), facts.pair.started_at
        if facts.pair.status is not Status.ACTIVE or started is None or facts.signed:
            return None
        if facts.agreement and facts.agreement.is_signed_by(person.id):
            return None
        if facts.agreement is None and not waits_for_kickoff(facts, side):
            return None
        before = facts.newest(self.name, person.id)
        if before and before.state in (OccurrenceState.DONE, OccurrenceState.SKIPPED):
            return None
        return Due(
            number=facts.next_number(self.name, person.id),
            at=next_window(person, days_later(started, AFTER_DAYS, person.tz)),
        )

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Offer what is to be done next."""
        return Effects(notices=(to_side(self, NoticeKind.AGREEMENT_NUDGE, facts, side, number, now + self.grace),))
