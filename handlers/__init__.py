"""How people reach the bot. Listeners read a payload into a value, call one use case, and show what came of it."""

from slack_bolt import App

from bot.deps import Deps
from handlers import actions, command, errors, events, submissions


def register(app: App, deps: Deps) -> None:
    """Install every listener."""
    command.register(app, deps)
    for topic in (*actions.TOPICS, *submissions.TOPICS, *events.TOPICS):
        topic.register(app, deps)
    errors.register(app, deps)
