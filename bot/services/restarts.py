"""A reset without blame: the two look at what they agreed, and begin anew from where they are."""

from dataclasses import replace
from uuid import UUID, uuid4

from bot.domain.beginnings import begins_anew
from bot.domain.commitments import Commitment, refuse_unwritten
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


def reset_pair(work: Work, actor: Actor, pair_id: UUID, own: str = "") -> PairFacts:
    """Begin anew: a pause is over, quiet is over, and both answer the seven choices once more.

    The stage stays, and the agreement in force holds until the two sign another. The two hear of it in their own
    conversation; who asked is not told. `own` is what the actor would change in how they show up, for them alone; it
    may be empty. Raises `NotYourPair`, `PairEnded`, `FieldsRefused`, `NothingAsked` while a fresh start still waits for
    its agreement: it is told once.
    """
    if own:
        refuse_unwritten(own)
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if begins_anew(facts):
        raise NothingAsked
    begun, line = change(pair, Event.RESET, at=work.now, actor=person.id, reason="reset")
    begun = replace(begun, sign_at=work.now)
    work.tx.pairs.save(begun)
    work.tx.history.append(pair.workspace, line)
    if own:
        _keep(work, facts, person.id, own)
    work.tell(_to_both(begun, NoticeKind.RESET))
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def note_own(work: Work, actor: Actor, pair_id: UUID, beginning: int, words: str) -> PairFacts:
    """What the actor would change in how they show up, with this fresh start; said again, the newer words hold.

    Only they read it: before the next meeting, and in the check-in that asks what became of it. Raises `NotYourPair`,
    `PairEnded`, `FieldsRefused`, `NothingAsked` for an earlier beginning.
    """
    refuse_unwritten(words)
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    if pair.beginning != beginning or pair.begun_at is None:
        raise NothingAsked
    _keep(work, work.tx.pairs.facts([pair.id])[pair.id], person.id, words)
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def _keep(work: Work, facts: PairFacts, person: UUID, words: str) -> None:
    """As the one thing that person wants to do; what they wanted before is let go."""
    workspace, before = facts.pair.workspace, facts.commitment(person)
    if before:
        work.tx.commitments.save(workspace, replace(before, closed_at=work.now))
    number = max((check.number for check in facts.checks if check.person == person), default=1)
    made = Commitment(id=uuid4(), pair=facts.pair.id, person=person, number=number, words=words, made_at=work.now)
    work.tx.commitments.save(workspace, made)


def _to_both(pair: Pair, kind: NoticeKind) -> Notice:
    return Notice(
        kind=kind,
        workspace=pair.workspace,
        to=ToPair(pair=pair.id),
        key=f"{kind}:{pair.id}:{pair.history}",
        pair=pair.id,
    )
