"""The review date: each side is asked whether the agreement still holds."""

from datetime import datetime, time, timedelta

from bot.domain.beginnings import asked_last, newest_review, next_review
from bot.domain.cadence import instant, next_window
from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.reviews import Review
from bot.domain.stages import Status

READABLE = timedelta(days=14)
"""How long the question may be on its way; judgement."""


class ReviewDatePrompt:
    """Once for each review date and side; after an outage only about the newest."""

    name = "review_date"
    is_unasked = True
    can_wait = True
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """On the first review date after the one on which this side was asked last."""
        person, due_on = facts.person(side), next_review(facts, asked_last(facts, side))
        if facts.pair.status is not Status.ACTIVE or due_on is None:
            return None
        at = next_window(person, instant(due_on, time(0), person.tz))
        return Due(number=facts.next_number(self.name, person.id), at=at)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Ask whether it still holds."""
        person, due_on = facts.person(side), newest_review(facts, side, now)
        if due_on is None:
            return Effects()
        return Effects(
            review=Review(pair=facts.pair.id, due_on=due_on, person=person.id, asked_at=now),
            notices=(
                to_side(self, NoticeKind.REVIEW_DATE, facts, side, number, now + READABLE, {"on": due_on.isoformat()}),
            ),
        )
