"""Feedback in three steps: who reads it, the words, the exact message."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import FieldsRefused, NobodyToAsk
from bot.domain.facts import PairFacts
from bot.domain.feedback import FeedbackState
from bot.domain.questions import ONE_THING, Visibility
from bot.services import checkins, feedback
from bot.services.access import own_facts
from bot.services.work import Work
from bot.views import ids, modals
from bot.views.parts import View
from handlers import home, speaking
from handlers.payloads import Form, Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install the three steps, and throwing away what was kept."""

    @app.view(ids.NOTE_DISCARD)
    def discard(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            feedback.discard_note(work, form.actor, form.id("feedback"))
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "feedback.discarded"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.FEEDBACK_READER)
    def reader(ack: Ack, body: Payload) -> None:
        form = form_of(body)
        visibility = visibility_of(form.choice("visibility"), "visibility")
        with deps.reading() as work:
            asked = checkins.read_check_in(work, form.actor, form.id("pair"), form.number("number"))
            _refuse_unless_readable(work, asked.facts, visibility)
            draft = feedback.read_draft(work, form.actor, form.id("pair"), ONE_THING.key, asked.number)
            voice = speaking.voice_for(deps, work, form.actor)
        initial = draft.words if draft else ""
        view = modals.words_modal(voice, asked.facts, asked.side, asked.number, visibility, initial)
        ack(response_action="update", view=view)

    @app.view(ids.FEEDBACK_WORDS)
    def words(ack: Ack, body: Payload) -> None:
        ack(response_action="update", view=_previewed(deps, form_of(body)))

    @app.view(ids.FEEDBACK_SEND)
    def send(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        with deps.writing() as work:
            sent = feedback.send_feedback(work, form.actor, form.id("feedback"))
            voice = speaking.voice_for(deps, work, form.actor)
        key = "feedback.kept" if sent.state is FeedbackState.KEPT else "feedback.on_its_way"
        ack(response_action="update", view=modals.done_modal(voice, key))
        home.refresh(deps, client, form.actor)


def _previewed(deps: Deps, form: Form) -> View:
    """Keep the words as a draft and show the exact message they become."""
    visibility = visibility_of(form.ids.get("visibility", ""), "words")
    pair, number, words = form.id("pair"), form.number("number"), form.text("words")
    with deps.writing() as work:
        draft = feedback.draft_feedback(work, form.actor, pair, ONE_THING.key, number, visibility, words)
        facts, _, side = own_facts(work.tx, form.actor, draft.pair)
        voice = speaking.voice_for(deps, work, form.actor)
    return modals.preview_modal(voice, facts, side, draft)


def _refuse_unless_readable(work: Work, facts: PairFacts, visibility: Visibility) -> None:
    """Below the choice itself, where another reader is one tap away. Raises `FieldsRefused`."""
    try:
        feedback.refuse_unless_readable(work, facts, visibility)
    except NobodyToAsk as nobody:
        raise FieldsRefused({"visibility": nobody.key}) from None


def visibility_of(value: str, field: str) -> Visibility:
    """Who will read it. Raises `FieldsRefused` when nothing was chosen."""
    try:
        return Visibility(value)
    except ValueError:
        raise FieldsRefused({field: "field.reader_needed"}) from None
