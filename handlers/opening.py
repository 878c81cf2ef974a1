"""Modals that a command and a button open alike."""

from uuid import UUID

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services import enrolments, homes
from bot.services.access import (
    person_behind,
    places_of,
    refuse_unless_one_to_join,
    refuse_unless_program,
    taken_program,
    the_place,
)
from bot.views import modals
from bot.views.voice import Voice
from handlers import speaking
from handlers.mentions import profile


def join(deps: Deps, client: WebClient, actor: Actor, trigger: str, program: UUID | None = None) -> None:
    """The join form of that program, or of those they have not joined; filled for somebody who has joined it.

    Only somebody new is looked up in Slack here: many people join in the minute after an announcement, and Slack
    counts such calls.
    """
    with deps.reading() as work:
        refuse_unless_program(work.tx, actor)
        places = (the_place(work.tx, actor, program),) if program else places_of(work.tx, actor)
        refuse_unless_one_to_join(places)
        person = work.tx.people.find(actor.workspace, actor.slack_id)
    if person:
        voice = Voice.of(deps.texts, person)
    else:
        found = profile(deps, actor.workspace, actor.slack_id)
        enrolments.refuse_unless_for_you(found)
        voice = Voice(deps.texts, found.locale, found.tz, actor.slack_id)
    speaking.show(client, trigger, modals.join_modal(voice, places))


def leave(deps: Deps, client: WebClient, actor: Actor, trigger: str, program: UUID | None = None) -> None:
    """The confirmation of leaving that program, or the only one, with the words that partners will read."""
    with deps.reading() as work:
        voice = speaking.voice_for(deps, work, actor)
        left = taken_program(work.tx, actor, program)
        pairs = enrolments.pairs_left(work, actor, left.id)
    speaking.show(client, trigger, modals.leave_modal(voice, left, pairs))


def settings(deps: Deps, client: WebClient, actor: Actor, trigger: str) -> None:
    """When one may be written to, and how many mentees one takes."""
    with deps.reading() as work:
        voice = speaking.voice_for(deps, work, actor)
        person = person_behind(work.tx, actor)
        enrolments_now = [place.enrolment for place in places_of(work.tx, actor) if place.enrolment and place.is_taken]
    speaking.show(client, trigger, modals.settings_modal(voice, person, enrolments_now, deps.countries))


def talk(deps: Deps, client: WebClient, actor: Actor, trigger: str, on_top_of: str | None) -> None:
    """The people one can talk to. Opening it is not recorded anywhere."""
    voice = speaking.voice_of(deps, actor)
    with deps.reading() as work:
        leads, outside = homes.contacts(work, actor)
    speaking.show(client, trigger, modals.talk_modal(voice, leads, outside), on_top_of)
