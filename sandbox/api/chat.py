"""chat.*: posting, editing, deleting."""

from sandbox.drafts import read_draft
from sandbox.posting import delete, destination, edit, find, post, wire_message
from sandbox.refusals import SlackSays
from sandbox.wire import Json
from sandbox.workspace import Workspace

DISGUISE = ("username", "icon_emoji", "icon_url")


def _no_disguise(ws: Workspace, arguments: Json) -> None:
    if any(each in arguments for each in DISGUISE) and "chat:write.customize" not in ws.manifest.scopes:
        raise SlackSays("missing_scope", needed="chat:write.customize", provided=",".join(sorted(ws.manifest.scopes)))


def post_message(ws: Workspace, arguments: Json) -> Json:
    """Rate: about one a second and channel, so a burst is refused even when the minute has room."""
    _no_disguise(ws, arguments)
    draft = read_draft(arguments)
    channel = destination(ws, arguments["channel"])
    ws.rates.count_message(channel.id, ws.now())
    message = post(ws, channel, draft)
    return {"channel": channel.id, "ts": message.ts, "message": wire_message(ws, message)}


def post_ephemeral(ws: Workspace, arguments: Json) -> Json:
    _no_disguise(ws, arguments)
    draft = read_draft(arguments)
    channel = destination(ws, arguments["channel"])
    person_id = arguments["user"]
    if person_id not in channel.members or ws.person(person_id).deleted:
        raise SlackSays("user_not_in_channel")
    return {"message_ts": post(ws, channel, draft, ephemeral_to=person_id).ts}


def update(ws: Workspace, arguments: Json) -> Json:
    """Only the bot's own messages, and never one shown to a single person."""
    message = find(ws, arguments["channel"], arguments["ts"])
    if message.ephemeral_to is not None:
        raise SlackSays("message_not_found")
    if message.author != ws.bot_user_id:
        raise SlackSays("cant_update_message")
    draft = read_draft(arguments)
    if "blocks" not in arguments and not draft.text:
        raise SlackSays("no_text")
    changed = edit(ws, message, draft)
    return {"channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": wire_message(ws, changed)}


def delete_message(ws: Workspace, arguments: Json) -> Json:
    message = find(ws, arguments["channel"], arguments["ts"])
    if message.ephemeral_to is not None:
        raise SlackSays("message_not_found")
    if message.author != ws.bot_user_id:
        raise SlackSays("cant_delete_message")
    delete(ws, message)
    return {"channel": message.channel, "ts": message.ts}
