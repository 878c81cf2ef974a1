"""Suggesting a time, calling a meeting off, and noting one small step."""

from datetime import datetime

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.cadence import instant
from bot.domain.errors import FieldsRefused, TimeRefused
from bot.services import commitments, meetings
from bot.services.meetings import Arranged
from bot.views import ids, modals
from bot.views.parts import View
from handlers import home, speaking
from handlers.payloads import Form, Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install the three submissions."""

    @app.view(ids.MEETING_SUGGEST)
    def suggest(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        try:
            arranged = _suggested(deps, form)
        except TimeRefused as refused:
            ack(response_action="update", view=_refused(deps, form, refused))
            return
        voice = speaking.voice_of(deps, form.actor)
        key = "meeting.suggested" if arranged.facts.suggestion else "meeting.agreed"
        ack(response_action="update", view=modals.done_modal(voice, key))
        home.refresh(deps, client, form.actor)

    @app.view(ids.MEETING_CALL_OFF)
    def call_off(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            meetings.cancel_meeting(work, form.actor, form.id("pair"), form.number("number"), form.text("word"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "meeting.cancelled"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.COMMITMENT)
    def commit(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            commitments.commit_to(work, form.actor, form.id("pair"), form.number("number"), form.text("words"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "commitment.kept"))
        home.refresh(deps, client, form.actor)


def _suggested(deps: Deps, form: Form) -> Arranged:
    at = instant_of(form, form.ids.get("tz", ""))
    with deps.writing() as work:
        return meetings.suggest_time(work, form.actor, form.id("pair"), form.number("number"), at, form.text("word"))


def instant_of(form: Form, tz: str) -> datetime:
    """The instant meant, on the clock the form named. Raises `FieldsRefused` for what Slack's own form requires."""
    day, at = form.day("day"), form.hour("at")
    if day is None or at is None:
        raise FieldsRefused({"day" if day is None else "at": "field.choose_again"})
    return instant(day, at, tz)


def _refused(deps: Deps, form: Form, refused: TimeRefused) -> View:
    """The form again, with everything that was entered, why it did not suit, and what near it would."""
    day, at = form.day("day"), form.hour("at")
    with deps.reading() as work:
        arranged, ahead = meetings.read_next(work, form.actor, form.id("pair"))
        voice = speaking.voice_for(deps, work, form.actor)
        now = work.now
    entered = (
        modals.Entered(day=day, at=at, word=form.text("word"), reason=refused.reason, spans=refused.spans)
        if day and at
        else None
    )
    return modals.suggest_modal(voice, arranged.facts, arranged.side, ahead, now, entered)
