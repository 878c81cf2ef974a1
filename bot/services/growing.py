"""Moving on to the next stage: one confirms, the other has a week to hold it, nobody is told who did."""

from dataclasses import replace
from uuid import UUID

from bot.domain.errors import NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.growth import Evidence, evidence, in_stage, quiet_until
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Move, Pair, change
from bot.domain.people import Actor, Person
from bot.domain.scenes import PairHistory
from bot.domain.stages import Event, Stage
from bot.services.access import own_pair, person_behind
from bot.services.work import Work


def confirm_stage(work: Work, actor: Actor, pair_id: UUID, to: Stage) -> PairFacts:
    """The actor's yes to that stage. The partner is told and may hold it; the partner's own yes moves the pair at once.

    A second yes of the same person changes nothing. Raises `NotYourPair`, `PairEnded`, `NothingAsked`.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    found = evidence(facts, work.now)
    if _proposed(pair, found) is not to:
        raise NothingAsked
    if pair.move is None:
        moved = replace(pair, move=Move(to=to, confirmed_by=person.id, at=work.now))
        work.tx.pairs.save(moved)
        work.tell(_confirmed(moved, facts.person(side.other)))
    elif pair.move.confirmed_by != person.id:
        moved, line = change(
            pair,
            Event.STAGE,
            to=to,
            at=work.now,
            actor=pair.move.confirmed_by,
            reason="both_confirmed",
            evidence=found.numbers if found else None,
        )
        work.tx.pairs.save(in_stage(moved, facts.terms, facts.program.terms.rhythm))
        work.tx.history.append(pair.workspace, line)
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def hold_stage(work: Work, actor: Actor, pair_id: UUID, to: Stage) -> PairFacts:
    """*Not yet*: the stage stays, and it is not proposed again for four weeks. Nobody is told who said it.

    Raises `NotYourPair`, `PairEnded`, `NothingAsked` when the pair has moved on or nothing was proposed.
    """
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    found = evidence(replace(facts, pair=replace(pair, quiet_until=None)), work.now)
    if _proposed(pair, found) is not to:
        raise NothingAsked
    if pair.move:
        work.cancel(pair.workspace, _key(pair, pair.move), "the stage stays")
    work.tx.pairs.save(replace(pair, move=None, quiet_until=quiet_until(work.now)))
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def _proposed(pair: Pair, found: Evidence | None) -> Stage | None:
    """The stage that is in question: the one somebody agreed to, else the one that the evidence speaks for."""
    if pair.move:
        return pair.move.to
    return found.to if found else None


def stage_history(work: Work, actor: Actor) -> tuple[PairHistory, ...]:
    """The history of each of the actor's pairs that started and is not ended. Raises `NotPartOfProgram`."""
    person = person_behind(work.tx, actor)
    facts = work.tx.pairs.facts(work.tx.pairs.of_person(person.id)).values()
    return tuple(
        PairHistory(
            facts=each,
            partner=each.pair.partner_of(person.id),
            lines=tuple(work.tx.history.of(each.pair.id)),
        )
        for each in facts
        if each.pair.started_at
    )


def _confirmed(pair: Pair, partner: Person) -> Notice:
    if pair.move is None:
        raise ValueError("nothing was confirmed")
    return Notice(
        kind=NoticeKind.STAGE_CONFIRMED,
        workspace=pair.workspace,
        to=ToPerson(person=partner.id),
        key=_key(pair, pair.move),
        pair=pair.id,
        facts={"to": pair.move.to},
    )


def _key(pair: Pair, move: Move) -> str:
    return f"stage_confirmed:{pair.id}:{move.to}:{move.at.isoformat()}"
