"""`/mentor pair @mentor @mentee`: propose a pair to each of them alone."""

from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.access import as_lead
from bot.services.pairing import propose_pair
from bot.views import replies
from bot.views.parts import Message
from handlers import speaking
from handlers.mentions import mentioned, profile
from handlers.payloads import Command


def pair(deps: Deps, client: WebClient, said: Command) -> Message:
    """Propose; two mentions are needed, the mentor's first."""
    del client
    named = [found for word in said.words[1:] if (found := mentioned(word))]
    with deps.reading() as work:
        as_lead(work.tx, said.actor)
        voice = speaking.voice_for(deps, work, said.actor)
    if len(named) != 2 or len(said.words) != 3:
        return replies.done(voice, "pair.usage")
    mentor = profile(deps, said.actor.workspace, named[0])
    mentee = profile(deps, said.actor.workspace, named[1])
    with deps.writing() as work:
        propose_pair(work, said.actor, mentor, mentee)
    return replies.done(voice, "pair.proposed", mentor=voice.mention(named[0]), mentee=voice.mention(named[1]))
