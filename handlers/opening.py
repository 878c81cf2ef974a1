"""Modals that a command and a button open alike."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services import enrolments, homes
from bot.services.access import person_behind, the_program
from bot.views import modals
from bot.views.voice import Voice
from handlers import speaking
from handlers.mentions import profile


def join(deps: Deps, client: WebClient, actor: Actor, trigger: str) -> None:
    """The join form, filled for somebody who has joined.

    Only somebody new is looked up in Slack here: many people join in the minute after an announcement, and Slack
    counts such calls.
    """
    with deps.reading() as work:
        program = the_program(work.tx, actor.workspace)
        person = work.tx.people.find(actor.workspace, actor.slack_id)
        enrolment = work.tx.enrolments.find(program.id, person.id) if person else None
    if person:
        voice = Voice.of(deps.texts, person)
    else:
        found = profile(deps, actor.workspace, actor.slack_id)
        enrolments.refuse_unless_for_you(found)
        voice = Voice(deps.texts, found.locale, found.tz, actor.slack_id)
    speaking.show(client, trigger, modals.join_modal(voice, program, enrolment))


def leave(deps: Deps, client: WebClient, actor: Actor, trigger: str) -> None:
    """The confirmation of leaving, with the words that partners will read."""
    with deps.reading() as work:
        voice = speaking.voice_for(deps, work, actor)
        program = the_program(work.tx, actor.workspace)
        partners = enrolments.partners_of(work, actor)
    speaking.show(client, trigger, modals.leave_modal(voice, program, partners))


def settings(deps: Deps, client: WebClient, actor: Actor, trigger: str) -> None:
    """When one may be written to, and how many mentees one takes."""
    with deps.reading() as work:
        voice = speaking.voice_for(deps, work, actor)
        person = person_behind(work.tx, actor)
        program = the_program(work.tx, actor.workspace)
        enrolment = work.tx.enrolments.find(program.id, person.id)
    speaking.show(client, trigger, modals.settings_modal(voice, person, enrolment, deps.countries))


def talk(deps: Deps, client: WebClient, actor: Actor, trigger: str, on_top_of: str | None) -> None:
    """The people one can talk to. Opening it is not recorded anywhere."""
    voice = speaking.voice_of(deps, actor)
    with deps.reading() as work:
        leads, contact = homes.contacts(work, actor)
    speaking.show(client, trigger, modals.talk_modal(voice, leads, contact), on_top_of)
