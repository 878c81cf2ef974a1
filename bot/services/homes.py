"""What Home shows one person: what now, their pairs, what they kept, whom they can talk to."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.people import Actor, Person
from bot.domain.programs import Program
from bot.domain.scenes import HomeScene, PairAtHome
from bot.domain.stages import Status
from bot.services.access import active_leads
from bot.services.delivery import waiting_for
from bot.services.work import Work


def read_home(work: Work, actor: Actor) -> HomeScene:
    """Home for anybody in the workspace, met or not."""
    programs = work.tx.programs.of_workspace(actor.workspace)
    program = programs[0] if programs else None
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    if person is None or program is None:
        return HomeScene(
            now=work.now,
            tz=person.tz if person else "UTC",
            program=program,
            person=person,
            leads=_leads(work, program),
        )
    facts = work.tx.pairs.facts(work.tx.pairs.of_person(person.id))
    is_lead = person.id in program.leads
    return HomeScene(
        now=work.now,
        tz=person.tz,
        program=program,
        person=person,
        enrolment=work.tx.enrolments.find(program.id, person.id),
        pairs=tuple(_at_home(work, each, person) for each in facts.values() if _is_visible(each, person)),
        past=_past(work, person, facts),
        leads=_leads(work, program),
        is_lead=is_lead,
        waiting=waiting_for(work, person.id, actor.workspace) if is_lead else (),
    )


def contacts(work: Work, actor: Actor) -> tuple[tuple[str, ...], str | None]:
    """Slack ids of the people to talk to: the leads, and the program's contact outside it. Nothing is recorded."""
    programs = work.tx.programs.of_workspace(actor.workspace)
    if not programs:
        return (), None
    return _leads(work, programs[0]), programs[0].terms.contact


def _is_visible(facts: PairFacts, person: Person) -> bool:
    """A proposal shows only to the side that is asked now: a mentee sees nothing of a mentor still thinking."""
    if facts.pair.status is not Status.PROPOSED:
        return True
    side = facts.pair.waits_for()
    return side is not None and facts.pair.person_on(side) == person.id


def _at_home(work: Work, facts: PairFacts, person: Person) -> PairAtHome:
    return PairAtHome(
        facts=facts,
        next_check_in=_next_check_in(facts, person.id),
        looks=tuple(look.at for look in work.tx.looks.of(facts.pair.id)),
        kept=tuple(each for each in work.tx.feedback.kept_by(person.id) if each.pair == facts.pair.id),
    )


def _past(work: Work, person: Person, current: Collection[UUID]) -> tuple[PairAtHome, ...]:
    """Ended pairs, newest end first, and any other in which they kept something private."""
    kept = [each for each in work.tx.feedback.kept_by(person.id) if each.pair not in current]
    past = [each for each in work.tx.pairs.past_of(person.id) if each not in current][:MOST_PAST]
    ordered = list(dict.fromkeys([*past, *(each.pair for each in kept)]))
    facts = work.tx.pairs.facts(ordered)
    return tuple(
        PairAtHome(
            facts=facts[each],
            next_check_in=None,
            looks=(),
            kept=tuple(words for words in kept if words.pair == each),
        )
        for each in ordered
        if each in facts
    )


MOST_PAST = 3
"""Ended mentorships whose agreement Home offers to read."""


def _next_check_in(facts: PairFacts, person: UUID) -> datetime | None:
    newest = facts.newest("check_in", person)
    return newest.due_at if newest and newest.state is OccurrenceState.OPEN else None


def _leads(work: Work, program: Program | None) -> tuple[str, ...]:
    return tuple(lead.slack_id for lead in active_leads(work.tx, program)) if program else ()
