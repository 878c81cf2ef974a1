"""auth.test and apps.connections.open: who the token is, and where the socket is."""

from sandbox.refusals import SlackSays
from sandbox.wire import Json
from sandbox.workspace import Workspace


def auth_test(ws: Workspace, _arguments: Json) -> Json:
    bot = ws.people[ws.bot_user_id]
    return {
        "url": f"https://{ws.domain}.slack.com/",
        "team": ws.name,
        "user": bot.name,
        "team_id": ws.team_id,
        "user_id": bot.id,
        "bot_id": ws.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(ws: Workspace, _arguments: Json) -> Json:
    """A socket address with a ticket that works once, for 30 seconds; refused while Socket Mode is off."""
    if not ws.manifest.socket_mode:
        raise SlackSays("forbidden_team", messages=["[ERROR] Socket Mode is not enabled in the manifest"])
    ticket = ws.tickets.give()
    return {"url": f"{ws.address.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={ws.app_id}"}
