"""Joining a program, leaving it, and what a person sets about themselves."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from bot.domain.agreement import LONGEST_TEXT
from bot.domain.errors import FieldsRefused, NotForYou, NotPartOfProgram, Wish
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.people import Actor, Availability, Person, Profile
from bot.domain.programs import CAPACITY, Enrolment, Role
from bot.services.access import as_lead, meet, person_behind, taken_program, the_place
from bot.services.endings import end_pairs
from bot.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinForm:
    """The three fields of joining. `wants` and `offers` are the person's own words; `is_first` says that the form was
    opened by somebody who took no part, so that it shows nothing of what they said before."""

    role: Role
    wants: str
    offers: str
    is_first: bool = False

    def refusals(self) -> dict[str, str]:
        """Fields that do not hold, as field -> text key: a mentee says what they want, a mentor what they offer."""
        found: dict[str, str] = {}
        if self.role.includes(Role.MENTEE) and not self.wants.strip():
            found["wants"] = "field.wants_needed"
        if self.role.includes(Role.MENTOR) and not self.offers.strip():
            found["offers"] = "field.offers_needed"
        for name, words in (("wants", self.wants), ("offers", self.offers)):
            if len(words) > LONGEST_TEXT:
                found[name] = "field.words_too_long"
        return found

    def overwrites(self, before: Enrolment | None) -> bool:
        """Whether it would change something that its writer did not have in sight; the same form once more does not."""
        if before is None or not before.is_current or not self.is_first:
            return False
        said = (before.role, before.wants, before.offers)
        return said != (self.role, self.wants.strip(), self.offers.strip())


def refuse_unless_for_you(profile: Profile) -> None:
    """Raise `NotForYou`, said to the person themselves before they fill in anything."""
    if profile.is_guest or profile.is_bot or profile.is_stranger or profile.is_deleted:
        raise NotForYou


def join(work: Work, actor: Actor, profile: Profile, form: JoinForm, program_id: UUID | None = None) -> Enrolment:
    """Enrol the actor in that program, or in the only one, or change what they said when they joined.

    Whoever takes part elsewhere takes as many mentees here, until they say otherwise.
    Raises `NoProgram`, `WhichProgram`, `FieldsRefused` and the refusals of a profile.
    """
    program = the_place(work.tx, actor, program_id).program
    refuse_unless_for_you(profile)
    if refused := form.refusals():
        raise FieldsRefused(refused)
    person = meet(work.tx, actor.workspace, profile)
    work.tx.people.lock([person.id])
    before = work.tx.enrolments.lock(program.id, person.id)
    if form.overwrites(before):
        raise FieldsRefused({"role": "field.joined_already"})
    base = before or Enrolment(
        id=uuid4(),
        workspace=actor.workspace,
        program=program.id,
        person=person.id,
        role=form.role,
        capacity=_capacity(work, person),
    )
    enrolment = replace(base, role=form.role, wants=form.wants.strip(), offers=form.offers.strip(), left_at=None)
    work.tx.enrolments.save(enrolment)
    work.replan(work.tx.pairs.of_person(person.id))
    return enrolment


def _capacity(work: Work, person: Person) -> int:
    """What they said elsewhere."""
    return next((each.capacity for each in work.tx.enrolments.of_person(person.id) if each.is_current), CAPACITY)


def leave(work: Work, actor: Actor, program_id: UUID | None = None) -> int:
    """End the actor's part in that program, or in the only one they are in, and every pair they have in it, without
    blame; how many pairs ended.

    Each partner is told in the words that the confirmation showed; leads hear that the pair ended, not why.
    Raises `NoProgram`, `NotPartOfProgram`, `WhichProgram`.
    """
    program = taken_program(work.tx, actor, program_id)
    person = person_behind(work.tx, actor)
    work.tx.people.lock([person.id])
    enrolment = work.tx.enrolments.lock(program.id, person.id)
    if enrolment is None or not enrolment.is_current:
        raise NotPartOfProgram
    work.tx.enrolments.save(replace(enrolment, left_at=work.now))
    return end_pairs(work, person, reason="left", farewell="partner_left", program=program.id)


def pairs_left(work: Work, actor: Actor, program_id: UUID | None = None) -> tuple[PairFacts, ...]:
    """The actor's started pairs in it, whose other side would read the farewell. Raises what `leave` raises."""
    program = taken_program(work.tx, actor, program_id)
    person = person_behind(work.tx, actor)
    facts = work.tx.pairs.facts(work.tx.pairs.of_person(person.id)).values()
    return tuple(each for each in facts if each.pair.started_at and each.pair.program == program.id)


def invite(work: Work, actor: Actor, profile: Profile, program_id: UUID | None = None) -> Person:
    """Ask somebody, in a lead's name, to join. One invitation a program, person and day.

    Raises what `as_lead` raises and a profile's refusals.
    """
    program, lead = as_lead(work.tx, actor, program_id, Wish.PAIR)
    profile.refuse_unless_welcome()
    person = meet(work.tx, actor.workspace, profile)
    work.tell(
        Notice(
            kind=NoticeKind.INVITED,
            workspace=actor.workspace,
            to=ToPerson(person=person.id),
            key=f"invited:{program.id}:{person.id}:{work.now.date()}",
            program=program.id,
            about=lead.id,
        )
    )
    return person


def change_availability(work: Work, actor: Actor, wanted: Availability) -> Person:
    """Save when the actor may be written to, and how many mentees they take in each program; replan their pairs.

    Raises `FieldsRefused`, `NotPartOfProgram`.
    """
    if refused := wanted.refusals():
        raise FieldsRefused(refused)
    person = person_behind(work.tx, actor)
    work.tx.people.lock([person.id])
    changed = replace(
        person,
        working_days=wanted.working_days,
        window_start=wanted.window_start,
        window_end=wanted.window_end,
        country=wanted.country,
    )
    work.tx.people.save(changed)
    for each in sorted(work.tx.enrolments.of_person(person.id), key=lambda known: known.id):
        enrolment = work.tx.enrolments.lock(each.program, person.id)
        if enrolment and enrolment.is_current:
            work.tx.enrolments.save(replace(enrolment, capacity=wanted.capacity))
    work.replan(work.tx.pairs.of_person(person.id))
    return changed


def is_outdated(work: Work, workspace: str, profile: Profile) -> bool:
    """Whether the bot knows the person by another name, zone, language or state than Slack does now."""
    known = work.tx.people.find(workspace, profile.slack_id)
    return known is not None and (known.name, known.tz, known.locale, known.is_deactivated) != (
        profile.name,
        profile.tz,
        profile.locale,
        profile.is_deleted,
    )


def refresh(work: Work, workspace: str, profile: Profile) -> UUID | None:
    """Take over what Slack's profile says now: name, zone, language; a deactivated account ends its pairs with grace.

    None for somebody the bot has never met.
    """
    person = work.tx.people.find(workspace, profile.slack_id)
    if person is None:
        return None
    work.tx.people.lock([person.id])
    changed = replace(
        person,
        name=profile.name,
        tz=profile.tz,
        locale=profile.locale,
        is_deactivated=profile.is_deleted,
    )
    if changed == person:
        return person.id
    work.tx.people.save(changed)
    if profile.is_deleted and not person.is_deactivated:
        end_pairs(work, changed, reason="deactivated", farewell="partner_deactivated", program=None)
    else:
        work.replan(work.tx.pairs.of_person(person.id))
    return person.id
