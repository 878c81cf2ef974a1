"""A reset without blame: the two look at what they agreed, and begin anew from where they are."""

from dataclasses import replace
from uuid import UUID

from bot.domain.beginnings import drafted
from bot.domain.errors import NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPair
from bot.domain.pairs import Pair, begin_again, can_begin_again, change
from bot.domain.people import Actor
from bot.domain.questions import FROM_THE_FIRST_STAGE, Answer, Tap
from bot.domain.stages import Event
from bot.services.access import own_pair
from bot.services.work import Work


def wish_first_stage(work: Work, actor: Actor, pair_id: UUID, beginning: int) -> PairFacts:
    """The actor would go back to initiation with this fresh start; once both would, the pair does.

    One wish alone changes nothing, and nobody is told of it. Raises `NotYourPair`, `PairEnded`, `NothingAsked` when the
    pair has moved on since.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    if pair.beginning != beginning or not can_begin_again(pair):
        raise NothingAsked
    wish = Answer(person=person.id, question=Tap.ANEW, number=beginning, value=FROM_THE_FIRST_STAGE, at=work.now)
    work.tx.checks.say(pair.workspace, pair.id, wish)
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if facts.answer(pair.person_on(side.other), Tap.ANEW, beginning):
        rhythm = (facts.terms and facts.terms.rhythm) or facts.program.terms.rhythm
        begun, line = begin_again(pair, work.now, rhythm)
        work.tx.pairs.save(begun)
        work.tx.history.append(pair.workspace, line)
        work.tell(_to_both(begun, NoticeKind.BEGUN_AGAIN))
        work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


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
    work.tell(_to_both(begun, NoticeKind.RESET))
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def _to_both(pair: Pair, kind: NoticeKind) -> Notice:
    return Notice(
        kind=kind,
        workspace=pair.workspace,
        to=ToPair(pair=pair.id),
        key=f"{kind}:{pair.id}:{pair.history}",
        pair=pair.id,
    )
