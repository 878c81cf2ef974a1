"""Reading Slack's user object, which a lookup and an event carry alike."""

from collections.abc import Mapping

from bot.domain.people import Profile


def profile_of(user: Mapping[str, object], *, tz: str = "UTC", locale: str = "en-US") -> Profile:
    """A profile from Slack's user object, as `users.info` and the `user_change` event carry it.

    `tz` and `locale` stand in where the object names none: an event need not carry them.
    """
    given = user.get("profile")
    own = given if isinstance(given, Mapping) else {}
    name = own.get("display_name") or user.get("real_name") or own.get("real_name") or user.get("name") or ""
    return Profile(
        slack_id=str(user.get("id", "")),
        name=str(name),
        tz=str(user.get("tz") or tz),
        locale=str(user.get("locale") or locale),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_bot=bool(user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == "USLACKBOT"),
        is_stranger=bool(user.get("is_stranger")),
        is_deleted=bool(user.get("deleted")),
    )
