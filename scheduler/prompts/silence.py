"""The ladder for a pair from which nothing is heard: one is asked, then the other, then both may choose what fits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cadence import next_window
from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, to_side
from bot.domain.silence import RUNGS, due_at, prompt_name, silent_since, was_reached
from bot.domain.stages import Status


@dataclass(frozen=True, slots=True)
class SilencePrompt:
    """One rung. A sign of life from either side takes the whole ladder away."""

    rung: int
    is_unasked: bool = True
    can_wait: bool = True
    grace: timedelta = timedelta(days=7)
    """A rung later than that would meet the next one. Judgement."""

    @property
    def name(self) -> str:
        """The rung's own name, so that each is said once in a silence."""
        return prompt_name(self.rung)

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """When the rung is reached, for the side it speaks to; none once it was reached in this silence."""
        if facts.pair.status is not Status.ACTIVE or facts.pair.hushed_at or side not in RUNGS[self.rung - 1][1]:
            return None
        since, at = silent_since(facts), due_at(facts, self.rung)
        if since is None or at is None or was_reached(facts, self.rung, side, since):
            return None
        person = facts.person(side)
        at = next_window(person, at)
        if facts.end and at >= facts.end:
            return None
        return Due(number=facts.next_number(self.name, person.id), at=at)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """Ask this side alone."""
        return Effects(
            notices=(to_side(self, NoticeKind.SILENCE, facts, side, number, now + self.grace, {"rung": self.rung}),)
        )
