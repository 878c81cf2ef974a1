"""Opening the agreement: to draft it, to sign it, or to change a line."""

from uuid import UUID

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services.access import person_behind
from bot.services.agreements import read_agreement
from bot.views import ids, modals
from bot.views.parts import View
from handlers import speaking
from handlers.payloads import Payload, click_of


def register(app: App, deps: Deps) -> None:
    """Install both buttons."""

    @app.action(ids.AGREEMENT_OPEN)
    def read_or_draft(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        speaking.show(client, click.trigger, _reading(deps, click.actor, click.pair), click.view_type)
        ack()

    @app.action(ids.AGREEMENT_EDIT)
    def edit(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        form = _form(deps, click.actor, click.pair)
        if click.view and click.view_type == "modal":
            client.views_update(view_id=click.view, view=form)
        else:
            speaking.show(client, click.trigger, form, click.view_type)
        ack()


def _reading(deps: Deps, actor: Actor, pair: UUID) -> View:
    """The draft to read and sign; the empty form while there is none."""
    with deps.reading() as work:
        facts = read_agreement(work, actor, pair)
        voice = speaking.voice_for(deps, work, actor)
        side = facts.pair.side_of(person_behind(work.tx, actor).id)
        if facts.agreement is None:
            return modals.agreement_modal(voice, facts, side, work.now, None, None)
        return modals.sign_modal(voice, facts, side, work.now)


def _form(deps: Deps, actor: Actor, pair: UUID) -> View:
    with deps.reading() as work:
        facts = read_agreement(work, actor, pair)
        voice = speaking.voice_for(deps, work, actor)
        side = facts.pair.side_of(person_behind(work.tx, actor).id)
        terms = facts.agreement.terms if facts.agreement else None
        return modals.agreement_modal(voice, facts, side, work.now, terms, None)
