"""Saving a draft of the agreement, and signing one."""

from datetime import date, time

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain import agreement as terms_words
from bot.domain import cadence
from bot.domain.agreement import Terms
from bot.domain.errors import FieldsRefused
from bot.domain.programs import Rhythm
from bot.services import agreements
from bot.services.access import own_facts
from bot.views import ids, modals
from handlers import speaking
from handlers.payloads import Form, Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install both submissions."""

    @app.view(ids.AGREEMENT_DRAFT)
    def draft(ack: Ack, body: Payload) -> None:
        form = form_of(body)
        with deps.reading() as work:
            facts, person, _ = own_facts(work.tx, form.actor, form.id("pair"))
            tz = zone_shown(form.ids.get("tz", ""), facts.agreement.terms.tz if facts.agreement else person.tz)
        terms = terms_of(form, tz)
        with deps.writing() as work:
            saved = agreements.draft_agreement(work, form.actor, form.id("pair"), terms, form.number("version"))
            voice = speaking.voice_for(deps, work, form.actor)
        key = "agreement.both_signed" if saved.is_signed else "agreement.saved"
        ack(response_action="update", view=modals.done_modal(voice, key))

    @app.view(ids.AGREEMENT_SIGN)
    def sign(ack: Ack, body: Payload) -> None:
        form = form_of(body)
        with deps.writing() as work:
            signed = agreements.sign_agreement(work, form.actor, form.id("pair"), form.number("version"))
            voice = speaking.voice_for(deps, work, form.actor)
        key = "agreement.both_signed" if signed.is_signed else "agreement.you_signed"
        ack(response_action="update", view=modals.done_modal(voice, key))


def zone_shown(given: str, otherwise: str) -> str:
    """The zone the form named beside its time; `otherwise` for anything that is no zone."""
    return given if given and cadence.zone(given).key == given else otherwise


def terms_of(form: Form, tz: str) -> Terms:
    """The lines of the agreement. Raises `FieldsRefused` for what Slack's own form would not have let through."""
    if refused := _unwritten(form) | _too_long(form):
        raise FieldsRefused(refused)
    try:
        return Terms(
            purpose=form.text("purpose"),
            kind=terms_words.GoalKind(form.choice("kind")),
            goal=form.text("goal"),
            measure=form.text("measure"),
            due=form.day("due") or date.min,
            first_step=form.text("first_step"),
            role=terms_words.MentorRole(form.choice("role")),
            rhythm=Rhythm(form.choice("rhythm")),
            weekday=int(form.choice("weekday")),
            at=form.hour("at") or time(0),
            tz=tz,
            minutes=int(form.choice("minutes")),
            style=terms_words.Style(form.choice("style")),
            between=terms_words.Between(form.choice("between")),
            answer_time=terms_words.AnswerTime(form.choice("answer_time")),
            agenda=terms_words.Agenda(form.choice("agenda")),
            feedback=terms_words.FeedbackWay(form.choice("feedback")),
            boundaries=form.text("boundaries"),
            ends_on=form.day("ends_on"),
        )
    except ValueError:
        raise FieldsRefused({"purpose": "field.choose_again"}) from None


def _unwritten(form: Form) -> dict[str, str]:
    """Slack takes spaces for words; nobody can sign a goal that is not there."""
    needed = ("purpose", "goal", "measure", "first_step")
    return {field: "field.words_needed" for field in needed if not form.text(field)}


def _too_long(form: Form) -> dict[str, str]:
    limits = {
        "purpose": terms_words.LONGEST_TEXT,
        "goal": terms_words.LONGEST_TEXT,
        "measure": terms_words.LONGEST_LINE,
        "first_step": terms_words.LONGEST_LINE,
        "boundaries": terms_words.LONGEST_TEXT,
    }
    return {field: "field.words_too_long" for field, most in limits.items() if len(form.text(field)) > most}
