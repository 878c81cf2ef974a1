"""Buttons about the next meeting: keep it, take a time, suggest another, call it off, the guide, the calendar."""

from collections.abc import Callable

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.arranging import Upcoming
from bot.services import meetings
from bot.services.access import own_facts
from bot.services.meetings import Arranged
from bot.services.work import Work
from bot.views import ids, messages, modals
from bot.views.messages.meetings import suggestion_now
from bot.views.parts import Message, View
from bot.views.voice import Voice
from handlers import home, speaking
from handlers.payloads import Click, Payload, click_of

Drawing = Callable[[Voice, Arranged, Upcoming, Work], View]


def register(app: App, deps: Deps) -> None:
    """Install all of them."""
    _register_taps(app, deps)
    app.action(ids.MEETING_OTHER)(_opening(deps, _suggest))
    app.action(ids.MEETING_CANCEL)(_opening(deps, _cancel))
    app.action(ids.CALENDAR_OPEN)(_opening(deps, _calendar))

    @app.action(ids.GUIDE_OPEN)
    def guide(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, _, _ = own_facts(work.tx, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        speaking.show(client, click.trigger, modals.guide_modal(voice, facts), click.view_type)
        ack()


def _register_taps(app: App, deps: Deps) -> None:
    @app.action(ids.MEETING_SAME)
    def same(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            arranged = meetings.keep_usual_time(work, click.actor, click.pair, click.number)
            shown = _as_it_stands(deps, work, click, arranged)
        home.after_click(deps, client, respond, click, shown)
        ack()

    @app.action(ids.MEETING_TAKE)
    def take(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            arranged = meetings.take_time(work, click.actor, click.pair, click.number)
            shown = _as_it_stands(deps, work, click, arranged)
        home.after_click(deps, client, respond, click, shown)
        ack()


def _as_it_stands(deps: Deps, work: Work, click: Click, arranged: Arranged) -> Message:
    """The check-in where the button stood in one, else the suggestion: with what holds now, whoever was faster."""
    voice, check_in = speaking.voice_for(deps, work, click.actor), click.check_in
    if check_in is not None:
        return messages.check_in(voice, arranged.facts, arranged.side, check_in, work.now)
    return suggestion_now(voice, arranged.facts, arranged.side, work.now)


def _opening(deps: Deps, draw: Drawing) -> Callable[[Ack, Payload, WebClient], None]:
    """Open a form about the meeting that is next now, whichever the button stood for: the form names its time."""

    def listen(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            arranged, ahead = meetings.read_next(work, click.actor, click.pair)
            view = draw(speaking.voice_for(deps, work, click.actor), arranged, ahead, work)
        speaking.show(client, click.trigger, view, click.view_type)
        ack()

    return listen


def _suggest(voice: Voice, arranged: Arranged, ahead: Upcoming, work: Work) -> View:
    return modals.suggest_modal(voice, arranged.facts, arranged.side, ahead, work.now)


def _cancel(voice: Voice, arranged: Arranged, ahead: Upcoming, work: Work) -> View:
    del work
    return modals.cancel_modal(voice, arranged.facts, arranged.side, ahead)


def _calendar(voice: Voice, arranged: Arranged, ahead: Upcoming, work: Work) -> View:
    del work
    return modals.calendar_modal(voice, arranged.facts, arranged.side, ahead)
