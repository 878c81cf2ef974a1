"""Trigger ids: the leave a person's click gives the app to open one modal, once, at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.refusals import SlackSays

# Slack, "Handling user interaction": a trigger expires in 3 seconds and works once.
LIFE = timedelta(seconds=3)


@dataclass(slots=True, kw_only=True)
class Trigger:
    """Whose click it was, and whether its leave has been used."""

    id: str
    user_id: str
    given_at: datetime
    exchanged: bool = False


class Triggers:
    def __init__(self) -> None:
        self._all: dict[str, Trigger] = {}

    def give(self, trigger_id: str, user_id: str, now: datetime) -> str:
        self._all[trigger_id] = Trigger(id=trigger_id, user_id=user_id, given_at=now)
        return trigger_id

    def exchange(self, trigger_id: object, now: datetime) -> str:
        """The id of the person who clicked; refuses an unknown, used or stale trigger."""
        trigger = self._all.get(trigger_id) if isinstance(trigger_id, str) else None
        if trigger is None:
            raise SlackSays("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackSays("exchanged_trigger_id")
        if now - trigger.given_at > LIFE:
            raise SlackSays("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user_id
