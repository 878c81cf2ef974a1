"""Payloads of commands and interactions, in exactly Slack's shape."""

from collections.abc import Sequence

from sandbox.channels import Channel
from sandbox.messages import Message
from sandbox.posting import wire_message
from sandbox.responses import ResponseUrl
from sandbox.showing import wire_view
from sandbox.views import View
from sandbox.wire import Json
from sandbox.workspace import Workspace


def give_trigger(ws: Workspace, person_id: str) -> str:
    number = ws.stamps.ts().replace(".", "")
    return ws.triggers.give(f"{number}.{ws.ids.secret('trigger', 10)}", person_id, ws.now())


def give_response_url(ws: Workspace, person_id: str, channel_id: str, source_ts: str | None) -> str:
    secret = ws.ids.secret("response", 24)
    ws.responses.give(
        ResponseUrl(secret=secret, person_id=person_id, channel_id=channel_id, source_ts=source_ts, given_at=ws.now())
    )
    return f"{ws.address}/response/{secret}"


def command_payload(ws: Workspace, person_id: str, channel: Channel, command: str, text: str) -> Json:
    """Every value of a command is a string, `is_enterprise_install` included."""
    return {
        "token": ws.verification_token,
        "team_id": ws.team_id,
        "team_domain": ws.domain,
        "channel_id": channel.id,
        "channel_name": channel.payload_name,
        "user_id": person_id,
        "user_name": ws.people[person_id].name,
        "command": command,
        "text": text,
        "api_app_id": ws.app_id,
        "is_enterprise_install": "false",
        "response_url": give_response_url(ws, person_id, channel.id, None),
        "trigger_id": give_trigger(ws, person_id),
    }


def _common(ws: Workspace, person_id: str, kind: str) -> Json:
    person = ws.people[person_id]
    return {
        "type": kind,
        "team": {"id": ws.team_id, "domain": ws.domain},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id},
        "api_app_id": ws.app_id,
        "token": ws.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_actions(ws: Workspace, person_id: str, message: Message, state: Json, actions: Sequence[Json]) -> Json:
    """A click in a message; of a message only one person sees, Slack sends the container but not the message."""
    channel = ws.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    payload = _common(ws, person_id, "block_actions") | {
        "container": container,
        "trigger_id": give_trigger(ws, person_id),
        "channel": {"id": channel.id, "name": channel.payload_name},
        "state": {"values": state},
        "response_url": give_response_url(ws, person_id, channel.id, message.ts),
        "actions": list(actions),
    }
    return payload if message.ephemeral_to else payload | {"message": wire_message(ws, message)}


def view_actions(ws: Workspace, person_id: str, view: View, actions: Sequence[Json]) -> Json:
    return _common(ws, person_id, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": give_trigger(ws, person_id),
        "view": wire_view(ws, view),
        "actions": list(actions),
    }


def submission(ws: Workspace, person_id: str, view: View) -> Json:
    return _common(ws, person_id, "view_submission") | {
        "trigger_id": give_trigger(ws, person_id),
        "view": wire_view(ws, view),
        "response_urls": [],
    }


def closing(ws: Workspace, person_id: str, view: View, *, is_cleared: bool) -> Json:
    return _common(ws, person_id, "view_closed") | {"view": wire_view(ws, view), "is_cleared": is_cleared}


def shortcut_payload(ws: Workspace, person_id: str, callback_id: str) -> Json:
    """A global shortcut: no conversation, so no response_url."""
    return _common(ws, person_id, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": give_trigger(ws, person_id),
        "action_ts": ws.stamps.ts(),
    }


def message_shortcut_payload(ws: Workspace, person_id: str, callback_id: str, message: Message) -> Json:
    """A message shortcut; Slack calls it `message_action`."""
    channel = ws.channels[message.channel]
    return _common(ws, person_id, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": give_trigger(ws, person_id),
        "response_url": give_response_url(ws, person_id, channel.id, message.ts),
        "action_ts": ws.stamps.ts(),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel.payload_name},
        "message": wire_message(ws, message),
    }


def home_opened(ws: Workspace, person_id: str, tab: str) -> Json:
    """`view` is there once a Home has been published for this person."""
    event: Json = {
        "type": "app_home_opened",
        "user": person_id,
        "channel": ws.conversation_of([person_id]).id,
        "tab": tab,
        "event_ts": ws.stamps.ts(),
    }
    home = ws.screens.home(person_id)
    return event if home is None or tab != "home" else event | {"view": wire_view(ws, home)}
