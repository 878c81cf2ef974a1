"""Somebody's profile changed: zone, language, name, or the account was deactivated."""

from slack_bolt import App

from bot.deps import Deps
from bot.services.enrolments import refresh
from bot.services.profiles import profile_of
from handlers.payloads import Payload


def register(app: App, deps: Deps) -> None:
    """Install the event."""

    @app.event("user_change")
    def changed(body: Payload) -> None:
        workspace = str(body["team_id"])
        with deps.writing() as work:
            if work.tx.inbox.take(workspace, str(body["event_id"]), work.now):
                user = body["event"]["user"]
                known = work.tx.people.find(workspace, str(user["id"]))
                if known:
                    refresh(work, workspace, profile_of(user, tz=known.tz, locale=known.locale))
