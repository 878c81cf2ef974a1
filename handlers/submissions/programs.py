"""The program's form."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import FieldsRefused, RuleBroken
from bot.domain.people import Profile
from bot.domain.programs import ProgramTerms, Rhythm
from bot.services.programs import Asker, add_program, refuse_unless_may_set_up, save_program
from bot.views import ids, modals
from handlers import home, speaking
from handlers.mentions import profile
from handlers.payloads import Form, Payload, form_of

OPEN_ENDED = "open"
"""The option of the length field that means no planned end."""


def register(app: App, deps: Deps) -> None:
    """Install the submission."""

    @app.view(ids.PROGRAM)
    def save(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        asking = profile(deps, form.actor.workspace, form.actor.slack_id)
        asker = Asker(actor=form.actor, profile=asking, first_lead=deps.first_lead)
        changed, new = form.id_if_any("program"), form.id_if_any("new")
        with deps.reading() as work:
            existing = None if new else refuse_unless_may_set_up(work, asker, changed)
        # The digest's hours stay those of the zone they were set in, whoever changes something else.
        terms = terms_of(form, existing.terms.tz if existing else asking.tz)
        contact = _contact(deps, form.actor.workspace, terms.contact) if terms.contact else None
        with deps.writing() as work:
            if new:
                add_program(work, asker, terms, new, contact)
            else:
                save_program(work, asker, terms, contact, changed, form.ids.get("seen", ""))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "program.saved"))
        home.refresh(deps, client, form.actor)


def _contact(deps: Deps, workspace: str, slack_id: str) -> Profile:
    """The contact's profile. Raises `FieldsRefused`, so that the form stays open, for whoever cannot take part."""
    try:
        found = profile(deps, workspace, slack_id)
        found.refuse_unless_welcome()
    except RuleBroken:
        raise FieldsRefused({"contact": "field.contact_not_reachable"}) from None
    return found


def terms_of(form: Form, tz: str) -> ProgramTerms:
    """The program's terms; its hours are wall time in `tz`. Raises `FieldsRefused`."""
    weeks, weekday, hour = form.choice("weeks"), form.choice("digest_weekday"), form.choice("digest_hour")
    try:
        return ProgramTerms(
            name=form.text("name"),
            digest_channel=form.channel("digest_channel"),
            digest_weekday=int(weekday),
            digest_hour=int(hour),
            tz=tz,
            weeks=None if weeks == OPEN_ENDED else int(weeks),
            rhythm=Rhythm(form.choice("rhythm")),
            contact=form.user("contact"),
        )
    except ValueError:
        raise FieldsRefused({"name": "field.choose_again"}) from None
