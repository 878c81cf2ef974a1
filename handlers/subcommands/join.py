"""`/mentor join [program]`: three fields; the same form, filled, to change them."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services.naming import named
from bot.views.parts import Message
from handlers import opening
from handlers.payloads import Command


def join(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the form."""
    with deps.reading() as work:
        program = named(work.tx, said.actor, said.after(1), Wish.JOIN)
    opening.join(deps, client, said.actor, said.trigger, program)
    return None
