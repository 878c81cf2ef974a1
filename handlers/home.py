"""Publishing the Home tab: when it is opened, and after one's own change."""

from dataclasses import replace

import structlog
from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services.homes import read_home
from bot.views.home import home
from bot.views.parts import Message
from handlers import speaking
from handlers.payloads import Click

log = structlog.get_logger("handlers")


def publish(deps: Deps, client: WebClient, actor: Actor) -> None:
    """Draw and publish Home for one person."""
    voice = speaking.voice_of(deps, actor)
    with deps.reading() as work:
        scene = replace(read_home(work, actor), tz=voice.tz)
    client.views_publish(user_id=actor.slack_id, view=home(voice, scene))


def after_click(deps: Deps, client: WebClient, respond: Respond, click: Click, shown: Message) -> None:
    """Show the new state where the click was: in place of the message, or on a Home drawn again."""
    if click.view_type:
        refresh(deps, client, click.actor)
    else:
        speaking.replace(respond, shown)


def refresh(deps: Deps, client: WebClient, actor: Actor) -> None:
    """Redraw Home after one's own change. The change stands; a Home that cannot be drawn now is drawn when opened."""
    try:
        publish(deps, client, actor)
    except (SlackClientError, OSError) as problem:
        log.warning("home not shown", action="handlers.home_not_shown", problem=type(problem).__name__)
