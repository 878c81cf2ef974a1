"""The forms about oneself: joining, leaving, settings."""

from datetime import time
from uuid import UUID

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import FieldsRefused
from bot.domain.people import Availability
from bot.domain.programs import Role
from bot.services import enrolments
from bot.views import ids, modals
from handlers import home, speaking
from handlers.mentions import profile
from handlers.payloads import Form, Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install the three submissions."""

    @app.view(ids.JOIN)
    def join(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        joining = profile(deps, form.actor.workspace, form.actor.slack_id)
        wanted, program = join_form_of(form), program_of(form)
        with deps.writing() as work:
            joined = enrolments.join(work, form.actor, joining, wanted, program)
            name = work.tx.programs.get(joined.program).terms.name
            voice = speaking.voice_for(deps, work, form.actor)
        key = "join.saved" if wanted.is_first else "join.changed"
        ack(response_action="update", view=modals.done_modal(voice, key, program=voice.words(name)))
        home.refresh(deps, client, form.actor)

    @app.view(ids.LEAVE)
    def leave(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            enrolments.leave(work, form.actor, form.id_if_any("program"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "leave.done"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.SETTINGS)
    def settings(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            enrolments.change_availability(work, form.actor, availability_of(form))
        ack()
        home.refresh(deps, client, form.actor)


def join_form_of(form: Form) -> enrolments.JoinForm:
    """The three fields of joining. Raises `FieldsRefused`."""
    try:
        role = Role(form.choice("role"))
    except ValueError:
        raise FieldsRefused({"role": "field.choose_again"}) from None
    return enrolments.JoinForm(
        role=role, wants=form.text("wants"), offers=form.text("offers"), is_first=bool(form.number("first"))
    )


def program_of(form: Form) -> UUID | None:
    """The program that was chosen in the form's menu, or the one it was opened for. Raises `FieldsRefused`."""
    if not (chosen := form.choice("program")):
        return form.id_if_any("program")
    try:
        return UUID(chosen)
    except ValueError:
        raise FieldsRefused({"program": "field.choose_again"}) from None


def country_of(form: Form) -> str | None:
    """Whose public holidays count: None for the country of the time zone, empty for none."""
    return {modals.AUTOMATIC: None, modals.NONE: "", "": None}.get(chosen := form.choice("country"), chosen)


def availability_of(form: Form) -> Availability:
    """When somebody may be written to. Raises `FieldsRefused`."""
    capacity = form.text("capacity") or form.choice("capacity")
    try:
        return Availability(
            working_days=frozenset(int(day) for day in form.choices("working_days")),
            window_start=form.hour("window_start") or time(0),
            window_end=form.hour("window_end") or time(0),
            capacity=int(capacity),
            country=country_of(form),
        )
    except ValueError:
        raise FieldsRefused({"capacity": "field.capacity_range"}) from None
