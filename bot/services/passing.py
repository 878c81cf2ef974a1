"""Where a process may die: the points between which something is done for good, by name.

Nothing happens at them in production. The tests of crashes end the process there and hold that nothing is lost
(docs/architecture.md, "Crash points").
"""

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """A moment in the life of a message, a tick or a click."""

    CLAIMING = "claiming"
    """Messages are claimed, and the claim is not committed."""
    CLAIMED = "claimed"
    """The claim is committed, and nothing is drawn."""
    CALLING = "calling"
    """The message is drawn, and Slack is about to be called."""
    CALLED = "called"
    """Slack has answered, and nobody has heard of it."""
    RECORDING = "recording"
    """The answer is written, and not committed."""
    RECORDED = "recorded"
    """The answer is committed."""
    BETWEEN_PEOPLE = "between_people"
    """A tick has asked one person and goes on to the next, in the same transaction."""
    CHANGING = "changing"
    """A listener has made its change, and it is not committed."""
    CHANGED = "changed"
    """The change is committed, and Slack is not answered."""
    ACKNOWLEDGED = "acknowledged"
    """Slack is answered."""


Passing = Callable[[Point], None]
"""Called at each point that is passed, in the thread that passes it."""


def unnoticed(point: Point) -> None:
    """What passing a point does in production: nothing."""
    del point
