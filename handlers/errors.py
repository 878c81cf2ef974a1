"""What a person sees when something was refused or broke: a sentence, where they are."""

import secrets
from typing import Any

import structlog
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.errors import IsAStranger, NotEnrolled, RuleBroken, TermsRefused
from bot.domain.people import Actor
from bot.services.access import is_lead
from bot.views import modals, replies
from bot.views.parts import Message
from bot.views.voice import Voice
from handlers import speaking
from handlers.payloads import Payload

log = structlog.get_logger("handlers")


def register(app: App, deps: Deps) -> None:
    """Install the one handler of errors: refusals are shown, anything else becomes a reference id."""

    @app.error
    def show(error: Exception, body: Payload, client: WebClient, respond: Any) -> BoltResponse:
        voice, message = _sentence(deps, body, error)
        if isinstance(error, TermsRefused) and body.get("type") == "view_submission":
            fields = {field: voice.say(key) for field, key in error.fields.items()}
            return _payload({"response_action": "errors", "errors": fields})
        return _where_they_are(body, client, respond, voice, message)


def _sentence(deps: Deps, body: Payload, error: Exception) -> tuple[Voice, Message]:
    actor = _actor(body)
    with deps.reading() as work:
        if isinstance(error, IsAStranger):
            # Somebody of another company: nothing of this workspace is looked up for them.
            voice, leads = speaking.strangers_voice(deps, actor), False
        else:
            voice, leads = speaking.voice_for(deps, work, actor), is_lead(work.tx, actor)
    if isinstance(error, NotEnrolled) and leads:
        return voice, replies.refusal_with_invite(voice, error)
    if isinstance(error, RuleBroken):
        return voice, replies.refusal(voice, error)
    reference = secrets.token_hex(4)
    log.error("a listener raised", action="handlers.bug", reference=reference, exc_info=error)
    return voice, replies.bug(voice, reference)


def _where_they_are(body: Payload, client: WebClient, respond: Any, voice: Voice, message: Message) -> BoltResponse:
    match body.get("type"):
        case "view_submission":
            return _payload({"response_action": "update", "view": modals.gone_modal(voice, message.text)})
        case "block_actions" if body.get("view"):
            _as_modal(body, client, modals.gone_modal(voice, message.text))
        case "block_actions":
            speaking.answer(respond, message)
        case None if body.get("command"):
            return _payload(speaking.privately(message))
        case _:
            # An event: nobody waits for an answer, and Slack delivers it again.
            return BoltResponse(status=500)
    return BoltResponse(status=200)


def _as_modal(body: Payload, client: WebClient, view: Any) -> None:
    try:
        speaking.show(client, str(body.get("trigger_id")), view, (body.get("view") or {}).get("type"))
    except SlackClientError as problem:
        log.warning("refusal not shown", action="handlers.not_shown", problem=type(problem).__name__)


def _payload(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=body)


def _actor(body: Payload) -> Actor:
    user, team = body.get("user") or {}, body.get("team") or {}
    return Actor(
        workspace=str(team.get("id") or body.get("team_id") or ""),
        slack_id=str((user.get("id") if isinstance(user, dict) else "") or body.get("user_id") or ""),
    )
