"""Proposing a pair to each side alone, and what their answers lead to."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from bot.domain.cadence import local
from bot.domain.errors import AlreadyPaired, CapacityReached, NotEnrolled, ProposalGone, SamePerson, Wish, WrongRole
from bot.domain.notices import Notice, NoticeKind, ToPair, ToPerson
from bot.domain.pairs import Pair, Side, change
from bot.domain.people import Actor, Person, Profile
from bot.domain.programs import Enrolment, Program, Role
from bot.domain.proposals import answer_by
from bot.domain.stages import Event, Stage, Status
from bot.services.access import as_lead, led_programs, own_pair
from bot.services.work import Work


def propose_pair(work: Work, actor: Actor, mentor: Profile, mentee: Profile, program_id: UUID | None = None) -> Pair:
    """Propose a pair; the mentor is asked first, alone. Without an id, in the one program of the actor's in which the
    two can be paired.

    Raises what `as_lead` raises, `SamePerson`, a profile's refusals, `NotEnrolled`, `WrongRole`, `CapacityReached`,
    `AlreadyPaired`.
    """
    wanted = program_id or _fitting(work, actor, mentor, mentee)
    program, lead = as_lead(work.tx, actor, wanted, Wish.PAIR)
    if mentor.slack_id == mentee.slack_id:
        raise SamePerson
    mentor.refuse_unless_welcome()
    mentee.refuse_unless_welcome()
    mentor_person, _ = _enrolled(work, program, actor.workspace, mentor, Role.MENTOR)
    mentee_person, _ = _enrolled(work, program, actor.workspace, mentee, Role.MENTEE)
    _refuse_full(work, program, mentor_person, mentor.slack_id)
    pair = Pair(
        id=uuid4(),
        workspace=actor.workspace,
        program=program.id,
        mentor=mentor_person.id,
        mentee=mentee_person.id,
        status=Status.PROPOSED,
        stage=Stage.INITIATION,
        rhythm=program.terms.rhythm,
        proposed_by=lead.id,
        proposed_at=work.now,
    )
    is_parted = work.tx.pairs.are_parted(actor.workspace, mentor_person.id, mentee_person.id)
    if is_parted:
        # Neither is asked, and the lead cannot tell it from a proposal nobody answered: who ended contact stays theirs.
        pair = replace(pair, declined_at=work.now)
    if not work.tx.pairs.add(pair):
        raise AlreadyPaired(people={"mentee": mentee.slack_id})
    if not is_parted:
        work.tell(_asking(pair, Side.MENTOR))
    work.replan([pair.id])
    return pair


def _fitting(work: Work, actor: Actor, mentor: Profile, mentee: Profile) -> UUID | None:
    """The one program the actor leads in which both take part in these roles; None when there is none, or several."""
    found = [
        program.id
        for program in led_programs(work.tx, actor)
        if _takes_part(work, program, mentor, Role.MENTOR) and _takes_part(work, program, mentee, Role.MENTEE)
    ]
    return found[0] if len(found) == 1 else None


def _takes_part(work: Work, program: Program, profile: Profile, role: Role) -> bool:
    person = work.tx.people.find(program.workspace, profile.slack_id)
    enrolment = work.tx.enrolments.find(program.id, person.id) if person else None
    return enrolment is not None and enrolment.is_current and enrolment.role.includes(role)


def _enrolled(work: Work, program: Program, workspace: str, profile: Profile, role: Role) -> tuple[Person, Enrolment]:
    person = work.tx.people.find(workspace, profile.slack_id)
    enrolment = work.tx.enrolments.find(program.id, person.id) if person else None
    if person is None or enrolment is None or not enrolment.is_current:
        raise NotEnrolled(people={"person": profile.slack_id}, facts={"program": str(program.id)})
    if not enrolment.role.includes(role):
        raise WrongRole(people={"person": profile.slack_id}, facts={"role": role.value})
    return person, enrolment


def _refuse_full(work: Work, program: Program, mentor: Person, slack_id: str) -> None:
    """The enrolment's lock makes two leads who pair at once take turns, so that capacity holds."""
    enrolment = work.tx.enrolments.lock(program.id, mentor.id)
    capacity = enrolment.capacity if enrolment else 0
    if work.tx.pairs.count_open(program.id, mentor.id) >= capacity:
        raise CapacityReached(people={"mentor": slack_id}, facts={"capacity": capacity})


def _asking(pair: Pair, side: Side) -> Notice:
    return Notice(
        kind=NoticeKind.PROPOSAL,
        workspace=pair.workspace,
        to=ToPerson(person=pair.person_on(side)),
        key=f"proposal:{pair.id}:{side}",
        pair=pair.id,
        facts={"side": side.value},
    )


def accept_proposal(work: Work, actor: Actor, pair_id: UUID) -> Pair:
    """The actor's yes: the mentee is asked after the mentor; after both the pair starts.

    Raises `NotYourPair`, `ProposalGone` (answered before, closed, or three working days over).
    """
    asked, person, _ = own_pair(work.tx, actor, pair_id)
    pair = asked.say_yes(person.id, work.now)
    _refuse_overdue(work, asked)
    if pair.waits_for() is Side.MENTEE and pair.mentee_yes_at is None:
        work.tx.pairs.save(pair)
        work.tell(_asking(pair, Side.MENTEE))
    else:
        pair = _start(work, pair)
    work.replan([pair.id])
    return pair


def _start(work: Work, proposed: Pair) -> Pair:
    program = work.tx.programs.get(proposed.program)
    pair, line = change(proposed, Event.START, at=work.now, actor=proposed.mentee, reason="both_said_yes")
    if program.terms.weeks is not None:
        today = local(work.now, program.terms.tz).date()
        pair = replace(pair, ends_on=today + timedelta(weeks=program.terms.weeks))
    work.tx.pairs.save(pair)
    work.tx.history.append(pair.workspace, line)
    work.tell(
        Notice(
            kind=NoticeKind.INTRODUCTION,
            workspace=pair.workspace,
            to=ToPair(pair=pair.id),
            key=f"introduction:{pair.id}",
            pair=pair.id,
        )
    )
    return pair


def decline_proposal(work: Work, actor: Actor, pair_id: UUID) -> None:
    """The actor's *Not this one*. Nobody is told who; the proposal closes on the day it would have run out.

    Raises `NotYourPair`, `ProposalGone`.
    """
    asked, person, _ = own_pair(work.tx, actor, pair_id)
    _refuse_overdue(work, asked)
    work.tx.pairs.save(asked.decline(person.id, work.now))
    work.replan([asked.id])


def _refuse_overdue(work: Work, pair: Pair) -> None:
    people = work.tx.people.many([pair.mentor, pair.mentee])
    until = answer_by(pair, people[pair.mentor], people[pair.mentee])
    if until is None or work.now >= until:
        raise ProposalGone
