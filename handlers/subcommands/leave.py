"""`/mentor leave [program]`: the confirmation shows the exact words that each partner will read."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services.naming import named
from bot.views.parts import Message
from handlers import opening
from handlers.payloads import Command


def leave(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the confirmation."""
    with deps.reading() as work:
        program = named(work.tx, said.actor, said.after(1), Wish.LEAVE)
    opening.leave(deps, client, said.actor, said.trigger, program)
    return None
