"""What the app answers to a command or over a response_url: seen by one person, or posted where they were."""

from sandbox.drafts import Draft, read_draft
from sandbox.posting import delete, edit, post
from sandbox.refusals import SlackSays
from sandbox.responses import ResponseUrl
from sandbox.wire import Json
from sandbox.workspace import Workspace

KEYS = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "metadata",
    "thread_ts",
    "attachments",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
}


def respond(ws: Workspace, url: ResponseUrl, body: Json) -> None:
    """Carries out one answer: replace or delete the message it came from, or say something new."""
    unknown = sorted(set(body) - KEYS)
    if unknown:
        raise SlackSays("invalid_payload", messages=[f"[ERROR] unknown field: {each}" for each in unknown])
    source = ws.messages[url.channel_id].get(url.source_ts or "")
    if body.get("delete_original") and source is not None:
        delete(ws, source)
        return
    draft = read_draft(body)
    if body.get("replace_original") and source is not None and not source.deleted:
        edit(ws, source, draft)
        return
    say(ws, url.channel_id, url.person_id, draft, str(body.get("response_type", "ephemeral")))


def say(ws: Workspace, channel_id: str, person_id: str, draft: Draft, response_type: str) -> None:
    if response_type not in {"ephemeral", "in_channel"}:
        raise SlackSays("invalid_payload", messages=["[ERROR] response_type must be ephemeral or in_channel"])
    post(ws, ws.channel(channel_id), draft, ephemeral_to=None if response_type == "in_channel" else person_id)
