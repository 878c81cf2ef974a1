"""response_url: a person's click or command gives the app five answers within half an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.refusals import SlackSays

# Slack, "Handling user interaction": five uses within 30 minutes.
USES = 5
LIFE = timedelta(minutes=30)


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """Whose interaction it answers, where, and the message it came from (none for a command)."""

    secret: str
    person_id: str
    channel_id: str
    source_ts: str | None
    given_at: datetime
    used: int = 0


class ResponseUrls:
    def __init__(self) -> None:
        self._all: dict[str, ResponseUrl] = {}

    def give(self, url: ResponseUrl) -> None:
        self._all[url.secret] = url

    def use(self, secret: str, now: datetime) -> ResponseUrl:
        """Counts one use; refuses an unknown address, one used five times, and one older than half an hour."""
        url = self._all.get(secret)
        if url is None:
            raise SlackSays("invalid_url")
        if now - url.given_at > LIFE:
            raise SlackSays("expired_url")
        if url.used >= USES:
            raise SlackSays("used_url")
        url.used += 1
        return url
