"""What a workspace lets the bot do beyond what it needs: each optional scope has a feature that is hidden without it.

Slack says in the header of every answer which scopes the token has, so that a scope that is added or taken away while
the bot runs shows with the next message.
"""

from collections.abc import Mapping

from bot.domain.notices import FILES, NoticeKind

SCOPES = "x-oauth-scopes"
"""The header, in small letters: the scopes of the token that asked."""
NEEDED: Mapping[str, frozenset[NoticeKind]] = {"files:write": FILES}
"""Optional scope -> what is told with it alone."""


class Grants:
    """The optional scopes as Slack named them last; none before it did. Any thread may ask."""

    def __init__(self, said: str = "") -> None:
        self._said, self._hidden = said, _hidden_by(said)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Take an answer's header, if it has one. The keys are in small letters, or the mapping does not mind."""
        said = headers.get(SCOPES)
        if said is not None and said != self._said:
            self._said, self._hidden = said, _hidden_by(said)

    def hidden(self) -> frozenset[NoticeKind]:
        """What is not told, since its scope was not granted."""
        return self._hidden


def _hidden_by(said: str) -> frozenset[NoticeKind]:
    granted = {scope.strip() for scope in said.split(",")}
    return frozenset(kind for scope, kinds in NEEDED.items() if scope not in granted for kind in kinds)
