"""What a person sees when something was refused or broke: a sentence, where they are."""

import secrets
from typing import Any
from urllib.error import URLError

import structlog
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.errors import FromElsewhere, NotEnrolled, RuleBroken, TermsRefused
from bot.domain.people import Actor
from bot.services.access import is_lead
from bot.views import ids, modals, replies
from bot.views.parts import Message
from bot.views.voice import Voice
from handlers import speaking
from handlers.payloads import Payload

log = structlog.get_logger("handlers")


def register(app: App, deps: Deps) -> None:
    """Install the one handler of errors: refusals are shown, anything else becomes a reference id."""

    @app.error
    def show(error: Exception, body: Payload, client: WebClient, respond: Any) -> BoltResponse:
        voice, leads = _reader(deps, body, error)
        if _nothing_was_changed(body, error):
            log.warning("Slack did not take it", action="handlers.slack_busy", problem=type(error).__name__)
            return _where_they_are(body, client, respond, voice, error, replies.slack_busy(voice))
        if isinstance(error, TermsRefused) and body.get("type") == "view_submission":
            return _refused(replies.field_errors(voice, error))
        return _where_they_are(body, client, respond, voice, error, _sentence(voice, leads, error))


def _nothing_was_changed(body: Payload, error: Exception) -> bool:
    """Whether only Slack stood in the way of opening something: too busy, too slow, or away for a moment.

    *Change* is not among them: it has taken words back before it opens their form.
    """
    actions = {str(action.get("action_id")) for action in body.get("actions") or ()}
    return isinstance(error, SlackClientError | URLError) and ids.FEEDBACK_CHANGE not in actions


def _reader(deps: Deps, body: Payload, error: Exception) -> tuple[Voice, bool]:
    """The voice of the one who acted, and whether they lead.

    Who is refused before the bot has met them is looked up, so that they read it in their language; nobody of another
    company is.
    """
    actor = _actor(body)
    if isinstance(error, FromElsewhere):
        return speaking.strangers_voice(deps, actor), False
    try:
        with deps.reading() as work:
            voice, leads = speaking.voice_for(deps, work, actor), is_lead(work.tx, actor)
        # Somebody new has been looked up in this very click; what went wrong otherwise may be Slack itself.
        return (speaking.voice_of(deps, actor) if isinstance(error, RuleBroken) else voice), leads
    except Exception:  # noqa: BLE001 - one of the three places: without its store the bot still says a sentence
        return speaking.strangers_voice(deps, actor), False


def _sentence(voice: Voice, leads: bool, error: Exception) -> Message:  # noqa: FBT001 - a fact about the reader
    if isinstance(error, NotEnrolled) and leads:
        return replies.refusal_with_invite(voice, error)
    if isinstance(error, RuleBroken):
        return replies.refusal(voice, error)
    reference = secrets.token_hex(4)
    log.error("a listener raised", action="handlers.bug", reference=reference, exc_info=error)
    return replies.bug(voice, reference)


def _where_they_are(
    body: Payload, client: WebClient, respond: Any, voice: Voice, error: Exception, message: Message
) -> BoltResponse:
    match body.get("type"):
        case "view_submission" if field := _holds_words(body, error):
            return _refused({field: message.text})
        case "view_submission":
            return _payload({"response_action": "update", "view": modals.gone_modal(voice, message.text)})
        case "block_actions" if body.get("view"):
            return _as_modal(body, client, modals.gone_modal(voice, message.text))
        case "block_actions":
            speaking.answer(respond, message)
            return BoltResponse(status=200)
        case None if body.get("command"):
            return _payload(speaking.privately(message))
        case _:
            # An event: nobody waits for an answer, and Slack delivers it again.
            return BoltResponse(status=500)


def _holds_words(body: Payload, error: Exception) -> str | None:
    """The first field with somebody's words: its form stays open with the sentence below it, so that nothing typed is
    lost. None when there is none, or when the sentence names people, whom Slack shows as ids there."""
    if isinstance(error, RuleBroken) and error.people:
        return None
    values = body["view"]["state"]["values"]
    for block, fields in values.items():
        for entered in fields.values():
            if entered.get("type") == "plain_text_input" and entered.get("value"):
                return str(block)
    # A form of many choices stays open too, though nobody wrote a word in it.
    return next(iter(values), None) if body["view"].get("callback_id") in ids.LONG_FORMS else None


def _as_modal(body: Payload, client: WebClient, view: Any) -> BoltResponse:
    """Over the view that was clicked in. Where that fails the click stays unacknowledged: then Slack says so."""
    try:
        speaking.show(client, str(body.get("trigger_id")), view, (body.get("view") or {}).get("type"))
    except (SlackClientError, OSError) as problem:
        log.warning("refusal not shown", action="handlers.not_shown", problem=type(problem).__name__)
        return BoltResponse(status=500)
    return BoltResponse(status=200)


def _refused(fields: dict[str, str]) -> BoltResponse:
    """The form stays open, each sentence below its field."""
    return _payload({"response_action": "errors", "errors": fields})


def _payload(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=body)


def _actor(body: Payload) -> Actor:
    user, team = body.get("user") or {}, body.get("team") or {}
    return Actor(
        workspace=str(team.get("id") or body.get("team_id") or ""),
        slack_id=str((user.get("id") if isinstance(user, dict) else "") or body.get("user_id") or ""),
    )
