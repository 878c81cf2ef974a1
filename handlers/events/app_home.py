"""Somebody opened the Home tab."""

from slack_bolt import App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.people import Actor
from handlers import home
from handlers.payloads import Payload


def register(app: App, deps: Deps) -> None:
    """Install the event. It changes nothing, so a second delivery is harmless."""

    @app.event("app_home_opened")
    def opened(body: Payload, client: WebClient) -> None:
        event = body["event"]
        if event.get("tab") == "home":
            home.publish(deps, client, Actor(workspace=str(body["team_id"]), slack_id=str(event["user"])))
