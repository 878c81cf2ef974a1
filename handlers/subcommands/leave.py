"""`/mentor leave`: the confirmation shows the exact words that each partner will read."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.views.parts import Message
from handlers import opening
from handlers.payloads import Command


def leave(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the confirmation."""
    opening.leave(deps, client, said.actor, said.trigger)
    return None
