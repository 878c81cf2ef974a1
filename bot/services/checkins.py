"""Answering a check-in: one tap, and the taps offered after it. Until the next check-in each can be changed."""

from dataclasses import dataclass
from uuid import UUID

from bot.domain.after_tap import check_of, is_newest
from bot.domain.errors import NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.meetings import Outcome
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.domain.questions import CODES, Answer, Kept, Tap
from bot.services.access import own_facts, own_pair
from bot.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCheckIn:
    """What the message shows after the tap. `is_new` is False for a click that changed nothing."""

    facts: PairFacts
    side: Side
    number: int
    is_new: bool


def answer_check_in(work: Work, actor: Actor, pair_id: UUID, number: int, outcome: Outcome) -> AnsweredCheckIn:
    """Record whether they met. Answers of an ended pair still count for its history.

    Another tap corrects the first until the next check-in came; later the first stays. Raises `NotYourPair`, and
    `NothingAsked` for a check-in this person was never sent.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    refuse_unless_asked(facts, person.id, number)
    check = check_of(facts, side, number)
    is_new = False
    if check and (check.outcome is None or is_newest(facts, side, number)):
        is_new = work.tx.checks.answer(pair.id, person.id, number, outcome, work.now)
    work.replan([pair.id])
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=is_new)


def tap(work: Work, actor: Actor, pair_id: UUID, number: int, question: Tap, value: str) -> AnsweredCheckIn:
    """Record a tap on what was offered after the check-in's own. Nobody but the one who taps reads it.

    Raises `NotYourPair`, `PairEnded`, and `NothingAsked` for a check-in that is not the newest, is not answered yet, or
    knows no such answer.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    check = check_of(facts, side, number)
    if check is None or check.outcome is None or not is_newest(facts, side, number) or value not in CODES[question]:
        raise NothingAsked
    if question is Tap.SELF and side is not Side.MENTEE:
        raise NothingAsked
    if question is Tap.FOLLOW_UP:
        _follow_up(work, facts, person.id, number, Kept(value))
    answer = Answer(person=person.id, question=question, number=number, value=value, at=work.now)
    work.tx.checks.say(pair.workspace, pair.id, answer)
    work.replan([pair.id])
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=True)


def read_check_in(work: Work, actor: Actor, pair_id: UUID, number: int) -> AnsweredCheckIn:
    """A check-in as its receiver sees it now. Raises like `answer_check_in`."""
    facts, person, side = own_facts(work.tx, actor, pair_id)
    refuse_unless_asked(facts, person.id, number)
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=False)


def refuse_unless_asked(facts: PairFacts, person: UUID, number: int) -> None:
    """Raise `NothingAsked` for a check-in this person was never sent."""
    if not any(check.person == person and check.number == number for check in facts.checks):
        raise NothingAsked


def _follow_up(work: Work, facts: PairFacts, person: UUID, number: int, kept: Kept) -> None:
    """A second tap after a final one finds nothing open, and only the answer changes."""
    commitment = facts.commitment(person)
    if commitment is None or commitment.number >= number:
        if facts.answer(person, Tap.FOLLOW_UP, number) is None:
            raise NothingAsked
        return
    work.tx.commitments.save(facts.pair.workspace, commitment.answered(kept, work.now))
