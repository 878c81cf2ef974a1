"""The app's manifest as Slack reads it: scopes, commands, events and switches."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.wire import Json

# Slack, "Permission scopes": those a bot token can hold.
# fmt: off
BOT_SCOPES = frozenset(
    {
        "app_mentions:read", "assistant:write", "bookmarks:read", "bookmarks:write", "calls:read", "calls:write",
        "canvases:read", "canvases:write", "channels:history", "channels:join", "channels:manage", "channels:read",
        "channels:write.invites", "channels:write.topic", "chat:write", "chat:write.customize", "chat:write.public",
        "commands", "conversations.connect:manage", "conversations.connect:read", "conversations.connect:write",
        "dnd:read", "emoji:read", "files:read", "files:write", "groups:history", "groups:read", "groups:write",
        "groups:write.invites", "groups:write.topic", "im:history", "im:read", "im:write", "im:write.topic",
        "incoming-webhook", "links.embed:write", "links:read", "links:write", "lists:read", "lists:write",
        "metadata.message:read", "mpim:history", "mpim:read", "mpim:write", "mpim:write.topic", "pins:read",
        "pins:write", "reactions:read", "reactions:write", "reminders:read", "reminders:write", "remote_files:read",
        "remote_files:share", "remote_files:write", "search:read.files", "search:read.public", "search:read.users",
        "team.billing:read", "team.preferences:read", "team:read", "tokens.basic", "triggers:read", "triggers:write",
        "usergroups:read", "usergroups:write", "users.profile:read", "users:read", "users:read.email", "users:write",
        "workflow.steps:execute",
    }
)
# fmt: on

# Slack, "Event types": those a bot can subscribe to, with the scopes any one of which is needed (none: always).
BOT_EVENTS: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "tokens_revoked": (),
    "assistant_thread_started": ("assistant:write",),
    "assistant_thread_context_changed": ("assistant:write",),
    "channel_archive": ("channels:read",),
    "channel_created": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_id_changed": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "channel_left": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unarchive": ("channels:read",),
    "dnd_updated_user": ("dnd:read",),
    "emoji_changed": ("emoji:read",),
    "file_change": ("files:read",),
    "file_created": ("files:read",),
    "file_deleted": ("files:read",),
    "file_public": ("files:read",),
    "file_shared": ("files:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "group_rename": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "link_shared": ("links:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "message_metadata_posted": ("metadata.message:read",),
    "message_metadata_updated": ("metadata.message:read",),
    "message_metadata_deleted": ("metadata.message:read",),
    "pin_added": ("pins:read",),
    "pin_removed": ("pins:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "subteam_created": ("usergroups:read",),
    "subteam_members_changed": ("usergroups:read",),
    "subteam_updated": ("usergroups:read",),
    "team_domain_change": ("team:read",),
    "team_join": ("users:read",),
    "team_rename": ("team:read",),
    "user_change": ("users:read",),
    "user_huddle_changed": ("users:read",),
    "user_profile_changed": ("users.profile:read",),
    "user_status_changed": ("users:read",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command; `should_escape` makes Slack turn mentions in its text into ids."""

    name: str
    should_escape: bool
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """Something a person starts from the message box, or from the menu of one message."""

    name: str
    callback_id: str
    of_message: bool
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What this workspace needs to know of the app."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: dict[str, Command]
    shortcuts: dict[str, Shortcut]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    interactivity: bool
    socket_mode: bool

    @property
    def account_name(self) -> str:
        """The bot's account name: small letters, no spaces, as Slack makes it from the display name."""
        return "".join(letter if letter.isalnum() else "_" for letter in self.bot_name.lower())

    def hears(self, event: str) -> bool:
        return event in self.events and self.has_any(BOT_EVENTS.get(event, ()))

    def has_any(self, scopes: tuple[str, ...]) -> bool:
        return not scopes or any(each in self.scopes for each in scopes)


def read_manifest(source: Json) -> Manifest:
    """Reads the parts Slack acts on; what is left out is off, as in Slack."""
    features, settings = source.get("features", {}), source.get("settings", {})
    granted = source.get("oauth_config", {}).get("scopes", {})
    home = features.get("app_home", {})
    name = source.get("display_information", {}).get("name", "App")
    commands = [
        Command(
            name=each["command"],
            should_escape=bool(each.get("should_escape")),
            description=each.get("description", ""),
            usage_hint=each.get("usage_hint", ""),
        )
        for each in features.get("slash_commands", ())
    ]
    shortcuts = [
        Shortcut(
            name=each["name"],
            callback_id=each["callback_id"],
            of_message=each["type"] == "message",
            description=each.get("description", ""),
        )
        for each in features.get("shortcuts", ())
    ]
    return Manifest(
        name=name,
        bot_name=features.get("bot_user", {}).get("display_name", name),
        scopes=frozenset(granted.get("bot", ())) | frozenset(granted.get("bot_optional", ())),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands={each.name: each for each in commands},
        shortcuts={each.callback_id: each for each in shortcuts},
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        interactivity=bool(settings.get("interactivity", {}).get("is_enabled")),
        socket_mode=bool(settings.get("socket_mode_enabled")),
    )


# Slack's schema of the manifest: how long what an app says of itself is, and how many of each it has.
LENGTHS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    ("display_information", "long_description"): (175, 4000),
    ("features", "bot_user", "display_name"): (1, 80),
}
MOST = {"slash_commands": 50, "shortcuts": 10}


def manifest_faults(source: Json) -> list[str]:
    """What Slack would refuse or silently never deliver: sizes, unknown scopes and events, events without a scope."""
    return [*_sizes(source), *_scopes_and_events(read_manifest(source))]


def _sizes(source: Json) -> Iterator[str]:
    for place, (least, most) in LENGTHS.items():
        said: object = source
        for key in place:
            said = said.get(key) if isinstance(said, dict) else None
        if isinstance(said, str) and not least <= len(said) <= most:
            yield f"{'.'.join(place)} must have {least} to {most} characters"
    for what, most in MOST.items():
        if len(source.get("features", {}).get(what, ())) > most:
            yield f"features.{what} must be at most {most}"


def _scopes_and_events(manifest: Manifest) -> list[str]:
    words = [f"unknown bot scope: {each}" for each in sorted(manifest.scopes - BOT_SCOPES)]
    for event in sorted(manifest.events):
        if event not in BOT_EVENTS:
            words.append(f"unknown bot event: {event}")
        elif not manifest.has_any(BOT_EVENTS[event]):
            words.append(f"event {event} needs one of: {', '.join(BOT_EVENTS[event])}")
    if manifest.commands and "commands" not in manifest.scopes:
        words.append("slash commands need the scope: commands")
    return words
