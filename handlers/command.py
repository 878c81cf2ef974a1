"""`/mentor`: the first word names a subcommand; anything else gives usage with examples."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services.access import is_lead
from bot.views import replies
from handlers import speaking
from handlers.payloads import Command, Payload, command_of
from handlers.subcommands import SUBCOMMANDS, Answer


def register(app: App, deps: Deps) -> None:
    """Install the slash command."""

    @app.command("/mentor")
    def mentor(ack: Ack, body: Payload, client: WebClient) -> None:
        said = command_of(body)
        subcommand = SUBCOMMANDS.get(said.words[0].lower()) if said.words else None
        answer = subcommand(deps, client, said) if subcommand else usage(deps, said)
        ack(**_shown(answer))


def usage(deps: Deps, said: Command) -> Answer:
    """What one can type, for a lead with the words of a lead."""
    voice = speaking.voice_of(deps, said.actor)
    with deps.reading() as work:
        # While there is no program everybody sees the word that sets one up; only the right people may use it.
        may_lead = is_lead(work.tx, said.actor) or not work.tx.programs.of_workspace(said.actor.workspace)
        return replies.usage(voice, may_lead)


def _shown(answer: Answer) -> dict[str, Any]:
    """A subcommand that opened a modal has nothing more to say."""
    return speaking.privately(answer) if answer else {}
