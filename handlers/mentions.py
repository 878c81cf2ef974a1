"""People named in a command."""

import re
from collections.abc import Sequence

from bot.deps import Deps
from bot.domain.errors import UnknownPerson
from bot.domain.people import Profile

MENTION = re.compile(r"^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$")
"""How Slack sends a mention when the command's `should_escape` is on."""


def mentioned(word: str) -> str | None:
    """The Slack id a word mentions, or None for any other word."""
    found = MENTION.match(word)
    return found.group(1) if found else None


def mentioned_in(words: Sequence[str]) -> list[str]:
    """The Slack ids that these words mention."""
    return [found for word in words if (found := mentioned(word))]


def profile(deps: Deps, workspace: str, slack_id: str) -> Profile:
    """The profile behind an id, as Slack shows it now. Raises `UnknownPerson`."""
    found = deps.directory.profile(workspace, slack_id)
    if found is None:
        raise UnknownPerson(people={"person": slack_id})
    return found
