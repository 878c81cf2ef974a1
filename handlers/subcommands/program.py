"""`/mentor program`: set up the program, or change it."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.programs import refuse_unless_may_set_up
from bot.views import modals
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import profile
from handlers.payloads import Command


def program(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the form, filled when there is a program."""
    asking = profile(deps, said.actor.workspace, said.actor.slack_id)
    with deps.reading() as work:
        existing = refuse_unless_may_set_up(work, said.actor, asking, deps.first_lead)
    voice = speaking.voice_of(deps, said.actor)
    speaking.show(client, said.trigger, modals.program_modal(voice, existing))
    return None
