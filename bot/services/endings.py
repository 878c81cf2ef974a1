"""Ending the pairs of somebody who goes: partners are thanked, leads hear of it, nobody is blamed."""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Pair, change
from bot.domain.people import Actor, Person
from bot.domain.stages import Event, Status
from bot.services.access import leads_outside, own_pair
from bot.services.meetings import release_meeting
from bot.services.ports import Transaction
from bot.services.work import Work


class Leaving(StrEnum):
    """How somebody ends a mentorship: with the words of an ending, or with no contact any more."""

    KINDLY = "kindly"
    AT_ONCE = "at_once"


def end_pairs(work: Work, person: Person, *, reason: str, farewell: str, program: UUID | None) -> int:
    """End what the person is in (in one program, or in all with None); how many started pairs ended.

    Partners hear of it at once: what a person does is relayed when they do it, only what the bot starts waits for a
    send window.

    `reason` goes into the history, `farewell` names the words their partner reads. A proposal is treated as not
    answered: it closes on its own day, so leaving tells nobody who declined.
    """
    mine = sorted(work.tx.pairs.of_person(person.id))
    facts = work.tx.pairs.facts(mine)
    ended = 0
    for each in (facts[pair] for pair in mine if pair in facts):
        if program is not None and each.pair.program != program:
            continue
        pair = work.tx.pairs.lock(each.pair.id)
        if pair is None:
            continue
        ended += _end(work, replace(each, pair=pair), person, reason, farewell)
    work.replan(mine)
    return ended


def end_pair(work: Work, actor: Actor, pair_id: UUID, how: Leaving) -> None:
    """End one mentorship early, without a reason. The partner is thanked in words that tell nothing of who or why.

    *End contact now* says no more to anybody: it only means that the two are never brought together again, and that
    nothing between them that still waits is sent. Raises `NotYourPair`, `PairEnded`.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    parted = replace(facts.pair, is_parted=how is Leaving.AT_ONCE)
    _end(work, replace(facts, pair=parted), person, "ended_early", "ended_early")
    work.replan([pair.id])


def _end(work: Work, facts: PairFacts, person: Person, reason: str, farewell: str) -> int:
    if facts.pair.status is Status.PROPOSED:
        work.tx.pairs.save(replace(facts.pair, declined_at=facts.pair.declined_at or work.now))
        return 0
    if facts.pair.status is Status.ENDED:
        return 0
    release_meeting(work, facts)
    pair, line = change(facts.pair, Event.END, at=work.now, actor=person.id, reason=reason)
    work.tx.pairs.save(pair)
    work.tx.history.append(pair.workspace, line)
    work.tell(*_farewells(work.tx, facts, pair, person, farewell))
    return 1


def _farewells(tx: Transaction, facts: PairFacts, pair: Pair, person: Person, farewell: str) -> list[Notice]:
    partner = facts.person(pair.side_of(person.id).other)
    told = [
        Notice(
            kind=NoticeKind.PAIR_ENDED,
            workspace=pair.workspace,
            to=ToPerson(person=lead),
            key=f"pair_ended:{pair.id}:{lead}",
            pair=pair.id,
        )
        for lead in leads_outside(tx, facts)
    ]
    if not partner.is_deactivated:
        told.append(
            Notice(
                kind=NoticeKind.ENDED,
                workspace=pair.workspace,
                to=ToPerson(person=partner.id),
                key=f"ended:{pair.id}:{partner.id}",
                pair=pair.id,
                facts={"reason": farewell},
            )
        )
    return told
