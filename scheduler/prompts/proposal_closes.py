"""A proposal that did not find two answers closes, with the same words on the same day, whatever the reason."""

from datetime import datetime, timedelta

from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Side, change
from bot.domain.prompts import Due, Effects
from bot.domain.proposals import closes_at
from bot.domain.stages import Event, Status


class ProposalClosesPrompt:
    """Decides; on the mentee's side only, so that it happens once."""

    name = "proposal_closes"
    is_unasked = False
    can_wait = False
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """When the last answer would have run out."""
        if side is not Side.MENTEE or facts.pair.status is not Status.PROPOSED:
            return None
        return Due(number=1, at=closes_at(facts.pair, facts.mentor, facts.mentee))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """End the proposal; tell the lead who made it, and a mentor who had said yes."""
        del side, number
        pair, line = change(facts.pair, Event.END, at=now, actor=None, reason="proposal_closed")
        said_yes = pair.mentor_yes_at and not facts.mentor.is_deactivated
        readers = {pair.proposed_by} | ({pair.mentor} if said_yes else set())
        return Effects(
            pair=pair,
            change=line,
            notices=tuple(
                Notice(
                    kind=NoticeKind.PROPOSAL_CLOSED,
                    workspace=pair.workspace,
                    to=ToPerson(person=reader),
                    key=f"proposal_closed:{pair.id}:{reader}",
                    pair=pair.id,
                )
                for reader in sorted(readers)
            ),
        )
