"""Opening the question, and taking words back."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.questions import ONE_THING
from bot.services import checkins, feedback
from bot.services.access import own_facts
from bot.views import ids, modals, replies
from handlers import home, speaking
from handlers.payloads import Payload, click_of, uuid_of


def register(app: App, deps: Deps) -> None:
    """Install the four buttons."""
    _register_discard(app, deps)

    @app.action(ids.QUESTION_OPEN)
    def ask_reader(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            asked = checkins.read_check_in(work, click.actor, click.pair, click.number)
            asked.facts.pair.refuse_unless_open()
            feedback.refuse_if_sent(work, click.actor, click.pair, ONE_THING.key, click.number)
            voice = speaking.voice_for(deps, work, click.actor)
        view = modals.reader_modal(voice, asked.facts, asked.side, asked.number)
        speaking.show(client, click.trigger, view, click.view_type)
        ack()

    @app.action(ids.FEEDBACK_TAKE_BACK)
    def take_back(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            back = feedback.take_back(work, click.actor, uuid_of(click.value))
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, replies.took_back(voice, back))
        ack()

    @app.action(ids.FEEDBACK_CHANGE)
    def change(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            back = feedback.take_back(work, click.actor, uuid_of(click.value))
            facts, _, side = own_facts(work.tx, click.actor, back.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        view = modals.words_modal(voice, facts, side, back.number, back.visibility, back.words)
        try:
            speaking.show(client, click.trigger, view, click.view_type)
        finally:
            # The words are back, whether the form could open or not.
            home.after_click(deps, client, respond, click, replies.took_back(voice, back))
        ack()


def _register_discard(app: App, deps: Deps) -> None:
    @app.action(ids.NOTE_DISCARD)
    def discard(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            kept = feedback.own_feedback(work, click.actor, uuid_of(click.value))
            voice = speaking.voice_for(deps, work, click.actor)
        speaking.show(client, click.trigger, modals.discard_modal(voice, kept), click.view_type)
        ack()
