"""A reset without blame: the two look at what they agreed, and begin anew from where they are."""

from dataclasses import replace
from uuid import UUID

from bot.domain.beginnings import drafted
from bot.domain.errors import NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPair
from bot.domain.pairs import change
from bot.domain.people import Actor
from bot.domain.stages import Event
from bot.services.access import own_pair
from bot.services.work import Work


def reset_pair(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """Begin anew: a pause is over, quiet is over, and both answer the seven choices once more.

    The stage stays, and the agreement in force holds until the two sign another. The two hear of it in their own
    conversation; who asked is not told. Raises `NotYourPair`, `PairEnded`, `NothingAsked` while a fresh start still
    waits for its agreement: it is told once.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    if pair.begun_at and drafted(work.tx.pairs.facts([pair.id])[pair.id]) is None:
        raise NothingAsked
    begun, line = change(pair, Event.RESET, at=work.now, actor=person.id, reason="reset")
    begun = replace(begun, sign_at=work.now)
    work.tx.pairs.save(begun)
    work.tx.history.append(pair.workspace, line)
    work.tell(
        Notice(
            kind=NoticeKind.RESET,
            workspace=pair.workspace,
            to=ToPair(pair=pair.id),
            key=f"reset:{pair.id}:{begun.history}",
            pair=pair.id,
        )
    )
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]
