"""What may be set on a person."""

from typing import TypedDict


class Profile(TypedDict, total=False):
    """The keywords of `Workspace.add_person` and `Workspace.change_person`."""

    real_name: str
    display_name: str
    email: str
    title: str
    tz: str
    locale: str
    is_admin: bool
    is_owner: bool
    is_restricted: bool
    is_ultra_restricted: bool
    is_bot: bool
    is_app_user: bool
    is_workflow_bot: bool
    is_stranger: bool
    team_id: str
    deleted: bool
