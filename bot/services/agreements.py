"""Drafting and signing the agreement. Each version is kept; the newest that both signed is in force."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from bot.domain.agreement import Agreement, FeedbackWay, Signature, Terms, refuse_impossible
from bot.domain.beginnings import open_review
from bot.domain.cadence import local
from bot.domain.closure import is_extended, stage_before_closure
from bot.domain.errors import (
    AgreementChanged,
    AgreementsStay,
    FieldsRefused,
    NothingAsked,
    NotReadyToSign,
    SlotOutsideHours,
)
from bot.domain.facts import PairFacts
from bot.domain.kickoff import usual_review
from bot.domain.notices import Notice, NoticeKind, ToPair
from bot.domain.pairs import Pair, Side, change
from bot.domain.people import Actor, Person
from bot.domain.programs import Rhythm
from bot.domain.reviews import Review
from bot.domain.shared_ground import outside_hours, slot_key
from bot.domain.stages import Event
from bot.services.access import own_facts, own_pair
from bot.services.work import Work


def draft_agreement(
    work: Work, actor: Actor, pair_id: UUID, terms: Terms, based_on: int, reason: str = "", kept: str = ""
) -> Agreement:
    """Save a new version, signed by who drafted it; the partner is asked to sign or change a line.

    `based_on` is the version that was on screen, 0 for none: a newer one means `AgreementChanged`. On top of a signed
    version it is an amendment, with its reason. Saving without a change signs the version there is.
    Raises `NotYourPair`, `PairEnded`, `TermsRefused`; `SlotOutsideHours` for a new standing slot outside the hours of
    either, unless it is the one `kept` after that was said.
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
    _warn_of_slot(work, facts, terms, kept)
    version = Agreement(
        id=uuid4(),
        pair=pair.id,
        version=max((each.version for each in facts.agreements), default=0) + 1,
        terms=terms,
        drafted_by=person.id,
        drafted_at=work.now,
        signatures=(Signature(person=person.id, at=work.now),),
        reason=reason if facts.signed else "",
    )
    if not work.tx.agreements.add(version):
        raise AgreementChanged
    work.tell(_notice(facts, NoticeKind.AGREEMENT_DRAFTED, version))
    work.replan([pair.id])
    return version


def _warn_of_slot(work: Work, facts: PairFacts, terms: Terms, kept: str) -> None:
    is_known = facts.agreement is not None and facts.agreement.terms.slot == terms.slot
    if terms.slot is None or is_known or slot_key(*terms.slot) == kept:
        return
    if outside := outside_hours(*terms.slot, facts.people, work.now):
        raise SlotOutsideHours([person.slack_id for person in outside])


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
        _take_effect(work, pair, person, facts.terms, signed)
        work.tell(_notice(facts, NoticeKind.AGREEMENT_SIGNED, signed))
    work.replan([pair.id])
    return signed


def keep_agreement(work: Work, actor: Actor, pair_id: UUID, version: int) -> PairFacts:
    """*Keep what we have*: what was proposed since both signed is withdrawn. Both read that it stays, nobody by whom.

    Raises `NotYourPair`, `PairEnded`, `AgreementChanged`, `AgreementsStay` when nothing newer waits.
    """
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    newest, signed = facts.agreement, facts.signed
    if newest is None or signed is None or newest.is_signed:
        raise AgreementsStay
    if newest.version != version:
        raise AgreementChanged
    proposed = [each.id for each in facts.agreements if each.version > signed.version and each.withdrawn_at is None]
    work.tx.agreements.withdraw(proposed, work.now)
    work.tell(_notice(facts, NoticeKind.AGREEMENT_KEPT, newest))
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def hold_review(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Side, date]:
    """*It holds*, on the review date that has come.

    Raises `NotYourPair`, `PairEnded`, `NothingAsked` when no review waits for this person.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    due_on = open_review(facts, side, work.now)
    if due_on is None:
        raise NothingAsked
    work.tx.agreements.hold(Review(pair=pair.id, due_on=due_on, person=person.id, asked_at=work.now), work.now)
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id], side, due_on


def draft_short(
    work: Work, actor: Actor, pair_id: UUID, based_on: int, purpose: str, rhythm: Rhythm, feedback: FeedbackWay
) -> Agreement:
    """Three lines instead of all: what it is for, how often they meet, how they give feedback.

    Raises like `draft_agreement`; `FieldsRefused` without a purpose, `AgreementChanged` once one is signed.
    """
    facts, person, _ = own_facts(work.tx, actor, pair_id)
    if facts.signed:
        raise AgreementChanged
    if not purpose:
        raise FieldsRefused({"purpose": "field.words_needed"})
    ends_on, today = facts.pair.ends_on, local(work.now, person.tz).date()
    terms = Terms(
        purpose=purpose,
        rhythm=rhythm,
        feedback=feedback,
        tz=person.tz,
        ends_on=ends_on,
        review_on=usual_review(today, ends_on),
    )
    return draft_agreement(work, actor, pair_id, terms, based_on)


def read_versions(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Side]:
    """Every version, for either of the two, also after the end. Raises `NotYourPair`."""
    facts, _, side = own_facts(work.tx, actor, pair_id)
    return facts, side


def _take_effect(work: Work, pair: Pair, person: Person, before: Terms | None, signed: Agreement) -> None:
    """The rhythm and the end hold from now on. A later end takes the pair out of closure, back to where it was."""
    agreed = replace(pair, rhythm=_rhythm(pair, before, signed.terms), ends_on=signed.terms.ends_on)
    # The same end is no later one, though for one of the two its closure opened hours before it does in UTC.
    if agreed.ends_on == pair.ends_on or not is_extended(agreed, work.now):
        work.tx.pairs.save(agreed)
        return
    stage = stage_before_closure(work.tx.history.of(pair.id))
    extended, line = change(agreed, Event.EXTEND, to=stage, at=work.now, actor=person.id, reason="extended")
    work.tx.pairs.save(extended)
    work.tx.history.append(pair.workspace, line)


def _rhythm(pair: Pair, before: Terms | None, terms: Terms) -> Rhythm:
    """The rhythm that the two signed; if they left it as it was, the one they have: a stage may have made it calmer."""
    is_new = before is None or before.rhythm is not terms.rhythm
    return terms.rhythm if terms.rhythm and is_new else pair.rhythm


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
