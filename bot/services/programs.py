"""Setting a program up, changing it, and who leads it."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from bot.domain.digest import next_digest
from bot.domain.errors import FieldsRefused, LastLead, NoRightToAdd, NotAnAdmin, Wish
from bot.domain.people import Actor, Profile
from bot.domain.programs import Program, ProgramTerms, called
from bot.services.access import active_leads, as_lead, is_lead, led_programs, meet, not_a_lead, the_one
from bot.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who sets a program up or changes it, as Slack knows them now. `first_lead` is the Slack id that may begin as an
    admin may."""

    actor: Actor
    profile: Profile
    first_lead: str = ""

    @property
    def may_begin(self) -> bool:
        """Whether they may set up a program without leading one."""
        return self.profile.is_admin or self.actor.slack_id == self.first_lead


def refuse_unless_may_set_up(work: Work, asker: Asker, program: UUID | None = None) -> Program | None:
    """The program that is meant and may be changed, or None when the first one may be set up.

    The first is set up by a workspace admin or owner, or the configured first lead; later the leads decide. When no
    lead is left whose account is alive, an admin may take over.
    Raises `NotAnAdmin`, `NotALead`, `WhichProgram`.
    """
    programs = work.tx.programs.of_workspace(asker.actor.workspace)
    if not programs and not asker.may_begin:
        raise NotAnAdmin
    if not programs:
        return None
    led = led_programs(work.tx, asker.actor)
    own = [each for each in programs if each in led or (asker.may_begin and not active_leads(work.tx, each))]
    if not own or (program and all(each.id != program for each in own)):
        raise not_a_lead(work.tx, asker.actor)
    return the_one(own, program, Wish.PROGRAM)


def another_program(work: Work, asker: Asker) -> UUID:
    """The id of a program that may be set up beside those there are.

    Raises `NotAnAdmin` while there is none, later `NoRightToAdd`.
    """
    if asker.may_begin or is_lead(work.tx, asker.actor):
        return uuid4()
    raise NoRightToAdd if work.tx.programs.of_workspace(asker.actor.workspace) else NotAnAdmin


def save_program(
    work: Work,
    asker: Asker,
    terms: ProgramTerms,
    contact: Profile | None = None,
    program: UUID | None = None,
    seen: str = "",
) -> Program:
    """Set up the first program with the asker as its lead, or change that program, or the only one they may change.

    `contact` is the profile behind `terms.contact`: the bot meets them, so that a request for help can reach them.
    Of two who save at the same moment the second is judged by what the first made. `seen` is the fingerprint of the
    terms that the form showed: it changes nothing that was saved since.
    Raises what `refuse_unless_may_set_up` raises, `FieldsRefused`, and the refusals of the contact's profile.
    """
    work.tx.programs.hold(asker.actor.workspace)
    existing = refuse_unless_may_set_up(work, asker, program)
    if existing and seen not in ("", existing.terms.fingerprint) and terms != existing.terms:
        raise FieldsRefused({"name": "field.program_changed"})
    _refuse(work, asker, terms, existing)
    _meet_contact(work, asker, contact)
    if existing is None:
        return _set_up(work, asker, terms, uuid4())
    changed = replace(existing, terms=terms, next_digest_at=next_digest(terms, work.now))
    work.tx.programs.save(changed)
    if not active_leads(work.tx, existing):
        work.tx.programs.add_lead(existing.id, meet(work.tx, asker.actor.workspace, asker.profile).id, work.now)
    return changed


def add_program(
    work: Work, asker: Asker, terms: ProgramTerms, program: UUID, contact: Profile | None = None
) -> Program:
    """Set up another program with the asker as its lead, under the id its form was opened with: sent twice, the form
    adds one and changes it.

    Raises what `another_program` and `save_program` raise.
    """
    work.tx.programs.hold(asker.actor.workspace)
    try:
        known = work.tx.programs.get(program)
    except KeyError:
        another_program(work, asker)
        _refuse(work, asker, terms, None)
        _meet_contact(work, asker, contact)
        return _set_up(work, asker, terms, program)
    return save_program(work, asker, terms, contact, known.id)


def _refuse(work: Work, asker: Asker, terms: ProgramTerms, existing: Program | None) -> None:
    """Raise `FieldsRefused` for terms that do not hold, and for a name that another program of the workspace has.

    Names are sealed at rest, so no unique key can hold this: whoever saves one holds the workspace's programs.
    """
    refused = terms.refusals()
    programs = work.tx.programs.of_workspace(asker.actor.workspace)
    if called([each for each in programs if not existing or each.id != existing.id], terms.name):
        refused.setdefault("name", "field.name_taken")
    if refused:
        raise FieldsRefused(refused)


def _meet_contact(work: Work, asker: Asker, contact: Profile | None) -> None:
    if contact:
        contact.refuse_unless_welcome()
        meet(work.tx, asker.actor.workspace, contact)


def _set_up(work: Work, asker: Asker, terms: ProgramTerms, program_id: UUID) -> Program:
    lead = meet(work.tx, asker.actor.workspace, asker.profile)
    program = Program(
        id=program_id,
        workspace=asker.actor.workspace,
        terms=terms,
        next_digest_at=next_digest(terms, work.now),
        leads=(lead.id,),
    )
    work.tx.programs.add(program)
    return program


def appoint_lead(work: Work, actor: Actor, profile: Profile, program_id: UUID | None = None) -> bool:
    """Make somebody a lead; False when they were one. Raises what `as_lead` raises and the refusals of a profile."""
    program, _ = as_lead(work.tx, actor, program_id, Wish.LEAD_ADD)
    profile.refuse_unless_welcome()
    person = meet(work.tx, actor.workspace, profile)
    return work.tx.programs.add_lead(program.id, person.id, work.now)


def dismiss_lead(work: Work, actor: Actor, slack_id: str, program_id: UUID | None = None) -> bool:
    """Take somebody off the leads; False when they were none. Raises what `as_lead` raises, and `LastLead`."""
    program, _ = as_lead(work.tx, actor, program_id, Wish.LEAD_REMOVE)
    person = work.tx.people.find(actor.workspace, slack_id)
    if person is None or person.id not in program.leads:
        return False
    if {lead.id for lead in active_leads(work.tx, program)} <= {person.id}:
        raise LastLead
    return work.tx.programs.remove_lead(program.id, person.id)
