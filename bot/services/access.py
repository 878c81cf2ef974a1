"""Who may do what: every use case begins here. Of a payload only the actor is trusted, whom Slack vouches for."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from bot.domain.errors import NobodyLeads, NoProgram, NotALead, NotPartOfProgram, NotYourPair, WhichProgram, Wish
from bot.domain.facts import PairFacts
from bot.domain.pairs import Pair, Side
from bot.domain.people import Actor, Person, Profile
from bot.domain.programs import Place, Program
from bot.services.ports import Transaction


def person_behind(tx: Transaction, actor: Actor) -> Person:
    """The actor's person. Raises `NotPartOfProgram` for somebody the bot has not met."""
    person = tx.people.find(actor.workspace, actor.slack_id)
    if person is None:
        raise NotPartOfProgram
    return person


def meet(tx: Transaction, workspace: str, profile: Profile) -> Person:
    """The person of this profile, with today's name, zone and language; made when new."""
    found = tx.people.find(workspace, profile.slack_id)
    if found is None:
        made = Person(
            id=uuid4(),
            workspace=workspace,
            slack_id=profile.slack_id,
            name=profile.name,
            tz=profile.tz,
            locale=profile.locale,
        )
        tx.people.add(made)
        found = tx.people.find(workspace, profile.slack_id)
    if found is None:
        raise LookupError("a person that was just added is gone")
    today = replace(found, name=profile.name, tz=profile.tz, locale=profile.locale, is_deactivated=profile.is_deleted)
    if today != found:
        tx.people.save(today)
    return today


def places_of(tx: Transaction, actor: Actor) -> tuple[Place, ...]:
    """Every program of the workspace, oldest first, with the actor's enrolment in it."""
    person = tx.people.find(actor.workspace, actor.slack_id)
    mine = {each.program: each for each in tx.enrolments.of_person(person.id)} if person else {}
    programs = tx.programs.of_workspace(actor.workspace)
    return tuple(Place(program=program, enrolment=mine.get(program.id)) for program in programs)


def the_one(programs: Sequence[Program], program: UUID | None, wish: Wish) -> Program:
    """The one of that id among those that can be meant; without an id, the only one. Raises `WhichProgram`."""
    found = [each for each in programs if program in (None, each.id)]
    if len(found) != 1:
        raise WhichProgram(wish, [each.terms.name for each in programs])
    return found[0]


def refuse_unless_program(tx: Transaction, actor: Actor) -> None:
    """Raise `NoProgram` while the workspace has none."""
    if not tx.programs.of_workspace(actor.workspace):
        raise NoProgram


def refuse_unless_one_to_join(places: Sequence[Place]) -> None:
    """Raise `WhichProgram` for somebody who takes part in several and in all: what they change is said by its name."""
    if len(places) > 1 and all(place.is_taken for place in places):
        raise WhichProgram(Wish.JOIN, [place.program.terms.name for place in places])


def the_place(tx: Transaction, actor: Actor, program: UUID | None = None) -> Place:
    """A program of the actor's workspace, as the actor stands in it. Raises `NoProgram`, `WhichProgram`."""
    refuse_unless_program(tx, actor)
    places = places_of(tx, actor)
    chosen = the_one([place.program for place in places], program, Wish.JOIN)
    return next(place for place in places if place.program == chosen)


def taken_program(tx: Transaction, actor: Actor, program: UUID | None = None) -> Program:
    """A program in which the actor takes part. Raises `NoProgram`, `NotPartOfProgram`, `WhichProgram`."""
    refuse_unless_program(tx, actor)
    taken = [place.program for place in places_of(tx, actor) if place.is_taken]
    if not taken or (program and all(each.id != program for each in taken)):
        raise NotPartOfProgram
    return the_one(taken, program, Wish.LEAVE)


def led_programs(tx: Transaction, actor: Actor) -> tuple[Program, ...]:
    """Those of the workspace that the actor leads, oldest first."""
    person = tx.people.find(actor.workspace, actor.slack_id)
    programs = tx.programs.of_workspace(actor.workspace)
    return tuple(each for each in programs if person and person.id in each.leads)


def as_lead(
    tx: Transaction, actor: Actor, program: UUID | None = None, wish: Wish = Wish.DIGEST
) -> tuple[Program, Person]:
    """The program of that id, or without one the only program they lead, and the actor as one of its leads.

    Raises `NoProgram`, `NotALead` (of a program of others, of another workspace, and of none, alike), `WhichProgram`.
    """
    refuse_unless_program(tx, actor)
    led = led_programs(tx, actor)
    if not led or (program and all(each.id != program for each in led)):
        raise not_a_lead(tx, actor)
    return the_one(led, program, wish), person_behind(tx, actor)


def not_a_lead(tx: Transaction, actor: Actor) -> NotALead:
    """The refusal of whoever leads nothing that is meant: whom to ask differs where nobody of the workspace leads."""
    programs = tx.programs.of_workspace(actor.workspace)
    return NotALead() if any(active_leads(tx, each) for each in programs) else NobodyLeads()


def is_lead(tx: Transaction, actor: Actor) -> bool:
    """Whether the actor leads a program of the workspace."""
    return bool(led_programs(tx, actor))


def refuse_unless_lead(tx: Transaction, actor: Actor) -> None:
    """Raise `NoProgram` or `NotALead` for whoever leads nothing here, before anything else is looked at."""
    refuse_unless_program(tx, actor)
    if not is_lead(tx, actor):
        raise not_a_lead(tx, actor)


def own_pair(tx: Transaction, actor: Actor, pair: UUID) -> tuple[Pair, Person, Side]:
    """The pair, locked, with the actor on their side of it.

    Raises `NotYourPair` for a pair of others, of another workspace, and for one that does not exist, alike.
    """
    person = tx.people.find(actor.workspace, actor.slack_id)
    locked = tx.pairs.lock(pair)
    if person is None or locked is None or locked.workspace != actor.workspace:
        raise NotYourPair
    return locked, person, locked.side_of(person.id)


def own_facts(tx: Transaction, actor: Actor, pair: UUID) -> tuple[PairFacts, Person, Side]:
    """The pair's facts with the actor on their side, for reading. Raises `NotYourPair` like `own_pair`."""
    person = tx.people.find(actor.workspace, actor.slack_id)
    facts = tx.pairs.facts([pair]).get(pair)
    if person is None or facts is None or facts.pair.workspace != actor.workspace:
        raise NotYourPair
    return facts, person, facts.pair.side_of(person.id)


def active_leads(tx: Transaction, program: Program) -> tuple[Person, ...]:
    """The leads whose account is alive, oldest first."""
    people = tx.people.many(program.leads)
    found = (people[lead] for lead in program.leads if lead in people)
    return tuple(person for person in found if not person.is_deactivated)


def leads_outside(tx: Transaction, facts: PairFacts) -> tuple[UUID, ...]:
    """Leads who may hear of this pair: active ones who are not in it."""
    members = (facts.pair.mentor, facts.pair.mentee)
    return tuple(lead.id for lead in active_leads(tx, facts.program) if lead.id not in members)


def who_can_be_asked(tx: Transaction, facts: PairFacts) -> tuple[UUID, ...]:
    """Who hears of a pair's trouble: its leads outside the pair; without one, the program's outside contact.

    Nobody whose account is deactivated: their words would reach no one.
    """
    leads = leads_outside(tx, facts)
    slack_id = facts.program.terms.contact
    if leads or slack_id is None:
        return leads
    contact = tx.people.find(facts.pair.workspace, slack_id)
    if contact is None or contact.is_deactivated or contact.id in (facts.pair.mentor, facts.pair.mentee):
        return ()
    return (contact.id,)
