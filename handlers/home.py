"""Publishing the Home tab: when it is opened, and after one's own change."""

from dataclasses import replace
from uuid import UUID

import structlog
from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services.access import person_behind
from bot.services.homes import read_home
from bot.services.reading import read_bundle
from bot.views.home import home
from bot.views.messages import draw
from bot.views.messages.bundles import bundle_in
from bot.views.parts import Message
from bot.views.voice import Voice
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
    """Show the new state where the click was: in place of the message, or on a Home drawn again.

    A message that says several things is drawn again as a whole, as all of it stands now.
    """
    if click.view_type:
        refresh(deps, client, click.actor)
        return
    bundle = bundle_in(click.block)
    whole = _drawn_again(deps, click.actor, bundle) if bundle else None
    speaking.replace(respond, whole or shown)


def _drawn_again(deps: Deps, actor: Actor, bundle: UUID) -> Message | None:
    """The message of a bundle as it stands now; None when the bundle is forgotten, or is not the clicker's."""
    with deps.reading() as work:
        person = person_behind(work.tx, actor)
        try:
            scene = read_bundle(work.tx, bundle, work.now)
        except KeyError:
            return None
    if scene is None or scene.reader != person:
        return None
    return draw(Voice.of(deps.texts, person), scene)


def refresh(deps: Deps, client: WebClient, actor: Actor) -> None:
    """Redraw Home after one's own change. The change stands; a Home that cannot be drawn now is drawn when opened."""
    try:
        publish(deps, client, actor)
    except (SlackClientError, OSError) as problem:
        log.warning("home not shown", action="handlers.home_not_shown", problem=type(problem).__name__)
