"""Setting a program up, changing it, and who leads it."""

from dataclasses import replace
from uuid import uuid4

from bot.domain.digest import next_digest
from bot.domain.errors import FieldsRefused, LastLead, NotAnAdmin
from bot.domain.people import Actor, Profile
from bot.domain.programs import Program, ProgramTerms
from bot.services.access import active_leads, as_lead, meet
from bot.services.work import Work


def refuse_unless_may_set_up(work: Work, actor: Actor, profile: Profile, first_lead: str) -> Program | None:
    """The program the actor may change, or None when they may set up the first one.

    The first is set up by a workspace admin or owner, or the configured first lead; later the leads decide. When no
    lead is left whose account is alive, an admin may take over.
    Raises `NotAnAdmin`, `NotALead`.
    """
    programs = work.tx.programs.of_workspace(actor.workspace)
    may_begin = profile.is_admin or actor.slack_id == first_lead
    if programs and may_begin and not active_leads(work.tx, programs[0]):
        return programs[0]
    if programs:
        return as_lead(work.tx, actor)[0]
    if not may_begin:
        raise NotAnAdmin
    return None


def save_program(
    work: Work, actor: Actor, profile: Profile, terms: ProgramTerms, *, contact: Profile | None, first_lead: str
) -> Program:
    """Set up the first program with the actor as its lead, or change the one there is.

    `contact` is the profile behind `terms.contact`: the bot meets them, so that a request for help can reach them.
    Raises what `refuse_unless_may_set_up` raises, `FieldsRefused`, and the refusals of the contact's profile.
    """
    existing = refuse_unless_may_set_up(work, actor, profile, first_lead)
    if refused := terms.refusals():
        raise FieldsRefused(refused)
    if contact:
        contact.refuse_unless_welcome()
        meet(work.tx, actor.workspace, contact)
    due = next_digest(terms, work.now)
    if existing:
        changed = replace(existing, terms=terms, next_digest_at=due)
        work.tx.programs.save(changed)
        if not active_leads(work.tx, existing):
            work.tx.programs.add_lead(existing.id, meet(work.tx, actor.workspace, profile).id, work.now)
        return changed
    lead = meet(work.tx, actor.workspace, profile)
    program = Program(id=uuid4(), workspace=actor.workspace, terms=terms, next_digest_at=due, leads=(lead.id,))
    work.tx.programs.add(program)
    return program


def appoint_lead(work: Work, actor: Actor, profile: Profile) -> bool:
    """Make somebody a lead; False when they were one. Raises `NotALead` and the refusals of a profile."""
    program, _ = as_lead(work.tx, actor)
    profile.refuse_unless_welcome()
    person = meet(work.tx, actor.workspace, profile)
    return work.tx.programs.add_lead(program.id, person.id, work.now)


def dismiss_lead(work: Work, actor: Actor, slack_id: str) -> bool:
    """Take somebody off the leads; False when they were none. Raises `NotALead`, `LastLead`."""
    program, _ = as_lead(work.tx, actor)
    person = work.tx.people.find(actor.workspace, slack_id)
    if person is None or person.id not in program.leads:
        return False
    if {lead.id for lead in active_leads(work.tx, program)} <= {person.id}:
        raise LastLead
    return work.tx.programs.remove_lead(program.id, person.id)
