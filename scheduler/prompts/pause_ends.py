"""A pause with a day to come back on ends on that day, by itself."""

from datetime import datetime, timedelta

from bot.domain.cadence import instant, next_window
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Side, change
from bot.domain.prompts import Due, Effects
from bot.domain.stages import Event, Status


class PauseEndsPrompt:
    """Decides; on the mentee's side only. Both are told in their own windows, as they had wished it."""

    name = "pause_ends"
    is_unasked = False
    can_wait = False
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """On the morning of the named day, by the mentor's clock."""
        until = facts.pair.paused_until
        if side is not Side.MENTEE or facts.pair.status is not Status.PAUSED or until is None:
            return None
        at = instant(until, facts.mentor.window_start, facts.mentor.tz)
        return Due(number=facts.next_number(self.name, facts.pair.mentee), at=at)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Take the mentorship up again."""
        del side
        pair, line = change(facts.pair, Event.RESUME, at=now, actor=None, reason="pause_over")
        return Effects(
            pair=pair,
            change=line,
            notices=tuple(
                Notice(
                    kind=NoticeKind.RESUMED,
                    workspace=pair.workspace,
                    to=ToPerson(person=person.id),
                    key=f"resumed:{pair.id}:{person.id}:{number}",
                    pair=pair.id,
                    not_before=None if person.is_resting else next_window(person, now),
                )
                for person in facts.people
                if not person.is_deactivated
            ),
        )
