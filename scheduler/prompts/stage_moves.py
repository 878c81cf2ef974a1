"""A stage that one side confirmed and nobody held takes effect after its week."""

from datetime import datetime, timedelta

from bot.domain.facts import PairFacts
from bot.domain.growth import evidence, in_stage, moves_at
from bot.domain.pairs import Side, change
from bot.domain.prompts import Due, Effects
from bot.domain.stages import Event, Status


class StageMovesPrompt:
    """Decides; on the mentee's side only. Tells nobody: the next check-in and Home say it."""

    name = "stage_moves"
    is_unasked = False
    can_wait = False
    grace: timedelta | None = None

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """Seven days after the confirmation."""
        move = facts.pair.move
        if side is not Side.MENTEE or facts.pair.status is not Status.ACTIVE or move is None:
            return None
        return Due(number=facts.next_number(self.name, facts.pair.mentee), at=moves_at(move))

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Write the history line with the evidence of today."""
        del side, number
        move = facts.pair.move
        if move is None:
            return Effects()
        found = evidence(facts, now)
        pair, line = change(
            facts.pair,
            Event.STAGE,
            to=move.to,
            at=now,
            actor=move.confirmed_by,
            reason="confirmed_and_not_held",
            evidence=found.numbers if found else None,
        )
        return Effects(pair=in_stage(pair, facts.terms, facts.program.terms.rhythm), change=line)
