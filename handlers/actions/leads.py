"""What leads press: the names behind the digest, *Post again*, and an invitation."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import delivery, digests, enrolments
from bot.views import ids, replies
from handlers import home, speaking
from handlers.mentions import profile
from handlers.payloads import Payload, click_of, uuid_of


def register(app: App, deps: Deps) -> None:
    """Install the three buttons."""

    @app.action(ids.DIGEST_NEEDS)
    def needs(ack: Ack, body: Payload, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            found = digests.look_at_needs(work, click.actor, click.program)
            voice = speaking.voice_for(deps, work, click.actor)
        speaking.answer(respond, replies.needs(voice, found))
        ack()

    @app.action(ids.POST_AGAIN)
    def post_again(ack: Ack, body: Payload, respond: Respond, client: WebClient) -> None:
        click = click_of(body)
        with deps.writing() as work:
            delivery.post_again(work, click.actor, uuid_of(click.value))
            voice = speaking.voice_for(deps, work, click.actor)
        home.after_click(deps, client, respond, click, replies.done(voice, "undelivered.posting_again"))
        ack()

    @app.action(ids.INVITE)
    def invite(ack: Ack, body: Payload, respond: Respond) -> None:
        click = click_of(body)
        slack_id, _, program = click.value.partition(":")
        invited = profile(deps, click.actor.workspace, slack_id)
        with deps.writing() as work:
            enrolments.invite(work, click.actor, invited, uuid_of(program) if program else None)
            voice = speaking.voice_for(deps, work, click.actor)
        speaking.answer(respond, replies.done(voice, "invite.sent", person=voice.mention(slack_id)))
        ack()
