"""Time off: a person who is away, a pair that pauses, and a pair that wants to be left in peace."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.domain.absences import Absence
from bot.domain.cadence import local
from bot.domain.errors import FieldsRefused, NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Pair, change
from bot.domain.people import Actor, Person
from bot.domain.stages import Event, Status
from bot.services.access import own_facts, own_pair, person_behind
from bot.services.meetings import release_meeting
from bot.services.work import Work


def go_away(work: Work, actor: Actor, absence: Absence) -> Person:
    """Nothing is asked of the actor, nor of their partners about the two of them, while they are away.

    Raises `FieldsRefused`, `NotPartOfProgram`.
    """
    person = person_behind(work.tx, actor)
    work.tx.people.lock([person.id])
    if refused := absence.refusals(local(work.now, person.tz).date()):
        raise FieldsRefused(refused)
    return _save(work, replace(person, away_from=absence.first, away_until=absence.back))


def come_back(work: Work, actor: Actor) -> Person:
    """The actor is back as of today, or will not go. Raises `NotPartOfProgram`."""
    person = person_behind(work.tx, actor)
    work.tx.people.lock([person.id])
    today = local(work.now, person.tz).date()
    until = today if person.is_away(today) else None
    return _save(work, replace(person, away_from=None, away_until=until))


def _save(work: Work, person: Person) -> Person:
    work.tx.people.save(person)
    work.replan(work.tx.pairs.of_person(person.id))
    return person


def pause_pair(work: Work, actor: Actor, pair_id: UUID, back: date | None) -> PairFacts:
    """Nothing is asked of either until `back`, or until one of them takes it up again; the partner hears of it.

    Raises `NotYourPair`, `PairEnded`, `FieldsRefused`, `NothingAsked` when it is paused already.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    if pair.status is not Status.ACTIVE:
        raise NothingAsked
    today = local(work.now, person.tz).date()
    if refused := Absence(first=today, back=back).refusals(today):
        raise FieldsRefused(refused)
    release_meeting(work, work.tx.pairs.facts([pair.id])[pair.id])
    paused, line = change(pair, Event.PAUSE, at=work.now, actor=person.id, reason="paused")
    work.tx.pairs.save(replace(paused, paused_until=back))
    work.tx.history.append(pair.workspace, line)
    return _told(work, paused, person, NoticeKind.PAUSED)


def resume_pair(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """Take the mentorship up again. Raises `NotYourPair`, `PairEnded`, `NothingAsked` when it is not paused."""
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    if pair.status is not Status.PAUSED:
        raise NothingAsked
    resumed, line = change(pair, Event.RESUME, at=work.now, actor=person.id, reason="resumed")
    work.tx.pairs.save(resumed)
    work.tx.history.append(pair.workspace, line)
    return _told(work, resumed, person, NoticeKind.RESUMED)


def give_sign(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """*We are in touch*: a sign of life for both, with nothing more to say. Raises `NotYourPair`, `PairEnded`."""
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    return _kept(work, replace(pair, sign_at=work.now))


def go_quiet(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """*We're fine, go quiet*: nothing but half-time and the end. Raises `NotYourPair`, `PairEnded`."""
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    return _kept(work, replace(pair, sign_at=work.now, hushed_at=work.now))


def speak_again(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """The questions come again. Raises `NotYourPair`, `PairEnded`."""
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    return _kept(work, replace(pair, sign_at=work.now, hushed_at=None))


def paused_pairs(work: Work, actor: Actor) -> Sequence[PairFacts]:
    """The actor's pairs that are paused. Raises `NotPartOfProgram`."""
    person = person_behind(work.tx, actor)
    facts = work.tx.pairs.facts(work.tx.pairs.of_person(person.id)).values()
    return tuple(each for each in facts if each.pair.status is Status.PAUSED)


def _kept(work: Work, pair: Pair) -> PairFacts:
    work.tx.pairs.save(pair)
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def _told(work: Work, pair: Pair, person: Person, kind: NoticeKind) -> PairFacts:
    """The partner reads what holds now; nobody is named as the one who wished it."""
    partner = pair.partner_of(person.id)
    work.tell(
        Notice(
            kind=kind,
            workspace=pair.workspace,
            to=ToPerson(person=partner),
            key=f"{kind}:{pair.id}:{partner}:{pair.history}",
            pair=pair.id,
        )
    )
    work.replan([pair.id])
    return work.tx.pairs.facts([pair.id])[pair.id]


def read_pair(work: Work, actor: Actor, pair_id: UUID) -> PairFacts:
    """The facts behind what can be done about a mentorship. Raises `NotYourPair`, `PairEnded`."""
    facts, _, _ = own_facts(work.tx, actor, pair_id)
    facts.pair.refuse_unless_open()
    return facts
