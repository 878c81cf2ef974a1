"""`/mentor digest [program]`: the leads' numbers, now."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services.digests import read_digest
from bot.services.naming import label_of, named
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.payloads import Command


def digest(deps: Deps, client: WebClient, said: Command) -> Message:
    """Show the counts."""
    del client
    with deps.reading() as work:
        wanted = named(work.tx, said.actor, said.after(1), Wish.DIGEST)
        program, counts = read_digest(work, said.actor, wanted)
        voice, label = speaking.voice_for(deps, work, said.actor), label_of(work.tx, program)
    return replies.digest(voice, counts, program.id, label)
