"""Buttons about time off, silence, a fresh start and an early end."""

from collections.abc import Callable
from uuid import UUID

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.cadence import local
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.domain.stages import Stage
from bot.services import absences
from bot.services.access import person_behind
from bot.services.restarts import wish_first_stage
from bot.services.work import Work
from bot.views import ids, modals, replies
from bot.views.messages import silence_answered
from bot.views.parts import View
from bot.views.voice import Voice
from handlers import home, speaking
from handlers.payloads import Click, Payload, click_of

FORMS: dict[str, Callable[[Voice, PairFacts, Side], View]] = {
    ids.PAUSE_OPEN: modals.pause_modal,
    ids.RESET_OPEN: modals.reset_modal,
    ids.RESET_OWN: modals.own_modal,
    ids.END_OPEN: modals.end_modal,
    ids.PAIR_MORE: modals.pair_modal,
}
"""Buttons that open a form about one mentorship."""
TAPS: dict[str, Callable[[Work, Actor, UUID], PairFacts]] = {
    ids.STILL_HERE: absences.give_sign,
    ids.GO_QUIET: absences.go_quiet,
    ids.SPEAK_AGAIN: absences.speak_again,
    ids.RESUME: absences.resume_pair,
}
"""Buttons that are a whole answer."""


def register(app: App, deps: Deps) -> None:
    """Install them."""
    for action, form in FORMS.items():
        app.action(action)(_opener(deps, form))
    for action, tap in TAPS.items():
        app.action(action)(_tap(deps, tap))

    @app.action(ids.AWAY_OPEN)
    def away(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            person = person_behind(work.tx, click.actor)
            today = local(work.now, person.tz).date()
            voice = Voice.of(deps.texts, person)
        speaking.show(client, click.trigger, modals.away_modal(voice, person, today), click.view_type)
        ack()

    @app.action(ids.RESET_STAGE)
    def first_stage(ack: Ack, body: Payload, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts = wish_first_stage(work, click.actor, click.pair, click.number)
            voice = speaking.voice_for(deps, work, click.actor)
        is_so = facts.pair.stage is Stage.INITIATION
        speaking.answer(respond, replies.done(voice, "reset.both" if is_so else "reset.one"))
        ack()

    @app.action(ids.AWAY_BACK)
    def back(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.writing() as work:
            absences.come_back(work, click.actor)
        home.refresh(deps, client, click.actor)
        ack()


def _opener(deps: Deps, form: Callable[[Voice, PairFacts, Side], View]) -> Callable[[Ack, Payload, WebClient], None]:
    def show(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts = absences.read_pair(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
            side = facts.pair.side_of(person_behind(work.tx, click.actor).id)
        speaking.show(client, click.trigger, form(voice, facts, side), click.view_type)
        ack()

    return show


def _tap(
    deps: Deps, tap: Callable[[Work, Actor, UUID], PairFacts]
) -> Callable[[Ack, Payload, WebClient, Respond], None]:
    def act(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts = tap(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
            side = facts.pair.side_of(person_behind(work.tx, click.actor).id)
        _show(deps, client, respond, click, voice, facts, side)
        ack()

    return act


def _show(
    deps: Deps, client: WebClient, respond: Respond, click: Click, voice: Voice, facts: PairFacts, side: Side
) -> None:
    """Where the button stood: the message says what was answered, a modal lists what can be done now."""
    if click.view_type == "modal" and click.view:
        speaking.redraw(client, click.view, modals.pair_modal(voice, facts, side))
        home.refresh(deps, client, click.actor)
        return
    home.after_click(deps, client, respond, click, silence_answered(voice, facts))
