"""`/mentor lead add @person [program]` and `/mentor lead remove @person [program]`."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services import programs
from bot.services.access import as_lead, refuse_unless_lead
from bot.services.naming import label_of, named
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import mentioned_in, profile
from handlers.payloads import Command

WISHES = {"add": Wish.LEAD_ADD, "remove": Wish.LEAD_REMOVE}


def lead(deps: Deps, client: WebClient, said: Command) -> Message:
    """Appoint or dismiss a lead; anything else is answered with an example."""
    del client
    wish = WISHES.get(said.words[1].lower()) if len(said.words) > 1 else None
    people, name = mentioned_in(said.words[2:3]), said.after(3)
    is_clear = wish is not None and len(people) == 1 and not mentioned_in(said.words[3:])
    with deps.reading() as work:
        refuse_unless_lead(work.tx, said.actor)
        voice = speaking.voice_for(deps, work, said.actor)
        wanted = named(work.tx, said.actor, name, wish) if wish and is_clear else None
        if wish is None or not is_clear:
            return replies.done(voice, "lead.usage")
        program, _ = as_lead(work.tx, said.actor, wanted, wish)
        label = label_of(work.tx, program)
    found = profile(deps, said.actor.workspace, people[0]) if wish is Wish.LEAD_ADD else None
    with deps.writing() as work:
        if found:
            key = "lead.added" if programs.appoint_lead(work, said.actor, found, program.id) else "lead.was_lead"
        else:
            gone = programs.dismiss_lead(work, said.actor, people[0], program.id)
            key = "lead.removed" if gone else "lead.was_none"
    return replies.done_in(voice, label, key, person=voice.mention(people[0]))
