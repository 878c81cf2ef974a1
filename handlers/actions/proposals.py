"""*Yes* and *Not this one* under a proposal."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import pairing
from bot.views import ids, replies
from handlers import home, speaking
from handlers.payloads import Payload, click_of


def register(app: App, deps: Deps) -> None:
    """Install both answers."""

    @app.action(ids.PROPOSAL_YES)
    def accept(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            pairing.accept_proposal(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, replies.proposal_answered(voice, "proposal.said_yes"))
        ack()

    @app.action(ids.PROPOSAL_NO)
    def decline(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            pairing.decline_proposal(work, click.actor, click.pair)
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, replies.proposal_answered(voice, "proposal.said_no"))
        ack()
