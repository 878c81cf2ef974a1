"""The kickoff: opening it, each choice as it is made, and starting alone; the short agreement; the review."""

from datetime import datetime
from typing import Any
from uuid import UUID

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.beginnings import are_both_in, drafted
from bot.domain.errors import NotYourPair
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.services import agreements, kickoffs
from bot.views import ids, modals, replies
from bot.views.messages.kickoffs import review_answered
from bot.views.parts import View
from bot.views.voice import Voice
from handlers import home, speaking
from handlers.payloads import Payload, click_of, form_of


def register(app: App, deps: Deps) -> None:
    """Install the five."""
    _forms(app, deps)
    _answers(app, deps)


def _forms(app: App, deps: Deps) -> None:
    @app.action(ids.KICKOFF_OPEN)
    def begin(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        speaking.show(client, click.trigger, _form(deps, click.actor, click.pair), click.view_type)
        ack()

    @app.action(ids.SHORT_OPEN)
    def short(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, side = kickoffs.read_kickoff(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
            now = work.now
        signed = facts.signed is not None
        view = modals.sign_modal(voice, facts, side, now) if signed else modals.short_modal(voice, facts, side)
        speaking.show(client, click.trigger, view, click.view_type)
        ack()


def _answers(app: App, deps: Deps) -> None:
    @app.action(ids.KICKOFF_CHOICE)
    def choose(ack: Ack, body: Payload) -> None:
        click = click_of(body)
        if not click.view:
            raise NotYourPair
        with deps.writing() as work:
            kickoffs.save_choice(work, click.actor, form_of(body).id("pair"), click.block, _chosen(body))
        ack()

    @app.action(ids.KICKOFF_ALONE)
    def start(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            kickoffs.start_alone(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, replies.done(voice, "kickoff.started"))
        ack()

    @app.action(ids.REVIEW_HOLDS)
    def holds(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts, side, due_on = agreements.hold_review(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, review_answered(voice, facts, side, due_on))
        ack()


def _form(deps: Deps, actor: Actor, pair: UUID) -> View:
    with deps.reading() as work:
        facts, side = kickoffs.read_kickoff(work, actor, pair)
        voice = speaking.voice_for(deps, work, actor)
        return kickoff_form(voice, facts, side, work.now)


def kickoff_form(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> View:
    """What the kickoff has come to for that side: their own choices, both answers, or the agreement."""
    if drafted(facts):
        return modals.sign_modal(voice, facts, side, now)
    if are_both_in(facts):
        return modals.compare_modal(voice, facts, side, now)
    return modals.kickoff_modal(voice, facts, side)


def _chosen(body: Payload) -> str:
    option: Any = body["actions"][0].get("selected_option") or {}
    return str(option.get("value") or "")
