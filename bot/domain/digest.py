"""The leads' digest: counts only. Its types have no room for what anybody wrote, nor for a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.cadence import first_slot
from bot.domain.facts import PairFacts
from bot.domain.health import Signal, signals
from bot.domain.meetings import MeetingState
from bot.domain.programs import ProgramTerms
from bot.domain.stages import Event, Stage, StageChange, Status

PERIOD = timedelta(days=7)
"""What a digest looks back on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestCounts:
    """A week of a program in numbers."""

    initiation: int = 0
    growth: int = 0
    maturity: int = 0
    closure: int = 0
    proposed: int = 0
    paused: int = 0
    ended: int = 0
    unsigned: int = 0
    asked: int = 0
    answered: int = 0
    expected: int = 0
    held: int = 0
    stage_changes: int = 0
    unreachable: int = 0
    need_someone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairNeed:
    """For leads alone: a pair that may need someone, and the facts of contact that say so."""

    pair: UUID
    mentor: str
    mentee: str
    signals: tuple[Signal, ...]


def count(facts: Sequence[PairFacts], changes: Iterable[StageChange], unreachable: int, now: datetime) -> DigestCounts:
    """The digest of one program as of `now`; `changes` and `unreachable` (people) are those of the last week.

    A pair with a lead in it counts by stage and status only. Otherwise that lead, who is never shown its signals, could
    subtract what the others account for.
    """
    since = now - PERIOD
    active = [each for each in facts if each.pair.status is Status.ACTIVE]
    told = [each for each in active if not has_a_lead(each)]
    asked = [check for each in told for check in each.checks if since <= check.asked_at < now]
    due = [
        (each, meeting.number)
        for each in told
        for meeting in each.meetings
        if since <= meeting.expected_at < now and meeting.state is not MeetingState.CANCELLED
    ]
    return DigestCounts(
        initiation=_in_stage(active, Stage.INITIATION),
        growth=_in_stage(active, Stage.GROWTH),
        maturity=_in_stage(active, Stage.MATURITY),
        closure=_in_stage(active, Stage.CLOSURE),
        proposed=sum(each.pair.status is Status.PROPOSED for each in facts),
        paused=sum(each.pair.status is Status.PAUSED for each in facts),
        ended=sum(_started_and_ended_since(each, since) for each in facts),
        unsigned=sum(each.signed is None for each in told),
        asked=len(asked),
        answered=sum(check.outcome is not None for check in asked),
        expected=len(due),
        held=sum(number in each.held for each, number in due),
        stage_changes=sum(change.event is Event.STAGE and since <= change.at < now for change in changes),
        unreachable=unreachable,
        need_someone=sum(bool(signals(each, now)) for each in told),
    )


def needs(facts: Iterable[PairFacts], now: datetime, lead: UUID) -> tuple[PairNeed, ...]:
    """What one lead may see of the pairs that may need someone: nothing of a pair they are in themselves."""
    return tuple(
        PairNeed(pair=each.pair.id, mentor=each.mentor.slack_id, mentee=each.mentee.slack_id, signals=found)
        for each in facts
        if lead not in (each.pair.mentor, each.pair.mentee) and (found := signals(each, now))
    )


def next_digest(terms: ProgramTerms, after: datetime) -> datetime:
    """When the next digest is due, strictly after `after`: the leads' weekday and hour in the program's zone."""
    return first_slot(after, terms.digest_weekday, terms.digest_time, terms.tz)


def has_a_lead(facts: PairFacts) -> bool:
    """Whether one of the two leads the program."""
    return not {facts.pair.mentor, facts.pair.mentee}.isdisjoint(facts.program.leads)


def _in_stage(facts: Iterable[PairFacts], stage: Stage) -> int:
    return sum(each.pair.stage is stage for each in facts)


def _started_and_ended_since(facts: PairFacts, since: datetime) -> bool:
    """A proposal that came to nothing is no ending: counting it would tell that somebody declined."""
    return bool(facts.pair.started_at and facts.pair.ended_at and facts.pair.ended_at >= since)
