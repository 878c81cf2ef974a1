"""`/mentor digest`: the leads' numbers, now."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.digests import read_digest
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.payloads import Command


def digest(deps: Deps, client: WebClient, said: Command) -> Message:
    """Show the counts."""
    del client
    with deps.reading() as work:
        program, counts = read_digest(work, said.actor)
        return replies.digest(speaking.voice_for(deps, work, said.actor), counts, program.id)
