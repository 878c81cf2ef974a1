"""How often Slack lets an app call: a sliding minute per method, and a slower pace per channel for messages."""

import math
from collections import defaultdict, deque
from datetime import datetime

from sandbox.refusals import SlackSays

# Slack, "Web API rate limits": tier 1 is 1+ a minute, 2 is 20+, 3 is 50+, 4 is 100+;
# we allow exactly the number promised.
TIERS = {"1": 1, "2": 20, "3": 50, "4": 100, "special": 300}
# The same page: chat.postMessage allows about one message a second per channel, short bursts above it,
# and several hundred a minute in a workspace.
CHANNEL_BURST = 3
CHANNEL_PER_SECOND = 1.0
WORKSPACE_MESSAGES = 400
MINUTE = 60.0


class Rates:
    """The calls of the last minute, by method, and what each channel may still receive."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._buckets: dict[str, tuple[float, float]] = {}

    def count(self, method: str, tier: str, now: datetime) -> None:
        """Counts a call, or refuses with `ratelimited` and the seconds until the window has room again."""
        allowed = WORKSPACE_MESSAGES if method == "chat.postMessage" else TIERS[tier]
        instant = now.timestamp()
        window = self._calls[method]
        while window and window[0] <= instant - MINUTE:
            window.popleft()
        if len(window) >= allowed:
            raise SlackSays("ratelimited", retry_after=max(1, math.ceil(window[0] + MINUTE - instant)))
        window.append(instant)

    def count_message(self, channel_id: str, now: datetime) -> None:
        """Takes one message from the channel's bucket: three at once, then one a second."""
        instant = now.timestamp()
        left, since = self._buckets.get(channel_id, (float(CHANNEL_BURST), instant))
        left = min(float(CHANNEL_BURST), left + max(0.0, instant - since) * CHANNEL_PER_SECOND)
        if left < 1.0:
            self._buckets[channel_id] = (left, instant)
            raise SlackSays("ratelimited", retry_after=max(1, math.ceil((1.0 - left) / CHANNEL_PER_SECOND)))
        self._buckets[channel_id] = (left - 1.0, instant)
