"""The buttons of Home and help that open a form of one's own."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.views import ids
from handlers import opening
from handlers.payloads import Payload, click_of


def register(app: App, deps: Deps) -> None:
    """Install them."""

    @app.action(ids.JOIN_OPEN)
    def join(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        opening.join(deps, client, click.actor, click.trigger, click.program)
        ack()

    @app.action(ids.LEAVE_OPEN)
    def leave(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        opening.leave(deps, client, click.actor, click.trigger, click.program)
        ack()

    @app.action(ids.SETTINGS_OPEN)
    def settings(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        opening.settings(deps, client, click.actor, click.trigger)
        ack()

    @app.action(ids.TALK_OPEN)
    def talk(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        opening.talk(deps, client, click.actor, click.trigger, click.view_type)
        ack()
