"""conversations.*: opening direct messages and reading who is where. Nothing here reads a message."""

from sandbox.api.pages import page
from sandbox.channels import READ_SCOPES, Channel, channel_object
from sandbox.refusals import SlackSays
from sandbox.wire import Json
from sandbox.workspace import Workspace

# Slack, conversations.open: one to eight people beside the bot.
MOST_PEOPLE = 8


def _needs(ws: Workspace, scope: str) -> None:
    if scope not in ws.manifest.scopes:
        raise SlackSays("missing_scope", needed=scope, provided=",".join(sorted(ws.manifest.scopes)))


def _visible(ws: Workspace, channel_id: str) -> Channel:
    """Private conversations exist only for their members."""
    channel = ws.channel(channel_id)
    _needs(ws, READ_SCOPES[channel.kind])
    if channel.is_private and ws.bot_user_id not in channel.members:
        raise SlackSays("channel_not_found")
    return channel


def open_conversation(ws: Workspace, arguments: Json) -> Json:
    """One person needs im:write, more need mpim:write; the same set always answers with the same conversation."""
    if arguments.get("channel"):
        channel = ws.channel(arguments["channel"])
        if channel.kind not in {"im", "mpim"}:
            raise SlackSays("method_not_supported_for_channel_type")
        return {"channel": _opened(ws, channel, arguments)}
    people = _invited(ws, arguments.get("users", ""))
    _needs(ws, "im:write" if len(people) == 1 else "mpim:write")
    before = len(ws.channels)
    channel = ws.conversation_of(people)
    answer: Json = {"channel": _opened(ws, channel, arguments)}
    return answer if len(ws.channels) > before else answer | {"no_op": True, "already_open": True}


def _invited(ws: Workspace, users: str) -> list[str]:
    people = list(dict.fromkeys(each.strip() for each in users.split(",") if each.strip()))
    people = [each for each in people if each != ws.bot_user_id]
    if not people:
        raise SlackSays("users_list_not_supplied")
    if len(people) > MOST_PEOPLE:
        raise SlackSays("too_many_users")
    for each in people:
        person = ws.person(each)
        if person.deleted:
            raise SlackSays("user_disabled")
        if person.is_bot and len(people) == 1:
            raise SlackSays("cannot_dm_bot")
    return people


def _opened(ws: Workspace, channel: Channel, arguments: Json) -> Json:
    if arguments.get("return_im"):
        return channel_object(channel, ws.bot_user_id, ws.team_id)
    return {"id": channel.id}


def conversation_info(ws: Workspace, arguments: Json) -> Json:
    channel = _visible(ws, arguments["channel"])
    described = channel_object(channel, ws.bot_user_id, ws.team_id)
    if arguments.get("include_num_members"):
        described["num_members"] = len(channel.members)
    return {"channel": described}


def conversation_members(ws: Workspace, arguments: Json) -> Json:
    members, following = page(list(_visible(ws, arguments["channel"]).members), arguments)
    return {"members": members, "response_metadata": {"next_cursor": following}}


def conversation_list(ws: Workspace, arguments: Json) -> Json:
    """Of the kinds asked for (public ones by default); private ones only where the bot is."""
    names = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
    wanted = [each.strip() for each in arguments.get("types", "public_channel").split(",")]
    if any(each not in names for each in wanted):
        raise SlackSays("invalid_types")
    kinds = {names[each] for each in wanted}
    found = [
        channel_object(each, ws.bot_user_id, ws.team_id)
        for each in ws.channels.values()
        if each.kind in kinds
        and READ_SCOPES[each.kind] in ws.manifest.scopes
        and (not each.is_private or ws.bot_user_id in each.members)
        and not (arguments.get("exclude_archived") and each.archived)
    ]
    channels, following = page(found, arguments)
    return {"channels": channels, "response_metadata": {"next_cursor": following}}
