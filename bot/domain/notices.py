"""Notices: facts to tell somebody. Facts are ids and numbers; words are read when the message is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import Slot


class NoticeKind(StrEnum):
    """Everything the bot tells somebody who did not just click. One drawing each in bot/views."""

    INVITED = "invited"
    PROPOSAL = "proposal"
    PROPOSAL_CLOSED = "proposal_closed"
    INTRODUCTION = "introduction"
    AGREEMENT_DRAFTED = "agreement_drafted"
    AGREEMENT_SIGNED = "agreement_signed"
    AGREEMENT_NUDGE = "agreement_nudge"
    AGREEMENT_KEPT = "agreement_kept"
    KICKOFF_BOTH = "kickoff_both"
    KICKOFF_ALONE = "kickoff_alone"
    SHORT_AGREEMENT = "short_agreement"
    REVIEW_DATE = "review_date"
    CHECK_IN = "check_in"
    BRIEF = "brief"
    FIRST_MEETING = "first_meeting"
    MEETING_SUGGESTED = "meeting_suggested"
    MEETING_AGREED = "meeting_agreed"
    MEETING_CANCELLED = "meeting_cancelled"
    CALENDAR_FILE = "calendar_file"
    FEEDBACK_HELD = "feedback_held"
    FEEDBACK = "feedback"
    HELP_ASKED = "help_asked"
    STAGE_CONFIRMED = "stage_confirmed"
    CLOSURE_OPENS = "closure_opens"
    ENDED = "ended"
    PAIR_ENDED = "pair_ended"
    DIGEST = "digest"
    UNDELIVERED = "undelivered"
    BUNDLE = "bundle"
    SILENCE = "silence"
    HALF_TIME = "half_time"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESET = "reset"
    BEGUN_AGAIN = "begun_again"
    GOAL_REACHED = "goal_reached"
    GOAL_CELEBRATED = "goal_celebrated"
    GOAL_REOPENED = "goal_reopened"


class Operation(StrEnum):
    """How a notice reaches Slack: posted, or handed over as a file with its words beside it."""

    POST = "post"
    FILE = "file"


FILES = frozenset({NoticeKind.CALENDAR_FILE})
"""Kinds that are files. Each repeats what was told already, in a form that a calendar reads."""


def operation(kind: NoticeKind) -> Operation:
    """What the courier does with a notice of this kind."""
    return Operation.FILE if kind in FILES else Operation.POST


class IfUnsure(StrEnum):
    """What happens when Slack may or may not have posted (docs/architecture.md, "The outbox")."""

    AGAIN_ONCE = "again_once"
    ASK_LEAD = "ask_lead"


ASK_LEAD = frozenset(
    {
        NoticeKind.INTRODUCTION,
        NoticeKind.AGREEMENT_DRAFTED,
        NoticeKind.AGREEMENT_SIGNED,
        NoticeKind.AGREEMENT_KEPT,
        NoticeKind.KICKOFF_BOTH,
        NoticeKind.DIGEST,
        NoticeKind.GOAL_REACHED,
        NoticeKind.GOAL_CELEBRATED,
        NoticeKind.GOAL_REOPENED,
        NoticeKind.RESET,
        NoticeKind.BEGUN_AGAIN,
    }
)
"""Seen by more than one person: a double is worse than a question to a lead. All others are to one person alone."""


def if_unsure(kind: NoticeKind) -> IfUnsure:
    """How an unsure delivery of this kind is decided."""
    return IfUnsure.ASK_LEAD if kind in ASK_LEAD else IfUnsure.AGAIN_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPerson:
    """A DM to one person."""

    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPair:
    """The group DM of a pair, opened when it does not exist yet."""

    pair: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ToChannel:
    """A channel, by its Slack id: the one the leads chose for the digest."""

    channel: str


Recipient = ToPerson | ToPair | ToChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell. `key` is a sentence unique in the workspace: the same key is told once, ever.

    `pair`, `program` and `about` (the person or feedback it is about) are loaded when it is drawn; `facts` holds the
    numbers and codes that cannot be loaded. Not shown before `not_before`, dropped with a reason after `expires_at`.
    """

    kind: NoticeKind
    workspace: str
    to: Recipient
    key: str
    pair: UUID | None = None
    program: UUID | None = None
    about: UUID | None = None
    facts: Mapping[str, Slot] = field(default_factory=dict)
    not_before: datetime | None = None
    expires_at: datetime | None = None


class OutboxState(StrEnum):
    """Where a message is. `WAITING_LEAD` is shown to a lead with *Post again*; the last four are final."""

    WAITING = "waiting"
    LEASED = "leased"
    WAITING_LEAD = "waiting_lead"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """A notice on its way. `attempts` counts claims; `unsure` those whose end is not known."""

    id: UUID
    notice: Notice
    state: OutboxState
    created_at: datetime
    not_before: datetime
    attempts: int = 0
    unsure: int = 0
    lease_until: datetime | None = None
    leased_by: str | None = None
    channel: str | None = None
    ts: str | None = None
    finished_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Slack has it, in `channel` as `ts`; a file by its id."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """Slack refused for now; certainly not posted. `seconds` from now."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """Slack refused for good; a lead is told how to mend it."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Slack may have posted: a time-out, a dropped connection, a server's error, an expired lease."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """Nothing to send any more when it was drawn: withdrawn words, an ended pair; or a file that Slack does not take.
    `reason` is recorded."""

    reason: str


SendOutcome = Delivered | TryLater | GiveUp | Unsure | NotSent
