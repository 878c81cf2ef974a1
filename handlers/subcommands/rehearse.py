"""`/mentor rehearse [program]`: leads see every message that a pair would get, before anybody gets one."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services.access import as_lead
from bot.services.naming import named
from bot.services.rehearsal import cast_of, rehearse
from bot.views import modals, rehearsals
from bot.views.parts import Message
from handlers import speaking
from handlers.payloads import Command


def show_rehearsal(deps: Deps, client: WebClient, said: Command) -> Message:
    """Open a window at once, and fill it as soon as the mentorship has been played through."""
    with deps.reading() as work:
        wanted = named(work.tx, said.actor, said.after(1), Wish.REHEARSE)
        program, _ = as_lead(work.tx, said.actor, wanted, Wish.REHEARSE)
        cast = cast_of(work, said.actor, program.id)
        voice = speaking.voice_for(deps, work, said.actor)
    opened = client.views_open(trigger_id=said.trigger, view=modals.loading_modal(voice))
    view_id = str((opened.get("view") or {}).get("id"))

    def fill() -> None:
        # What stands there if this ends in a bug: nobody waits before a window that says "one moment" for ever.
        view = modals.gone_modal(voice, voice.say("rehearsal.broke"))
        try:
            with deps.scratch() as store:
                view = rehearsals.rehearsal_modal(voice, rehearse(store, deps.prompts, cast, cast.span, deps.now()))
        finally:
            speaking.redraw(client, view_id, view)

    deps.aside(fill)
    return rehearsals.rehearsing(voice, program.id)
