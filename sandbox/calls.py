"""One Web API call from token to answer, refused at the first thing Slack would refuse."""

from dataclasses import dataclass

from sandbox.api import ANSWERS
from sandbox.arguments import checked
from sandbox.methods import METHODS, Method
from sandbox.refusals import SlackSays
from sandbox.traffic import CallRecord
from sandbox.wire import Json, redacted
from sandbox.workspace import Workspace

TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What came in. `refused` is set when the body could not even be read."""

    method: str
    token: str | None
    arguments: Json
    refused: SlackSays | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes out: HTTP 200 for every refusal except `ratelimited`."""

    body: Json
    status: int = 200
    retry_after: int | None = None


def perform(ws: Workspace, call: Call, forced: SlackSays | None = None) -> Answer:
    """Answers one call and writes it into the traffic log; `forced` is a refusal ordered by a fault."""
    with ws.lock:
        try:
            if forced is not None:
                raise forced
            answer = Answer(body={"ok": True, **_answer(ws, call)})
        except SlackSays as refusal:
            limited = refusal.error == "ratelimited"
            answer = Answer(body=refusal.answer(), status=TOO_MANY if limited else 200, retry_after=refusal.retry_after)
        note(ws, call, answer)
        return answer


def note(ws: Workspace, call: Call, answer: Answer) -> None:
    ws.traffic.append(
        CallRecord(
            method=call.method,
            token=redacted(call.token),
            arguments={name: value for name, value in call.arguments.items() if name != "token"},
            answer=answer.body,
            status=answer.status,
            at=ws.now(),
        )
    )
    ws.changed()


def _answer(ws: Workspace, call: Call) -> Json:
    if call.refused is not None:
        raise call.refused
    method = METHODS.get(call.method)
    if method is None:
        raise SlackSays("unknown_method", messages=[f"[ERROR] not offered by this workspace: {call.method}"])
    _admit(ws, method, call.token)
    ws.rates.count(method.name, method.tier, ws.now())
    if not ws.manifest.has_any(method.scopes):
        provided = ",".join(sorted(ws.manifest.scopes))
        raise SlackSays("missing_scope", needed=",".join(method.scopes), provided=provided)
    if call.arguments.get("team_id") not in (None, "", ws.team_id):
        raise SlackSays("team_access_not_granted")
    return ANSWERS[method.name](ws, checked(method, call.arguments))


def _admit(ws: Workspace, method: Method, token: str | None) -> None:
    """auth.test takes either token; every other method takes the kind its row names."""
    if not token:
        raise SlackSays("not_authed")
    if token not in {ws.bot_token, ws.app_token}:
        raise SlackSays("invalid_auth")
    kind = "app" if token == ws.app_token else "bot"
    if kind != method.token and method.name != "auth.test":
        raise SlackSays("not_allowed_token_type")
    if kind == "bot" and ws.token_refusal is not None:
        raise SlackSays(ws.token_refusal)
