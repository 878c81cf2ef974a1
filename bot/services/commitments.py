"""One small thing somebody wants to do until the next meeting: written by them, read by them alone."""

from uuid import UUID, uuid4

from bot.domain.after_tap import is_newest
from bot.domain.commitments import Commitment, refuse_unwritten
from bot.domain.errors import NothingAsked
from bot.domain.people import Actor
from bot.services.access import own_pair
from bot.services.checkins import AnsweredCheckIn, refuse_unless_asked
from bot.services.work import Work


def commit_to(work: Work, actor: Actor, pair_id: UUID, number: int, words: str) -> AnsweredCheckIn:
    """Keep what the actor wants to do; they are asked about it in their next check-in.

    Raises `NotYourPair`, `PairEnded`, `FieldsRefused`, and `NothingAsked` when one is open or the check-in is not the
    newest.
    """
    refuse_unwritten(words)
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    refuse_unless_asked(facts, person.id, number)
    if facts.commitment(person.id) or not is_newest(facts, side, number):
        raise NothingAsked
    work.tx.commitments.save(
        pair.workspace,
        Commitment(id=uuid4(), pair=pair.id, person=person.id, number=number, words=words, made_at=work.now),
    )
    work.replan([pair.id])
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    return AnsweredCheckIn(facts=facts, side=side, number=number, is_new=True)
