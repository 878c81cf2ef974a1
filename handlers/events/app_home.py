"""Somebody opened the Home tab."""

from slack_bolt import App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services import enrolments
from handlers import home
from handlers.payloads import Payload


def register(app: App, deps: Deps) -> None:
    """Install the event. A second delivery draws the same Home again, so it needs no inbox."""

    @app.event("app_home_opened")
    def opened(body: Payload, client: WebClient) -> None:
        event = body["event"]
        if event.get("tab") == "home":
            actor = Actor(workspace=str(body["team_id"]), slack_id=str(event["user"]))
            _catch_up(deps, actor)
            home.publish(deps, client, actor)


def _catch_up(deps: Deps, actor: Actor) -> None:
    """Changes of the profile are best effort events: one that was missed is taken over when Home is opened."""
    found = deps.directory.profile(actor.workspace, actor.slack_id)
    if found is None:
        return
    with deps.reading() as work:
        is_outdated = enrolments.is_outdated(work, actor.workspace, found)
    if is_outdated:
        with deps.writing() as work:
            enrolments.refresh(work, actor.workspace, found)
