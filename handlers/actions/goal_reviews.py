"""Taps about goals: how they go, who tells of one that was reached, and whether to celebrate it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import Goal
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.services import goal_reviews
from bot.services.checkins import read_check_in
from bot.services.goals import read_goal
from bot.services.work import Work
from bot.views import ids, messages, modals, replies
from bot.views.messages.goal_reviews import goal_reached_now
from bot.views.parts import Message
from bot.views.readers import draw_to_both
from handlers import home, speaking
from handlers.actions.goals import show
from handlers.payloads import Click, Payload, click_of, uuid_of

Listener = Callable[[Ack, Payload, WebClient, Respond], None]
Use = Callable[[Work, Actor, UUID], tuple[PairFacts, Goal]]

PROGRESS: Mapping[str, Progress] = {
    ids.GOAL_MOVED: Progress.MOVED,
    ids.GOAL_STUCK: Progress.STUCK,
    ids.GOAL_REACHED: Progress.REACHED,
    ids.GOAL_DROP: Progress.DROPPED,
    ids.GOAL_REOPEN: Progress.REOPENED,
}
TELLERS: Mapping[str, Teller] = {ids.GOAL_TELL_SELF: Teller.MENTEE, ids.GOAL_TELL_BOT: Teller.BOT}
CELEBRATIONS: Mapping[str, Use] = {
    ids.CELEBRATE: goal_reviews.celebrate,
    ids.CELEBRATE_IN_WORDS: goal_reviews.celebrate_in_words,
    ids.CELEBRATE_NOT: goal_reviews.keep_between_us,
}


def register(app: App, deps: Deps) -> None:
    """Install the taps, and what opens the next step."""
    for action, what in PROGRESS.items():
        app.action(action)(_reviewing(deps, what))
    for action, teller in TELLERS.items():
        app.action(action)(_telling(deps, teller))
    for action, use in CELEBRATIONS.items():
        app.action(action)(_celebrating(deps, use))

    @app.action(ids.GOAL_STEP)
    def step(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, goal = read_goal(work, click.actor, goal_in(click))
            voice = speaking.voice_for(deps, work, click.actor)
        show(client, click, modals.step_modal(voice, facts, goal))
        ack()


def goal_in(click: Click) -> UUID:
    """The goal that the button names, alone or before the number of a check-in. Raises `NotYourPair`."""
    return uuid_of(click.value.split(":")[0])


def _reviewing(deps: Deps, what: Progress) -> Listener:
    def use(work: Work, click: Click) -> PairFacts:
        return goal_reviews.review_goal(work, click.actor, goal_in(click), what)

    return _listener(deps, use)


def _telling(deps: Deps, teller: Teller) -> Listener:
    def use(work: Work, click: Click) -> PairFacts:
        return goal_reviews.tell_reached(work, click.actor, goal_in(click), teller)

    return _listener(deps, use)


def _listener(deps: Deps, use: Callable[[Work, Click], PairFacts]) -> Listener:
    """What holds now, where the tap was: in the list of goals, or in the check-in."""

    def listen(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts = use(work, click)
            voice = speaking.voice_for(deps, work, click.actor)
            listed = modals.goals_modal(voice, facts, Side.MENTEE, work.now)
            shown = _check_in(deps, work, click, facts)
        if click.view and click.view_type == "modal":
            speaking.redraw(client, click.view, listed)
            home.refresh(deps, client, click.actor)
        else:
            home.after_click(deps, client, respond, click, shown)
        ack()

    return listen


def _check_in(deps: Deps, work: Work, click: Click, facts: PairFacts) -> Message:
    voice = speaking.voice_for(deps, work, click.actor)
    if ":" not in click.value:
        return replies.stale(voice)
    asked = read_check_in(work, click.actor, facts.pair.id, click.number)
    return messages.check_in(voice, asked.facts, asked.side, asked.number, work.now)


def _celebrating(deps: Deps, use: Use) -> Listener:
    def listen(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts, goal = use(work, click.actor, goal_in(click))
        shown = draw_to_both(deps.texts, facts, lambda voice: goal_reached_now(voice, facts, goal))
        home.after_click(deps, client, respond, click, shown)
        ack()

    return listen
