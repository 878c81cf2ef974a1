"""`/mentor program [name]`: set up the program, or change it; `/mentor program new`: set up another one."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.domain.programs import NEW
from bot.services.naming import named
from bot.services.programs import Asker, another_program, refuse_unless_may_set_up
from bot.views import modals
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import profile
from handlers.payloads import Command


def program(deps: Deps, client: WebClient, said: Command) -> Message | None:
    """Open the form, filled when there is a program and not another one is wanted."""
    found = profile(deps, said.actor.workspace, said.actor.slack_id)
    asker = Asker(actor=said.actor, profile=found, first_lead=deps.first_lead)
    existing, new = None, None
    with deps.reading() as work:
        if said.after(1).lower() == NEW:
            new = another_program(work, asker)
        else:
            wanted = named(work.tx, said.actor, said.after(1), Wish.PROGRAM)
            existing = refuse_unless_may_set_up(work, asker, wanted)
    voice = speaking.voice_of(deps, said.actor)
    speaking.show(client, said.trigger, modals.program_modal(voice, existing, new))
    return None
