"""What Home shows one person: what now, their pairs, what they kept, whom they can talk to."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.notices import OutboxEntry, ToChannel, ToPair, ToPerson
from bot.domain.people import Actor, Person
from bot.domain.scenes import HomeScene, PairAtHome
from bot.domain.stages import Status
from bot.services.access import active_leads, led_programs, places_of
from bot.services.delivery import waiting_for
from bot.services.work import Work


def read_home(work: Work, actor: Actor) -> HomeScene:
    """Home for anybody in the workspace, met or not."""
    places = places_of(work.tx, actor)
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    leads, _ = contacts(work, actor)
    if person is None or not places:
        return HomeScene(now=work.now, tz=person.tz if person else "UTC", places=places, person=person, leads=leads)
    facts = work.tx.pairs.facts(work.tx.pairs.of_person(person.id))
    led = led_programs(work.tx, actor)
    waiting = waiting_for(work, person.id, actor.workspace) if led else ()
    return HomeScene(
        now=work.now,
        tz=person.tz,
        places=places,
        person=person,
        pairs=tuple(_at_home(work, each, person) for each in facts.values() if _is_visible(each, person)),
        past=_past(work, person, facts),
        leads=leads,
        led=led,
        waiting=waiting,
        meant_for={entry.id: _meant_for(work, entry) for entry in waiting},
    )


def _meant_for(work: Work, entry: OutboxEntry) -> tuple[str, ...]:
    """Slack ids of the one, or of mentor and mentee; nobody's for a channel."""
    match entry.notice.to:
        case ToPerson(person=person):
            return (work.tx.people.get(person).slack_id,)
        case ToPair(pair=pair):
            return tuple(each.slack_id for facts in work.tx.pairs.facts([pair]).values() for each in facts.people)
        case ToChannel():
            return ()


def contacts(work: Work, actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Slack ids of the people to talk to: the leads, and contacts outside, of each program somebody is in.

    Who is in none now has those they were in or lead; a stranger those of the first program. Nothing is recorded.
    """
    places = places_of(work.tx, actor)
    taken = [place.program for place in places if place.is_taken]
    known = [place.program for place in places if place.enrolment] or led_programs(work.tx, actor)
    mine = taken or known or [place.program for place in places[:1]]
    leads = [lead.slack_id for program in mine for lead in active_leads(work.tx, program)]
    outside = [program.terms.contact for program in mine if program.terms.contact]
    return tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(outside))


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
