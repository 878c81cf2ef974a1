"""A pair: one mentor, one mentee, one program; proposed, then living, then ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import NotYourPair, PairEnded, ProposalGone, SaidYesAlready
from bot.domain.programs import Rhythm
from bot.domain.stages import Event, Stage, StageChange, Status, stage_after, status_after

ANSWER_DAYS = 3
"""Working days a proposal waits for each side (docs/evidence.md)."""
OBJECTION_DAYS = 7
"""Days in which a confirmed move to the next stage may be held (docs/evidence.md)."""
ASK_AGAIN_DAYS = 28
"""Days after "not yet" in which the same stage is not proposed again; judgement: two fortnightly meetings."""


class Side(StrEnum):
    """Which of the two."""

    MENTOR = "mentor"
    MENTEE = "mentee"

    @property
    def other(self) -> "Side":
        """The partner's side."""
        return Side.MENTEE if self is Side.MENTOR else Side.MENTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A next stage that one side confirmed; it takes effect when nobody held it within `OBJECTION_DAYS`."""

    to: Stage
    confirmed_by: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One mentorship.

    `mentor_yes_at` and `mentee_yes_at` are the answers to the proposal, `declined_at` a refusal by either: who is
    not kept, and the proposal closes for everybody else on the day it would have run out. `quiet_until` keeps a stage
    that somebody was not ready for from being proposed again. `history` counts the lines of the stage history.
    A paused pair is taken up again on `paused_until`, or without it when one of the two says so; `resumed_at` is when
    that happened last. `sign_at` is the last sign of life that was not an answer, `hushed_at` when they asked for
    quiet. `beginning` counts their beginnings from 1, each later one a fresh start at `begun_at`. `is_parted` pairs
    were ended with *End contact now*: the two are never brought together again.
    """

    id: UUID
    workspace: str
    program: UUID
    mentor: UUID
    mentee: UUID
    status: Status
    stage: Stage
    rhythm: Rhythm
    proposed_by: UUID
    proposed_at: datetime
    mentor_yes_at: datetime | None = None
    mentee_yes_at: datetime | None = None
    declined_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ends_on: date | None = None
    group_channel: str | None = None
    move: Move | None = None
    quiet_until: datetime | None = None
    history: int = 0
    follows: UUID | None = None
    paused_until: date | None = None
    resumed_at: datetime | None = None
    sign_at: datetime | None = None
    hushed_at: datetime | None = None
    is_parted: bool = False
    stage_since: datetime | None = None
    beginning: int = 1
    begun_at: datetime | None = None

    def side_of(self, person: UUID) -> Side:
        """Which side the person is on. Raises `NotYourPair`."""
        if person == self.mentor:
            return Side.MENTOR
        if person == self.mentee:
            return Side.MENTEE
        raise NotYourPair

    def person_on(self, side: Side) -> UUID:
        """The person on that side."""
        return self.mentor if side is Side.MENTOR else self.mentee

    def partner_of(self, person: UUID) -> UUID:
        """The other one. Raises `NotYourPair`."""
        return self.person_on(self.side_of(person).other)

    def refuse_unless_open(self) -> None:
        """Raise `PairEnded` unless the pair is active or paused."""
        if self.status not in (Status.ACTIVE, Status.PAUSED):
            raise PairEnded

    def waits_for(self) -> Side | None:
        """Whose answer the proposal waits for: first the mentor's, then the mentee's, then nobody's."""
        if self.status is not Status.PROPOSED or self.declined_at:
            return None
        return Side.MENTEE if self.mentor_yes_at else Side.MENTOR

    def say_yes(self, person: UUID, at: datetime) -> "Pair":
        """The pair after this side's yes. Raises `ProposalGone` when it does not wait for them,
        `SaidYesAlready` for a second yes."""
        side = self.side_of(person)
        if self.waits_for() is not side:
            raise SaidYesAlready if self._has_yes_of(side) else ProposalGone
        return replace(self, mentor_yes_at=at) if side is Side.MENTOR else replace(self, mentee_yes_at=at)

    def _has_yes_of(self, side: Side) -> bool:
        given = self.mentor_yes_at if side is Side.MENTOR else self.mentee_yes_at
        return given is not None and self.declined_at is None and self.status is not Status.ENDED

    def decline(self, person: UUID, at: datetime) -> "Pair":
        """The pair after *Not this one*. Who said it is not kept. Raises `ProposalGone`."""
        if self.waits_for() is not self.side_of(person):
            raise ProposalGone
        return replace(self, declined_at=at)


def change(
    pair: Pair,
    event: Event,
    *,
    at: datetime,
    actor: UUID | None,
    reason: str,
    to: Stage | None = None,
    evidence: dict[str, int] | None = None,
) -> tuple[Pair, StageChange]:
    """The pair after `event` and the history line that tells of it. Raises `IllegalStageChange`."""
    stage = stage_after(event, pair.stage, to)
    status = status_after(event, pair.status)
    line = StageChange(
        pair=pair.id,
        seq=pair.history + 1,
        event=event,
        stage_before=pair.stage,
        stage_after=stage,
        status_before=pair.status,
        status_after=status,
        at=at,
        actor=actor,
        reason=reason,
        evidence=evidence or {},
    )
    changed = replace(pair, stage=stage, status=status, history=line.seq, move=None)
    if event is Event.START:
        changed = replace(changed, started_at=at)
    if event is Event.START or stage is not pair.stage:
        changed = replace(changed, stage_since=at)
    if event is Event.END:
        changed = replace(changed, ended_at=at, paused_until=None)
    if event in (Event.RESUME, Event.RESET):
        changed = replace(changed, resumed_at=at, paused_until=None, hushed_at=None)
    if event is Event.RESET:
        changed = replace(changed, beginning=pair.beginning + 1, begun_at=at)
    return changed, line


def can_begin_again(pair: Pair) -> bool:
    """Whether the two could still go back to the first stage with their fresh start: not from it, nor near the end."""
    return pair.begun_at is not None and pair.stage in (Stage.GROWTH, Stage.MATURITY)


def begin_again(pair: Pair, at: datetime, rhythm: Rhythm) -> tuple[Pair, StageChange]:
    """Back in the first stage, in the rhythm of the start; the fresh start they are in goes on. Both wished for it."""
    begun, line = change(pair, Event.RESET, to=Stage.INITIATION, at=at, actor=None, reason="both_began_again")
    same = replace(begun, beginning=pair.beginning, begun_at=pair.begun_at, resumed_at=pair.resumed_at)
    return replace(same, rhythm=rhythm, quiet_until=None), line
