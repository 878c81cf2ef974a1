"""What Slack tells on its own. Delivered at least once, in any order: each takes its delivery into the inbox."""

from handlers.events import app_home, people, workspace

TOPICS = (app_home, people, workspace)
"""All topics with events."""
