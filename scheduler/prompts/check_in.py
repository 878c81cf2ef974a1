"""The check-in: after each meeting, expected or agreed, to each side alone, one tap."""

from datetime import datetime, timedelta

from bot.domain.arranging import CHECK_IN, is_cancelled
from bot.domain.cadence import next_window
from bot.domain.facts import PairFacts
from bot.domain.meetings import CheckIn, Meeting
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.stages import Status


class CheckInPrompt:
    """One occurrence per meeting and side; its number is the meeting's. Nobody is asked about a cancelled one."""

    name = CHECK_IN
    is_unasked = True
    can_wait = True
    grace = timedelta(days=5)
    """Older ones are skipped: asking about last week's meeting next to this week's reads as a reproach. Judgement."""

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """The first permitted instant after the meeting is over; none once the pair's end has come."""
        schedule = facts.schedule()
        if facts.pair.status is not Status.ACTIVE or schedule is None:
            return None
        person = facts.person(side)
        number = facts.next_number(self.name, person.id)
        while is_cancelled(facts, number):
            number += 1
        expected = schedule.expected(number, facts.meetings)
        if facts.end and expected >= facts.end:
            return None
        return Due(number=number, at=next_window(person, expected + timedelta(minutes=schedule.minutes)))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Ask this side whether they met."""
        pair, person = facts.pair, facts.person(side)
        schedule = facts.schedule()
        expected = schedule.expected(number, facts.meetings) if schedule else now
        return Effects(
            notices=(to_side(self, NoticeKind.CHECK_IN, facts, side, number, now + self.grace, {"number": number}),),
            meeting=Meeting(pair=pair.id, number=number, expected_at=expected),
            check=CheckIn(person=person.id, number=number, asked_at=now),
        )
