"""Saving a goal, and its next step."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.agreement import LONGEST_LINE, LONGEST_TEXT
from bot.domain.errors import FieldsRefused
from bot.domain.goals import GoalKind, GoalLines, StepKind
from bot.domain.pairs import Side
from bot.services import goal_reviews, goals
from bot.views import ids, modals
from handlers import home, speaking
from handlers.payloads import Form, Payload, form_of


def register(app: App, deps: Deps) -> None:
    """Install the two submissions."""

    @app.view(ids.GOAL)
    def save(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        lines = lines_of(form)
        with deps.writing() as work:
            if form.ids.get("goal"):
                facts = goals.edit_goal(work, form.actor, form.id("goal"), lines)
            else:
                facts = goals.write_goal(work, form.actor, form.id("pair"), lines)
            shown = modals.goals_modal(speaking.voice_for(deps, work, form.actor), facts, Side.MENTEE, work.now)
        ack(response_action="update", view=shown)
        home.refresh(deps, client, form.actor)

    @app.view(ids.GOAL_NEXT_STEP)
    def note_step(ack: Ack, body: Payload, client: WebClient) -> None:
        form = form_of(body)
        kind = step_kind_of(form)
        with deps.writing() as work:
            facts = goal_reviews.name_step(work, form.actor, form.id("goal"), form.text("next_step"), kind)
            shown = modals.goals_modal(speaking.voice_for(deps, work, form.actor), facts, Side.MENTEE, work.now)
        ack(response_action="update", view=shown)
        home.refresh(deps, client, form.actor)


def step_kind_of(form: Form) -> StepKind:
    """Whose step it is. Raises `FieldsRefused`."""
    try:
        return StepKind(form.choice("step_kind"))
    except ValueError:
        raise FieldsRefused({"step_kind": "field.choose_again"}) from None


def lines_of(form: Form) -> GoalLines:
    """What the goal says. Raises `FieldsRefused`."""
    limits = {"text": LONGEST_TEXT, "measure": LONGEST_LINE, "first_step": LONGEST_LINE}
    long = {each: "field.words_too_long" for each, most in limits.items() if len(form.text(each)) > most}
    if long:
        raise FieldsRefused(long)
    try:
        return GoalLines(
            kind=GoalKind(form.choice("kind")),
            text=form.text("text"),
            measure=form.text("measure"),
            due=form.day("due"),
            first_step=form.text("first_step"),
            step_kind=StepKind(form.choice("step_kind")),
        )
    except ValueError:
        raise FieldsRefused({"kind": "field.choose_again"}) from None
