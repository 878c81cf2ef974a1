"""Accepting messages: each post, edit and deletion changes the conversation and leaves a line in the ledger."""

from dataclasses import replace

from sandbox.channels import Channel
from sandbox.drafts import Draft
from sandbox.ledger import Entry, LedgerEntry, text_hash
from sandbox.messages import Message, message_object
from sandbox.refusals import SlackSays
from sandbox.wire import Json
from sandbox.workspace import Workspace


def destination(ws: Workspace, target: str) -> Channel:
    """The conversation a bot may post to; a user id opens the direct message, as chat.postMessage does."""
    channel = _direct(ws, target) if target[:1] in {"U", "W"} else ws.channel(target)
    if channel.archived:
        raise SlackSays("is_archived")
    if channel.kind == "im":
        _reachable(ws, channel)
    elif ws.bot_user_id not in channel.members and not _may_post_unjoined(ws, channel):
        raise SlackSays("channel_not_found" if channel.is_private else "not_in_channel")
    return channel


def _direct(ws: Workspace, person_id: str) -> Channel:
    if person_id not in ws.people:
        raise SlackSays("channel_not_found")
    person = ws.people[person_id]
    if person.deleted:
        raise SlackSays("user_disabled")
    if person.is_bot:
        raise SlackSays("cannot_dm_bot")
    return ws.conversation_of([person_id])


def _reachable(ws: Workspace, channel: Channel) -> None:
    if ws.bot_user_id not in channel.members:
        raise SlackSays("channel_not_found")
    if any(ws.people[each].deleted for each in channel.members):
        raise SlackSays("user_disabled")
    if not ws.manifest.messages_tab:
        raise SlackSays("messages_tab_disabled")


def _may_post_unjoined(ws: Workspace, channel: Channel) -> bool:
    return channel.kind == "public" and "chat:write.public" in ws.manifest.scopes


def record(ws: Workspace, message: Message, kind: Entry) -> None:
    ws.ledger.append(
        LedgerEntry(
            workspace=ws.team_id,
            channel=message.channel,
            ts=message.ts,
            text_hash=text_hash(message.text),
            metadata=message.metadata,
            at=ws.now(),
            kind=kind,
        )
    )


def post(ws: Workspace, channel: Channel, draft: Draft, ephemeral_to: str | None = None) -> Message:
    """Puts a message into a conversation, for everybody there or for one person's eyes."""
    message = Message(
        channel=channel.id,
        ts=ws.stamps.ts(),
        author=ws.bot_user_id,
        text=draft.text,
        blocks=ws.blueprint.of(draft.blocks),
        metadata=draft.metadata,
        thread_ts=draft.thread_ts,
        files=draft.files,
        ephemeral_to=ephemeral_to,
    )
    ws.messages[channel.id][message.ts] = message
    if ephemeral_to:
        ws.whispers.setdefault(ephemeral_to, []).append((channel.id, message.ts))
    record(ws, message, "ephemeral" if ephemeral_to else "post")
    ws.changed()
    return message


def write(ws: Workspace, channel: Channel, person_id: str, text: str, thread_ts: str | None = None) -> Message:
    """A person's own message. It is no doing of the app, so the ledger has no line for it."""
    message = Message(
        channel=channel.id, ts=ws.stamps.ts(), author=person_id, text=text, thread_ts=thread_ts, by_app=False
    )
    ws.messages[channel.id][message.ts] = message
    ws.changed()
    return message


def find(ws: Workspace, channel_id: str, ts: str) -> Message:
    message = ws.messages[ws.channel(channel_id).id].get(ts)
    if message is None or message.deleted:
        raise SlackSays("message_not_found")
    return message


def edit(ws: Workspace, message: Message, draft: Draft) -> Message:
    """Other content under the same ts; metadata stays unless new metadata came, as in chat.update."""
    changed = replace(
        message,
        text=draft.text,
        blocks=ws.blueprint.of(draft.blocks),
        metadata=draft.metadata if draft.metadata is not None else message.metadata,
        edited=True,
    )
    ws.messages[message.channel][message.ts] = changed
    record(ws, changed, "update")
    ws.changed()
    return changed


def delete(ws: Workspace, message: Message) -> None:
    gone = replace(message, deleted=True)
    ws.messages[message.channel][message.ts] = gone
    record(ws, gone, "delete")
    ws.changed()


def wire_message(ws: Workspace, message: Message) -> Json:
    return message_object(message, bot_id=ws.bot_id, app_id=ws.app_id, team_id=ws.team_id)
