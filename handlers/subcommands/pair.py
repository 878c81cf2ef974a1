"""`/mentor pair @mentor @mentee [program]`: propose a pair to each of them alone."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import Wish
from bot.services.access import refuse_unless_lead
from bot.services.naming import label_of, named
from bot.services.pairing import propose_pair
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import mentioned_in, profile
from handlers.payloads import Command


def pair(deps: Deps, client: WebClient, said: Command) -> Message:
    """Propose; two mentions are needed, the mentor's first."""
    del client
    people, name = mentioned_in(said.words[1:3]), said.after(3)
    is_clear = len(people) == 2 and not mentioned_in(said.words[3:])
    with deps.reading() as work:
        refuse_unless_lead(work.tx, said.actor)
        voice = speaking.voice_for(deps, work, said.actor)
        program = named(work.tx, said.actor, name, Wish.PAIR) if is_clear else None
    if not is_clear:
        return replies.done(voice, "pair.usage")
    mentor, mentee = (profile(deps, said.actor.workspace, each) for each in people)
    with deps.writing() as work:
        proposed = propose_pair(work, said.actor, mentor, mentee, program)
        label = label_of(work.tx, work.tx.programs.get(proposed.program))
    asked = {"mentor": voice.mention(people[0]), "mentee": voice.mention(people[1])}
    return replies.done_in(voice, label, "pair.proposed", **asked)
