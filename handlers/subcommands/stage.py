"""`/mentor stage`: how each of my pairs came to where it is."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.growing import stage_history
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.payloads import Command


def stage(deps: Deps, client: WebClient, said: Command) -> Message:
    """Show the history."""
    del client
    with deps.reading() as work:
        voice = speaking.voice_for(deps, work, said.actor)
        return replies.stage_history(voice, stage_history(work, said.actor))
