"""The people of a workspace, and how Slack describes one."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.wire import Json

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account of the workspace. Immutable; `Workspace.change_person` puts another in its place."""

    id: str
    name: str
    real_name: str = ""
    display_name: str = ""
    email: str = ""
    title: str = ""
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    is_app_user: bool = False
    is_workflow_bot: bool = False
    is_stranger: bool = False
    # The workspace the account belongs to; a Slack Connect stranger has another one than ours.
    team_id: str = ""
    deleted: bool = False
    updated: int = 0

    @property
    def called(self) -> str:
        """The name others read in a mention: display name, else real name, else account name."""
        return self.display_name or self.real_name or self.name

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.tz))


def profile_object(person: Person) -> Json:
    first, _, last = person.real_name.partition(" ")
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "g" + person.id[-8:].lower(),
        "first_name": first,
        "last_name": last,
        "team": person.team_id,
    }
    return profile | {f"image_{size}": f"https://avatars.invalid/{person.id}_{size}.png" for size in (24, 48, 72, 192)}


def user_object(person: Person, now: datetime) -> Json:
    """A user as `users.info` gives it. A deactivated one has neither zone nor roles, as in Slack."""
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": profile_object(person),
        "is_bot": person.is_bot,
        "is_app_user": person.is_app_user,
        "updated": person.updated,
    }
    if person.is_stranger:
        user["is_stranger"] = True
    if person.is_workflow_bot:
        user["is_workflow_bot"] = True
    return user if person.deleted else user | _living(person, now)


def _living(person: Person, now: datetime) -> Json:
    local = person.local(now)
    offset = local.utcoffset()
    return {
        "color": "9f69e7",
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": local.tzname() or "",
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "is_admin": person.is_admin or person.is_owner,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted or person.is_ultra_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
