"""Who may do what: every use case begins here. Of a payload only the actor is trusted, whom Slack vouches for."""

from dataclasses import replace
from uuid import UUID, uuid4

from bot.domain.errors import NoProgram, NotALead, NotPartOfProgram, NotYourPair
from bot.domain.facts import PairFacts
from bot.domain.pairs import Pair, Side
from bot.domain.people import Actor, Person, Profile
from bot.domain.programs import Program
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


def the_program(tx: Transaction, workspace: str) -> Program:
    """The workspace's program. Raises `NoProgram`."""
    programs = tx.programs.of_workspace(workspace)
    if not programs:
        raise NoProgram
    return programs[0]


def as_lead(tx: Transaction, actor: Actor) -> tuple[Program, Person]:
    """The program and the actor as one of its leads. Raises `NoProgram`, `NotALead`."""
    program = the_program(tx, actor.workspace)
    person = tx.people.find(actor.workspace, actor.slack_id)
    if person is None or person.id not in program.leads:
        raise NotALead
    return program, person


def is_lead(tx: Transaction, actor: Actor) -> bool:
    """Whether the actor leads the workspace's program."""
    person = tx.people.find(actor.workspace, actor.slack_id)
    return person is not None and any(person.id in each.leads for each in tx.programs.of_workspace(actor.workspace))


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
