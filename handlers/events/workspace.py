"""The app was removed from the workspace, or its token was withdrawn."""

import structlog
from slack_bolt import App

from bot.deps import Deps
from handlers.payloads import Payload

log = structlog.get_logger("handlers")


def register(app: App, deps: Deps) -> None:
    """Install both events. They come in any order and more than once; nothing is deleted, the operator is told."""

    @app.event("app_uninstalled")
    def uninstalled(body: Payload) -> None:
        _once(deps, body, "handlers.app_uninstalled")

    @app.event("tokens_revoked")
    def revoked(body: Payload) -> None:
        _once(deps, body, "handlers.tokens_revoked")


def _once(deps: Deps, body: Payload, action: str) -> None:
    with deps.writing() as work:
        is_new = work.tx.inbox.take(str(body["team_id"]), str(body["event_id"]), work.now)
    if is_new:
        log.error("Slack has cut the bot off: install the app again and set the new tokens", action=action)
