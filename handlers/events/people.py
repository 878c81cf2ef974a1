"""Somebody's profile changed: zone, language, name, or the account was deactivated."""

from dataclasses import replace

from slack_bolt import App
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.people import Profile
from bot.services.enrolments import is_outdated, refresh
from bot.services.profiles import profile_of
from handlers.payloads import Payload


def register(app: App, deps: Deps) -> None:
    """Install the event."""

    @app.event("user_change")
    def changed(body: Payload) -> None:
        workspace = str(body["team_id"])
        told = _news(deps, workspace, body["event"]["user"])
        if told is None:
            return
        profile = _as_it_is_now(deps, workspace, told)
        with deps.writing() as work:
            if work.tx.inbox.take(workspace, str(body["event_id"]), work.now):
                refresh(work, workspace, profile)


def _news(deps: Deps, workspace: str, user: Payload) -> Profile | None:
    """The profile that was told of; None when the bot knows all of it, or has never met the person."""
    with deps.reading() as work:
        known = work.tx.people.find(workspace, str(user["id"]))
        if known is None:
            return None
        told = profile_of(user, tz=known.tz, locale=known.locale)
        return told if is_outdated(work, workspace, told) else None


def _as_it_is_now(deps: Deps, workspace: str, told: Profile) -> Profile:
    """Events come in any order, so Slack is asked what holds now; where it does not say, what was told does."""
    try:
        found = deps.directory.profile(workspace, told.slack_id)
    except (SlackClientError, OSError):
        return told
    if found is None:
        return told
    # Of a closed account Slack tells neither zone nor language.
    return replace(found, tz=told.tz, locale=told.locale) if found.is_deleted else found
