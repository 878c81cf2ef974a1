"""Opening the agreement: to sign it, to change a line, to keep what there is, or to read any version."""

from uuid import UUID

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from bot.domain.stages import Status
from bot.services.access import person_behind
from bot.services.agreements import keep_agreement, read_agreement, read_versions
from bot.views import ids, modals, replies
from bot.views.parts import View
from bot.views.readers import draw_to_both
from handlers import home, speaking
from handlers.actions.kickoffs import kickoff_form
from handlers.payloads import Click, Payload, click_of


def register(app: App, deps: Deps) -> None:
    """Install the buttons."""

    @app.action(ids.AGREEMENT_OPEN)
    def read_or_draft(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        speaking.show(client, click.trigger, _reading(deps, click.actor, click.pair), click.view_type)
        ack()

    @app.action(ids.AGREEMENT_EDIT)
    def edit(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        form = _form(deps, click.actor, click.pair)
        _show(client, click, form)
        ack()

    @app.action(ids.AGREEMENT_KEEP)
    def keep(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts = keep_agreement(work, click.actor, click.pair, click.number)
            voice = speaking.voice_for(deps, work, click.actor)
        if click.view and click.view_type == "modal":
            speaking.redraw(client, click.view, modals.done_modal(voice, "agreement.kept"))
        shown = draw_to_both(deps.texts, facts, lambda each: replies.done(each, "agreement.kept"))
        home.after_click(deps, client, respond, click, shown)
        ack()

    def version(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, side = read_versions(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        _show(client, click, modals.version_modal(voice, facts, side, click.number))
        ack()

    for action in (ids.VERSION_OPEN, ids.VERSION_NEWER):
        app.action(action)(version)


def _reading(deps: Deps, actor: Actor, pair: UUID) -> View:
    """The version to read and sign; while there is none the kickoff it follows from; after the end what both signed."""
    with deps.reading() as work:
        facts, side = read_versions(work, actor, pair)
        voice = speaking.voice_for(deps, work, actor)
        if facts.pair.status is Status.ENDED and facts.signed:
            return modals.version_modal(voice, facts, side, facts.signed.version)
        facts.pair.refuse_unless_open()
        if facts.agreement is None:
            return kickoff_form(voice, facts, side, work.now)
        return modals.sign_modal(voice, facts, side, work.now)


def _form(deps: Deps, actor: Actor, pair: UUID) -> View:
    with deps.reading() as work:
        facts = read_agreement(work, actor, pair)
        voice = speaking.voice_for(deps, work, actor)
        side = facts.pair.side_of(person_behind(work.tx, actor).id)
        terms = facts.agreement.terms if facts.agreement else None
        return modals.agreement_modal(voice, facts, side, work.now, terms)


def _show(client: WebClient, click: Click, view: View) -> None:
    """In place of the modal that was clicked in, else as one of its own."""
    if click.view and click.view_type == "modal":
        client.views_update(view_id=click.view, view=view)
    else:
        speaking.show(client, click.trigger, view, click.view_type)
