"""The forms about time off, a fresh start and an early end."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.absences import Absence
from bot.domain.cadence import local
from bot.domain.errors import FieldsRefused
from bot.services import absences
from bot.services.access import person_behind
from bot.services.endings import Leaving, end_pair
from bot.services.restarts import note_own, reset_pair
from bot.views import ids, modals
from handlers import home, speaking
from handlers.payloads import Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install the five submissions."""
    _about_time(app, deps)
    _about_the_pair(app, deps)


def _about_time(app: App, deps: Deps) -> None:
    @app.view(ids.AWAY)
    def away(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            today = local(work.now, person_behind(work.tx, form.actor).tz).date()
            absence = Absence(first=form.day("first") or today, back=form.day("back"))
            absences.go_away(work, form.actor, absence)
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "away.saved"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.PAUSE)
    def pause(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            absences.pause_pair(work, form.actor, form.id("pair"), form.day("back"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "pause.saved"))
        home.refresh(deps, client, form.actor)


def _about_the_pair(app: App, deps: Deps) -> None:
    @app.view(ids.RESET)
    def reset(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            reset_pair(work, form.actor, form.id("pair"), form.text("words"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "reset.saved"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.RESET_OWN)
    def own(ack: Ack, body: Payload) -> None:
        form = form_of(body)
        with deps.writing() as work:
            note_own(work, form.actor, form.id("pair"), form.number("number"), form.text("words"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "reset.own"))

    @app.view(ids.END)
    def end(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        try:
            how = Leaving(form.choice("how"))
        except ValueError:
            raise FieldsRefused({"how": "field.choose_again"}) from None
        with deps.writing() as work:
            end_pair(work, form.actor, form.id("pair"), how)
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "end.saved"))
        home.refresh(deps, client, form.actor)
