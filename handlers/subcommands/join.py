"""`/mentor join`: three fields; the same form, filled, to change them."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.views.parts import Message
from handlers import opening
from handlers.payloads import Command


def join(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the form."""
    opening.join(deps, client, said.actor, said.trigger)
    return None
