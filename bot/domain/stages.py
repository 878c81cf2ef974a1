"""Stage and status of a pair, and the append-only history of how they changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Stage(StrEnum):
    """Where the relationship is in its life: the four stages of the second text (docs/evidence.md)."""

    INITIATION = "initiation"
    GROWTH = "growth"
    MATURITY = "maturity"
    CLOSURE = "closure"


class Status(StrEnum):
    """Whether the bot accompanies the pair now."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Event(StrEnum):
    """What a line of the history records."""

    START = "start"
    STAGE = "stage"
    PAUSE = "pause"
    RESUME = "resume"
    RESET = "reset"
    EXTEND = "extend"
    END = "end"


class IllegalStageChange(ValueError):
    """The table has no such step; a bug, never shown to people."""


ORDER = (Stage.INITIATION, Stage.GROWTH, Stage.MATURITY, Stage.CLOSURE)

STATUS_AFTER: Mapping[tuple[Event, Status], Status] = {
    (Event.START, Status.PROPOSED): Status.ACTIVE,
    (Event.STAGE, Status.ACTIVE): Status.ACTIVE,
    (Event.PAUSE, Status.ACTIVE): Status.PAUSED,
    (Event.RESUME, Status.PAUSED): Status.ACTIVE,
    (Event.RESET, Status.ACTIVE): Status.ACTIVE,
    (Event.RESET, Status.PAUSED): Status.ACTIVE,
    (Event.EXTEND, Status.ACTIVE): Status.ACTIVE,
    (Event.END, Status.PROPOSED): Status.ENDED,
    (Event.END, Status.ACTIVE): Status.ENDED,
    (Event.END, Status.PAUSED): Status.ENDED,
}
"""The only status steps there are. Ended is final: a reopened pair is a new one that follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """One line of a pair's history; never rewritten.

    `seq` counts from 1 within the pair. `actor` is the person whose act caused it, or None for the calendar.
    `reason` is a text key below `reason.`; `evidence` holds numbers only, so nothing that was said can end up here.
    """

    pair: UUID
    seq: int
    event: Event
    stage_before: Stage
    stage_after: Stage
    status_before: Status
    status_after: Status
    at: datetime
    actor: UUID | None
    reason: str
    evidence: Mapping[str, int] = field(default_factory=dict)


def stage_after(event: Event, stage: Stage, to: Stage | None) -> Stage:
    """The stage after `event`. Stages go forward, closure may come from any; only a reset may go back to
    initiation, and a later end from closure to where the pair was."""
    if to is None or to is stage:
        if event is Event.STAGE:
            raise IllegalStageChange(f"{event} needs another stage than {stage}")
        return stage
    match event:
        case Event.STAGE if to is Stage.CLOSURE or ORDER.index(to) == ORDER.index(stage) + 1:
            return to
        case Event.RESET if to is Stage.INITIATION:
            return to
        case Event.EXTEND if stage is Stage.CLOSURE:
            return to
        case _:
            raise IllegalStageChange(f"{event} does not lead from {stage} to {to}")


def status_after(event: Event, status: Status) -> Status:
    """The status after `event`, by the table."""
    try:
        return STATUS_AFTER[event, status]
    except KeyError:
        raise IllegalStageChange(f"{event} cannot happen to a pair that is {status}") from None
