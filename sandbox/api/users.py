"""users.*: people, with their zone and, when asked, their language."""

from sandbox.api.pages import page
from sandbox.people import Person, user_object
from sandbox.refusals import SlackSays
from sandbox.wire import Json
from sandbox.workspace import Workspace


def _described(ws: Workspace, person: Person, arguments: Json) -> Json:
    user = user_object(person, ws.now())
    if "users:read.email" in ws.manifest.scopes and person.email:
        user["profile"]["email"] = person.email
    if arguments.get("include_locale") and not person.deleted:
        user["locale"] = person.locale
    return user


def user_info(ws: Workspace, arguments: Json) -> Json:
    return {"user": _described(ws, ws.person(arguments["user"]), arguments)}


def user_list(ws: Workspace, arguments: Json) -> Json:
    """Everybody, the deactivated and the bots included, page by page."""
    everybody = [_described(ws, each, arguments) for each in ws.people.values()]
    members, following = page(everybody, arguments)
    return {
        "members": members,
        "cache_ts": int(ws.now().timestamp()),
        "response_metadata": {"next_cursor": following},
    }


def lookup_by_email(ws: Workspace, arguments: Json) -> Json:
    wanted = arguments["email"].lower()
    for person in ws.people.values():
        if person.email.lower() == wanted and not person.deleted:
            return {"user": _described(ws, person, arguments)}
    raise SlackSays("users_not_found")
