"""`/mentor lead add @person` and `/mentor lead remove @person`."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import programs
from bot.services.access import as_lead
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import mentioned, profile
from handlers.payloads import Command


def lead(deps: Deps, client: WebClient, said: Command) -> Message:
    """Appoint or dismiss a lead; anything else is answered with an example."""
    del client
    verb = said.words[1].lower() if len(said.words) > 1 else ""
    named = mentioned(said.words[2]) if len(said.words) == 3 else None
    with deps.reading() as work:
        as_lead(work.tx, said.actor)
        voice = speaking.voice_for(deps, work, said.actor)
    if named is None or verb not in ("add", "remove"):
        return replies.done(voice, "lead.usage")
    if verb == "add":
        found = profile(deps, said.actor.workspace, named)
        with deps.writing() as work:
            is_new = programs.appoint_lead(work, said.actor, found)
        return replies.done(voice, "lead.added" if is_new else "lead.was_lead", person=voice.mention(named))
    with deps.writing() as work:
        was_lead = programs.dismiss_lead(work, said.actor, named)
    return replies.done(voice, "lead.removed" if was_lead else "lead.was_none", person=voice.mention(named))
