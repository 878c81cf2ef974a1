"""Goals: reading them, and opening the form."""

from datetime import date, timedelta

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.cadence import local
from bot.domain.facts import PairFacts
from bot.services import goals
from bot.services.work import Work
from bot.views import ids, modals
from bot.views.parts import View
from handlers import speaking
from handlers.payloads import Click, Payload, click_of, uuid_of

GOAL_WEEKS = 12
"""Weeks until a first goal; judgement: a quarter is near enough to start on."""


def register(app: App, deps: Deps) -> None:
    """Install the three buttons."""

    @app.action(ids.GOALS_OPEN)
    def read(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, side = goals.read_goals(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
            shown = modals.goals_modal(voice, facts, side, work.now)
        show(client, click, shown)
        ack()

    @app.action(ids.GOAL_OPEN)
    def write(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, side = goals.read_goals(work, click.actor, click.pair)
            facts.pair.refuse_unless_open()
            goals.refuse_unless_writable(facts, side)
            voice = speaking.voice_for(deps, work, click.actor)
            suggested = suggested_day(work, facts)
        show(client, click, modals.goal_modal(voice, facts, None, suggested))
        ack()

    @app.action(ids.GOAL_EDIT)
    def edit(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, goal = goals.read_goal(work, click.actor, uuid_of(click.value))
            voice = speaking.voice_for(deps, work, click.actor)
        show(client, click, modals.goal_modal(voice, facts, goal, None))
        ack()


def suggested_day(work: Work, facts: PairFacts) -> date:
    """The day a new goal's form begins with, before the planned end."""
    wanted = local(work.now, facts.mentee.tz).date() + timedelta(weeks=GOAL_WEEKS)
    return min(wanted, facts.pair.ends_on) if facts.pair.ends_on else wanted


def show(client: WebClient, click: Click, view: View) -> None:
    """In place of the list that was clicked in, else as a modal of its own."""
    if click.view and click.view_type == "modal":
        client.views_update(view_id=click.view, view=view)
    else:
        speaking.show(client, click.trigger, view, click.view_type)
