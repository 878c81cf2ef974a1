"""Drafting and signing the agreement. Each version is kept; the newest that both signed is in force."""

from dataclasses import replace
from uuid import UUID, uuid4

from bot.domain.agreement import Agreement, Signature, Terms, refuse_impossible
from bot.domain.closure import is_extended, stage_before_closure
from bot.domain.errors import AgreementChanged, NotReadyToSign
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPair
from bot.domain.pairs import Pair, change
from bot.domain.people import Actor, Person
from bot.domain.stages import Event
from bot.services.access import own_facts, own_pair
from bot.services.work import Work


def draft_agreement(work: Work, actor: Actor, pair_id: UUID, terms: Terms, based_on: int) -> Agreement:
    """Save a new version, signed by who drafted it; the partner is asked to sign or change a line.

    `based_on` is the version that was on screen, 0 for none: a newer one means `AgreementChanged`. Saving without a
    change signs the version there is. Raises `NotYourPair`, `PairEnded`, `TermsRefused`.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    newest = facts.agreement
    if based_on != (newest.version if newest else 0):
        raise AgreementChanged
    if newest and newest.terms == terms:
        return newest if newest.is_signed_by(person.id) else sign_agreement(work, actor, pair_id, newest.version)
    refuse_impossible(terms, facts.people, work.now, newest.terms if newest else None)
    version = Agreement(
        id=uuid4(),
        pair=pair.id,
        version=based_on + 1,
        terms=terms,
        drafted_by=person.id,
        drafted_at=work.now,
        signatures=(Signature(person=person.id, at=work.now),),
    )
    if not work.tx.agreements.add(version):
        raise AgreementChanged
    work.tell(_notice(facts, NoticeKind.AGREEMENT_DRAFTED, version))
    work.replan([pair.id])
    return version


def sign_agreement(work: Work, actor: Actor, pair_id: UUID, version: int) -> Agreement:
    """Sign the version that was on screen; with both signatures its rhythm and end take effect.

    Raises `NotYourPair`, `PairEnded`, `NotReadyToSign`, `AgreementChanged`, `AlreadySigned`.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    newest = facts.agreement
    if newest is None:
        raise NotReadyToSign
    if newest.version != version:
        raise AgreementChanged
    signed = newest.sign(person.id, work.now)
    work.tx.agreements.sign(signed.id, Signature(person=person.id, at=work.now))
    if signed.is_signed:
        _take_effect(work, pair, person, signed)
        work.tell(_notice(facts, NoticeKind.AGREEMENT_SIGNED, signed))
    work.replan([pair.id])
    return signed


def _take_effect(work: Work, pair: Pair, person: Person, signed: Agreement) -> None:
    """The rhythm and the end hold from now on. A later end takes the pair out of closure, back to where it was."""
    agreed = replace(pair, rhythm=signed.terms.rhythm, ends_on=signed.terms.ends_on)
    # The same end is no later one, though for one of the two its closure opened hours before it does in UTC.
    if agreed.ends_on == pair.ends_on or not is_extended(agreed, work.now):
        work.tx.pairs.save(agreed)
        return
    before = stage_before_closure(work.tx.history.of(pair.id))
    extended, line = change(agreed, Event.EXTEND, to=before, at=work.now, actor=person.id, reason="extended")
    work.tx.pairs.save(extended)
    work.tx.history.append(pair.workspace, line)


def read_agreement(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """The facts behind the agreement form, for one of the two. Raises `NotYourPair`, `PairEnded`."""
    facts, _, _ = own_facts(work.tx, actor, pair_id)
    facts.pair.refuse_unless_open()
    return facts


def _notice(facts: PairFacts, kind: NoticeKind, version: Agreement) -> Notice:
    return Notice(
        kind=kind,
        workspace=facts.pair.workspace,
        to=ToPair(pair=facts.pair.id),
        key=f"{kind}:{facts.pair.id}:{version.version}",
        pair=facts.pair.id,
        facts={"version": version.version},
    )
