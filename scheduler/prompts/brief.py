"""Three lines on the morning of a meeting that the two count on: what was wanted, what to ask, what it is for."""

from datetime import datetime, timedelta

from bot.domain.arranging import CHECK_IN, described, is_cancelled, morning_of
from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status


class BriefPrompt:
    """For an agreed meeting, or one on a slot that both signed; none for a time that nobody agreed to. Its number is
    the meeting's, so that each has one at most.

    It cannot wait to be said with something else: after the meeting it is worth nothing.
    """

    name = "brief"
    is_unasked = True
    can_wait = False
    grace = timedelta(hours=4)
    """Later than that most meetings of the day are over. Judgement."""

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """The morning of the first meeting ahead that this side was not told of yet."""
        if facts.pair.status is not Status.ACTIVE or facts.pair.started_at is None:
            return None
        person = facts.person(side)
        number = max(facts.next_number(self.name, person.id), facts.next_number(CHECK_IN, person.id))
        while is_cancelled(facts, number):
            number += 1
        meeting = described(facts, number)
        if not meeting.is_settled or (facts.end and meeting.at >= facts.end):
            return None
        at = morning_of(person, meeting.at)
        return Due(number=number, at=at) if at else None

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Say it; a meeting that has begun when its turn comes is not spoken of any more."""
        meeting = described(facts, number)
        return Effects(
            notices=(to_side(self, NoticeKind.BRIEF, facts, side, number, max(meeting.at, now), {"number": number}),)
        )
