"""The agreed last day: the pair ends as it was planned on day one."""

from datetime import datetime, timedelta

from bot.domain.cadence import next_window
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Side, change
from bot.domain.prompts import Due, Effects
from bot.domain.stages import Event, Status


class PlannedEndPrompt:
    """Decides; on the mentee's side only. The thanks wait for each one's own window."""

    name = "planned_end"
    is_unasked = False
    can_wait = False
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """When the agreed last day is over for both; a pause does not move it."""
        end = facts.end
        if side is not Side.MENTEE or facts.pair.status not in (Status.ACTIVE, Status.PAUSED) or end is None:
            return None
        return Due(number=facts.next_number(self.name, facts.pair.mentee), at=end)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """End the pair and thank both."""
        del side, number
        pair, line = change(facts.pair, Event.END, at=now, actor=None, reason="planned_end")
        return Effects(
            pair=pair,
            change=line,
            notices=tuple(
                Notice(
                    kind=NoticeKind.ENDED,
                    workspace=pair.workspace,
                    to=ToPerson(person=person.id),
                    key=f"ended:{pair.id}:{person.id}",
                    pair=pair.id,
                    facts={"reason": "planned_end"},
                    not_before=next_window(person, now),
                )
                for person in facts.people
                if not person.is_deactivated
            ),
        )
