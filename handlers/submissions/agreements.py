"""Saving a draft of the agreement, and signing one."""

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain import cadence
from bot.domain.agreement import LONGEST_LINE, LONGEST_TEXT, Terms
from bot.domain.errors import AgreementChanged, FieldsRefused, SlotOutsideHours
from bot.domain.kickoff import ITEMS, FreeLines, terms_from
from bot.services import agreements
from bot.services.access import own_facts
from bot.views import ids, modals
from bot.views.modals.fields import OPEN
from bot.views.parts import View
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
        terms, reason = terms_of(form, tz), form.text("reason")
        try:
            with deps.writing() as work:
                saved = agreements.draft_agreement(
                    work, form.actor, form.id("pair"), terms, form.number("version"), reason, form.ids.get("kept", "")
                )
                voice = speaking.voice_for(deps, work, form.actor)
        except AgreementChanged:
            refused = modals.Refused(is_overtaken=True, reason=reason)
            ack(response_action="update", view=_again(deps, form, terms, refused))
            return
        except SlotOutsideHours as warned:
            refused = modals.Refused(outside=warned.outside, reason=reason)
            ack(response_action="update", view=_again(deps, form, terms, refused))
            return
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


def _again(deps: Deps, form: Form, terms: Terms, refused: modals.Refused) -> View:
    """The form on top of the newest version, with all that was typed into it."""
    with deps.reading() as work:
        facts, _, side = own_facts(work.tx, form.actor, form.id("pair"))
        voice = speaking.voice_for(deps, work, form.actor)
        return modals.agreement_modal(voice, facts, side, work.now, terms, refused)


def zone_shown(given: str, otherwise: str) -> str:
    """The zone the form named beside its time; `otherwise` for anything that is no zone."""
    return given if given and cadence.zone(given).key == given else otherwise


def terms_of(form: Form, tz: str) -> Terms:
    """The lines of the agreement. Raises `FieldsRefused` for what Slack's own form would not have let through."""
    if refused := _too_long(form):
        raise FieldsRefused(refused)
    weekday = settled(form, "weekday")
    try:
        lines = FreeLines(
            tz=tz,
            purpose=form.text("purpose"),
            gain=form.text("gain"),
            weekday=None if weekday is None else int(weekday),
            at=None if weekday is None else form.hour("at"),
            boundaries=form.text("boundaries"),
            ends_on=form.day("ends_on"),
            review_on=form.day("review_on"),
        )
        return terms_from({item: settled(form, item) for item in ITEMS}, lines)
    except ValueError as unreadable:
        raise FieldsRefused({_field(unreadable, form): "field.choose_again"}) from None


def settled(form: Form, item: str) -> str | None:
    """What was chosen; None for "We will see", and for a line that this form does not have."""
    chosen = form.choice(item)
    return chosen if chosen and chosen != OPEN else None


def _field(unreadable: ValueError, form: Form) -> str:
    """Below which field the sentence goes: that of the code nobody could choose, else the first."""
    named = str(unreadable)
    return named if named in form.values else next(iter(form.values))


def _too_long(form: Form) -> dict[str, str]:
    limits = {"purpose": LONGEST_TEXT, "gain": LONGEST_TEXT, "boundaries": LONGEST_TEXT, "reason": LONGEST_LINE}
    return {field: "field.words_too_long" for field, most in limits.items() if len(form.text(field)) > most}
