"""Finishing the kickoff, settling its differences, and the short agreement."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.agreement import LONGEST_TEXT, FeedbackWay
from bot.domain.beginnings import are_both_in
from bot.domain.cadence import local
from bot.domain.errors import FieldsRefused, SlotOutsideHours
from bot.domain.kickoff import ITEMS, FreeLines, usual_review
from bot.domain.programs import Rhythm
from bot.services import agreements, kickoffs
from bot.services.access import own_facts
from bot.services.work import Work
from bot.views import ids, modals
from bot.views.parts import View
from handlers import home, speaking
from handlers.payloads import Form, Payload, form_of
from handlers.submissions.agreements import settled, zone_shown


def register(app: App, deps: Deps) -> None:
    """Install the three."""
    _answers(app, deps)
    _drafts(app, deps)


def _answers(app: App, deps: Deps) -> None:
    @app.view(ids.KICKOFF)
    def finish(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        chosen = {item: code for item in ITEMS if (code := form.choice(item, ids.KICKOFF_CHOICE))}
        with deps.writing() as work:
            facts = kickoffs.finish_kickoff(work, form.actor, form.id("pair"), chosen)
            _, _, side = own_facts(work.tx, form.actor, form.id("pair"))
            voice = speaking.voice_for(deps, work, form.actor)
            now = work.now
        both = are_both_in(facts)
        done = modals.done_modal(voice, "kickoff.finished")
        ack(response_action="update", view=modals.compare_modal(voice, facts, side, now) if both else done)
        home.refresh(deps, client, form.actor)


def _drafts(app: App, deps: Deps) -> None:
    @app.view(ids.KICKOFF_SETTLE)
    def settle(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        answers = {item: settled(form, item) for item in ITEMS}
        with deps.reading() as work:
            lines = lines_of(work, form)
        try:
            with deps.writing() as work:
                kept = form.ids.get("kept", "")
                kickoffs.settle_kickoff(work, form.actor, form.id("pair"), answers, lines, kept)
                voice = speaking.voice_for(deps, work, form.actor)
        except SlotOutsideHours as warned:
            typed = modals.Typed(settled=answers, lines=lines, outside=warned.outside)
            ack(response_action="update", view=_again(deps, form, typed))
            return
        ack(response_action="update", view=modals.done_modal(voice, "agreement.saved"))
        home.refresh(deps, client, form.actor)

    @app.view(ids.SHORT_AGREEMENT)
    def short(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        try:
            rhythm, way = Rhythm(form.choice("rhythm")), FeedbackWay(form.choice("feedback"))
        except ValueError:
            raise FieldsRefused({"rhythm": "field.choose_again"}) from None
        with deps.writing() as work:
            agreements.draft_short(
                work, form.actor, form.id("pair"), form.number("version"), form.text("purpose"), rhythm, way
            )
            voice = speaking.voice_for(deps, work, form.actor)
        ack(response_action="update", view=modals.done_modal(voice, "agreement.saved"))
        home.refresh(deps, client, form.actor)


def _again(deps: Deps, form: Form, typed: modals.Typed) -> View:
    """The same form, with all that was entered and a word about its standing time."""
    with deps.reading() as work:
        facts, side = kickoffs.read_kickoff(work, form.actor, form.id("pair"))
        voice = speaking.voice_for(deps, work, form.actor)
        return modals.compare_modal(voice, facts, side, work.now, typed)


def lines_of(work: Work, form: Form) -> FreeLines:
    """The lines beside the choices; the program's end, and the usual day to look again. Raises `FieldsRefused`."""
    facts, person, _ = own_facts(work.tx, form.actor, form.id("pair"))
    long = {each: "field.words_too_long" for each in ("purpose", "gain") if len(form.text(each)) > LONGEST_TEXT}
    weekday = settled(form, "weekday")
    if long or (weekday is not None and weekday not in "0123456"):
        raise FieldsRefused(long or {"weekday": "field.choose_again"})
    tz, ends_on = zone_shown(form.ids.get("tz", ""), person.tz), facts.pair.ends_on
    return FreeLines(
        tz=tz,
        purpose=form.text("purpose"),
        gain=form.text("gain"),
        weekday=None if weekday is None else int(weekday),
        at=None if weekday is None else form.hour("at"),
        ends_on=ends_on,
        review_on=usual_review(local(work.now, tz).date(), ends_on),
    )
