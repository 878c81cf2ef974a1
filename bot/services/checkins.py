"""Answering a check-in: one tap, the first one counts."""

from dataclasses import dataclass
from uuid import UUID

from bot.domain.errors import NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.meetings import Outcome
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.services.access import own_facts, own_pair
from bot.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCheckIn:
    """What the message shows after the tap. `is_new` is False for a second click, which changed nothing."""

    facts: PairFacts
    side: Side
    number: int
    is_new: bool


def answer_check_in(work: Work, actor: Actor, pair_id: UUID, number: int, outcome: Outcome) -> AnsweredCheckIn:
    """Record whether they met. Answers of an ended pair still count for its history.

    Raises `NotYourPair`, and `NothingAsked` for a check-in this person was never sent.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    is_new = work.tx.checks.answer(pair.id, person.id, number, outcome, work.now)
    work.replan([pair.id])
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if not any(check.person == person.id and check.number == number for check in facts.checks):
        raise NothingAsked
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=is_new)


def read_check_in(work: Work, actor: Actor, pair_id: UUID, number: int) -> AnsweredCheckIn:
    """A check-in as its receiver sees it now. Raises like `answer_check_in`."""
    facts, person, side = own_facts(work.tx, actor, pair_id)
    if not any(check.person == person.id and check.number == number for check in facts.checks):
        raise NothingAsked
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=False)
