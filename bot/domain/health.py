"""Signals: facts of contact that tell a lead which pair may need somebody. Never ratings, answers or refusals.

In a pair of two a reason points at one of them, so only what the bot itself saw of contact counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import add_working_days, local
from bot.domain.facts import PairFacts
from bot.domain.stages import Status

NOT_STARTED_DAYS = 10
"""Working days without a first meeting before a lead hears of it; it is expected on day 7 (docs/evidence.md)."""
SILENT_DAYS = 21
"""Days without a sign of life from either (docs/evidence.md)."""
SILENT_WORKING_DAYS = 15
"""The same without weekends, so that days off make it longer and a five-day week does not."""
UNSIGNED_DAYS = 42
"""Days without a signed agreement (docs/evidence.md)."""


class SignalKind(StrEnum):
    """What the bot noticed."""

    NOT_STARTED = "not_started"
    SILENT = "silent"
    UNSIGNED = "unsigned"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A reason to look after a pair, true since a day (local to the mentor)."""

    kind: SignalKind
    since: date


def signals(facts: PairFacts, now: datetime) -> tuple[Signal, ...]:
    """All signals of a pair, most pressing first; none for a pair that is not active, or while one is away without a
    date."""
    if facts.pair.status is not Status.ACTIVE or facts.pair.started_at is None:
        return ()
    if any(person.is_resting for person in facts.people):
        return ()
    started = facts.pair.started_at
    return tuple(signal for rule in RULES if (signal := rule(facts, started, now)))


def last_contact(facts: PairFacts) -> datetime | None:
    """The last sign of life: a check-in answered by either, a version drafted, signed or reviewed, a kickoff answered,
    a goal written, a pause taken up again, or a tap that says so."""
    signs = [check.answered_at for check in facts.checks if check.answered_at]
    signs += [at for at in (facts.pair.sign_at, facts.pair.resumed_at) if at]
    signs += [answer.finished_at for answer in facts.kickoff if answer.finished_at]
    signs += [goal.written_at for goal in facts.goals]
    signs += [review.held_at for review in facts.reviews if review.held_at]
    for version in facts.agreements:
        signs += [version.drafted_at, *(signature.at for signature in version.signatures)]
    return max(signs, default=None)


def _unreachable(facts: PairFacts, started: datetime, now: datetime) -> Signal | None:
    """Somebody's account is deactivated."""
    del now
    if any(person.is_deactivated for person in facts.people):
        return Signal(kind=SignalKind.UNREACHABLE, since=local(started, facts.mentor.tz).date())
    return None


def _not_started(facts: PairFacts, started: datetime, now: datetime) -> Signal | None:
    """No meeting that either side told of, ten working days after the start."""
    if facts.held or now < add_working_days(started, NOT_STARTED_DAYS, facts.people):
        return None
    return Signal(kind=SignalKind.NOT_STARTED, since=local(started, facts.mentor.tz).date())


def _silent(facts: PairFacts, started: datetime, now: datetime) -> Signal | None:
    """No sign of life from either for three weeks, after there was something to answer.

    Three weeks of their own: holidays and days off do not count against anybody, nor does the silence they asked for.
    """
    last = last_contact(facts) or started
    if not facts.checks or facts.pair.hushed_at or now - last < timedelta(days=SILENT_DAYS):
        return None
    if now < add_working_days(last, SILENT_WORKING_DAYS, facts.people):
        return None
    return Signal(kind=SignalKind.SILENT, since=local(last, facts.mentor.tz).date())


def _unsigned(facts: PairFacts, started: datetime, now: datetime) -> Signal | None:
    """No agreement signed by both six weeks after the start."""
    if facts.signed or now - started < timedelta(days=UNSIGNED_DAYS):
        return None
    return Signal(kind=SignalKind.UNSIGNED, since=local(started, facts.mentor.tz).date())


Rule = Callable[[PairFacts, datetime, datetime], Signal | None]
RULES: tuple[Rule, ...] = (_unreachable, _silent, _not_started, _unsigned)
"""Most pressing first."""
