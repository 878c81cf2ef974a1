"""Conversations: channels, direct messages and group direct messages."""

from dataclasses import dataclass
from typing import Literal

from sandbox.wire import Json

Kind = Literal["public", "private", "im", "mpim"]

READ_SCOPES: dict[Kind, str] = {
    "public": "channels:read",
    "private": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A conversation and who is in it, the bot included when it is."""

    id: str
    name: str
    kind: Kind = "public"
    members: tuple[str, ...] = ()
    archived: bool = False
    created: int = 0

    @property
    def is_private(self) -> bool:
        return self.kind != "public"

    @property
    def payload_name(self) -> str:
        """The name Slack writes into payloads: the true one only for public channels and group DMs."""
        return {"im": "directmessage", "private": "privategroup"}.get(self.kind, self.name)

    def other_than(self, person_id: str) -> tuple[str, ...]:
        return tuple(each for each in self.members if each != person_id)


def channel_object(channel: Channel, bot_user_id: str, team_id: str) -> Json:
    """A conversation as `conversations.info` gives it, seen by the bot."""
    common: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "context_team_id": team_id,
    }
    if channel.kind == "im":
        return common | {"user": (channel.other_than(bot_user_id) or ("",))[0], "is_user_deleted": False, "priority": 0}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.is_private,
        "is_member": bot_user_id in channel.members,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
