"""What becomes of a message: claimed, sent, tried later, given up, or unsure (docs/architecture.md, "The outbox").

Lost means neither posted nor shown to somebody who can post it again: none. Doubled: at most what was in flight.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from bot.domain.feedback import FeedbackState
from bot.domain.notices import (
    Delivered,
    GiveUp,
    IfUnsure,
    Notice,
    NoticeKind,
    NotSent,
    OutboxEntry,
    OutboxState,
    SendOutcome,
    ToChannel,
    ToPair,
    ToPerson,
    TryLater,
    Unsure,
    if_unsure,
)
from bot.services.feedback import hand_to_readers
from bot.services.pace import Pace, Unpaced
from bot.services.posting_again import POSTED_AGAIN, again, answerable, post_again, program_of, waiting_for
from bot.services.reading import NO_LEAD_ANY_MORE
from bot.services.work import Work

__all__ = ["Result", "Untried", "claim", "next_claim", "post_again", "record", "waiting_for"]

LEASE = timedelta(seconds=90)
"""How long a claim holds: above opening a conversation and posting at their time-outs, so that a living courier never
loses a row it is sending."""
HOLD = timedelta(seconds=1)
"""How long a process paces a workspace without saying so again: how late another takes over from one that died. One
that is only slow may lose it too; who takes over learns what went in the last minute, so no limit is broken by it."""
SLIDING = timedelta(minutes=1)
"""Slack counts the messages of a workspace by the minute."""
AFTER_UNSURE = timedelta(seconds=30)
"""How long the one repetition waits: most outages that swallow an answer are over by then; judgement."""
LOOKS = 8
"""How often a claim looks on behind messages whose conversation must rest, before the rest is left to the next one."""
PACING = "pacing"
"""Why a message waits whose conversation must rest."""
MENDABLE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "missing_scope"})
"""Slack's refusals that a lead can mend and then post again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untried:
    """Claimed and never begun: it goes back as it was, and the claim was no attempt."""


Result = tuple[OutboxEntry, SendOutcome | Untried]
"""A claimed entry and how its turn ended."""


def claim(
    work: Work, by: str, limit: int, pace: Pace | None = None, in_hand: Collection[UUID] = ()
) -> Sequence[OutboxEntry]:
    """Lease what can be sent now: of each workspace what its pace allows, so that none waits for another.

    What is past its day is recorded as expired instead. Leases that ran out are decided first: the courier that held
    them may have posted. Those `in_hand` are the claimer's own, whose end it is about to learn: their leases run out
    only when time jumps, as on a machine that slept.
    """
    pace = pace or Unpaced()
    for entry in work.tx.outbox.lapsed(work.now, limit + len(in_hand)):
        if entry.id not in in_hand:
            _settle(work, entry, Unsure(reason="the courier stopped while sending"))
    due = [workspace for workspace, at in work.tx.outbox.due().items() if at <= work.now]
    mine = work.tx.paces.hold(due, by, work.now, work.now + HOLD) if due else ()
    if unknown := pace.unknown(mine, work.now, work.now + HOLD / 2):
        pace.learn(work.tx.outbox.sent(unknown, work.now - SLIDING), work.now)
    claimed: list[OutboxEntry] = []
    for workspace, share in pace.shares(mine, limit, work.now):
        claimed += _claim_of(work, by, workspace, min(share, limit - len(claimed)), pace)
    return claimed


def next_claim(work: Work, by: str, pace: Pace) -> datetime | None:
    """When it is worth to claim again: something is due, its pace allows it, and nobody else paces the workspace."""
    due = work.tx.outbox.due()
    elsewhere = work.tx.paces.next_free(by, work.now)
    found = [max(at, pace.next_turn(workspace, work.now)) for workspace, at in due.items()]
    return min((at for at in (*found, elsewhere, work.tx.outbox.next_lapse()) if at), default=None)


def _claim_of(work: Work, by: str, workspace: str, share: int, pace: Pace) -> Sequence[OutboxEntry]:
    """One workspace's share. Behind a conversation that must rest it looks on, so that nobody else waits for it."""
    going: list[OutboxEntry] = []
    for _ in range(LOOKS):
        if len(going) >= share:
            break
        found = work.tx.outbox.claim(work.now, by, work.now + LEASE, share - len(going), workspace)
        if not found:
            break
        late = [entry for entry in found if _is_expired(entry, work.now)]
        gone = [_final(entry, OutboxState.EXPIRED, work.now, "its day was over") for entry in late]
        booked = [(entry, pace.book(entry, work.now)) for entry in found if not _is_expired(entry, work.now)]
        resting = [_untried(entry, at, PACING) for entry, at in booked if at > work.now]
        work.tx.outbox.save([*gone, *resting])
        going += [entry for entry, at in booked if at <= work.now]
        if not gone and not resting:
            break
    return going


def _is_expired(entry: OutboxEntry, now: datetime) -> bool:
    """A lead who posts something again knows its age."""
    return bool(entry.notice.expires_at and now >= entry.notice.expires_at and entry.reason != POSTED_AGAIN)


def record(work: Work, results: Sequence[Result], by: str) -> None:
    """Write down how each send ended. A result for a lease that somebody else has taken over is left to them.

    What was delivered is written in bulk, since that is nearly all; the rest is decided one by one.
    """
    held = work.tx.outbox.held([entry for entry, _ in results], by) if results else frozenset()
    mine = [(entry, outcome) for entry, outcome in results if entry.id in held]
    _record_delivered(work, [(entry, done) for entry, done in mine if isinstance(done, Delivered)])
    for entry, outcome in mine:
        if isinstance(outcome, Untried):
            work.tx.outbox.save([_untried(entry, entry.not_before, entry.reason)])
        elif not isinstance(outcome, Delivered):
            _settle(work, entry, outcome)


def _settle(work: Work, entry: OutboxEntry, outcome: SendOutcome) -> None:
    match outcome:
        case Delivered():
            _record_delivered(work, [(entry, outcome)])
        case NotSent(reason=reason):
            work.tx.outbox.save([_final(entry, OutboxState.CANCELLED, work.now, reason)])
            if reason == NO_LEAD_ANY_MORE and entry.notice.about:
                hand_to_readers(work, work.tx.feedback.get(entry.notice.about))
        case TryLater(seconds=seconds, reason=reason):
            work.tx.outbox.save([again(entry, work.now + timedelta(seconds=seconds), reason)])
        case GiveUp(reason=reason):
            _give_up(work, entry, reason)
        case Unsure(reason=reason):
            _decide_unsure(work, entry, reason)
        case _:
            assert_never(outcome)


def _decide_unsure(work: Work, entry: OutboxEntry, reason: str) -> None:
    """A question to one person goes once more, since a second answer changes nothing; the rest is for a lead."""
    unsure = replace(entry, unsure=entry.unsure + 1)
    if if_unsure(entry.notice.kind) is IfUnsure.AGAIN_ONCE and entry.unsure == 0:
        work.tx.outbox.save([again(unsure, work.now + AFTER_UNSURE, reason)])
    else:
        _show_to_leads(work, unsure, reason)


def _give_up(work: Work, entry: OutboxEntry, reason: str) -> None:
    if reason in MENDABLE:
        _show_to_leads(work, entry, reason)
        return
    dead = _final(entry, OutboxState.DEAD, work.now, reason)
    work.tx.outbox.save([dead])
    _tell_leads(work, dead)


def _show_to_leads(work: Work, entry: OutboxEntry, reason: str) -> None:
    waiting = replace(entry, state=OutboxState.WAITING_LEAD, reason=reason, lease_until=None, leased_by=None)
    work.tx.outbox.save([waiting])
    _tell_leads(work, waiting)


def _tell_leads(work: Work, entry: OutboxEntry) -> None:
    """Each lead hears once per attempt. A message to leads about a message is not itself reported."""
    program = program_of(work, entry)
    if program is None or entry.notice.kind is NoticeKind.UNDELIVERED:
        return
    work.tell(
        *(
            Notice(
                kind=NoticeKind.UNDELIVERED,
                workspace=entry.notice.workspace,
                to=ToPerson(person=reader),
                key=f"undelivered:{entry.id}:{entry.attempts}:{reader}",
                pair=entry.notice.pair,
                program=program.id,
                about=entry.id,
            )
            for reader in answerable(work, entry, program)
        )
    )


def _untried(entry: OutboxEntry, at: datetime, reason: str | None) -> OutboxEntry:
    """An attempt is a real send: what was only claimed goes back as if it had not been."""
    return replace(again(entry, at, reason), attempts=entry.attempts - 1)


def _final(entry: OutboxEntry, state: OutboxState, now: datetime, reason: str | None) -> OutboxEntry:
    return replace(entry, state=state, finished_at=now, reason=reason, lease_until=None, leased_by=None)


def _record_delivered(work: Work, delivered: Sequence[tuple[OutboxEntry, Delivered]]) -> None:
    """Slack has them: final. Their channels are kept, and words count as read by their reader."""
    work.tx.outbox.save(
        [
            replace(_final(entry, OutboxState.DELIVERED, work.now, None), channel=done.channel, ts=done.ts)
            for entry, done in delivered
        ]
    )
    people, pairs = {}, {}
    for entry, done in delivered:
        match entry.notice.to:
            case ToPerson(person=person):
                people[person] = done.channel
            case ToPair(pair=pair):
                pairs[pair] = done.channel
            case ToChannel():
                pass
    work.tx.outbox.keep_channels(people, pairs)
    for entry, _ in delivered:
        if entry.notice.kind in (NoticeKind.FEEDBACK, NoticeKind.HELP_ASKED) and entry.notice.about:
            _mark_read(work, entry.notice.about)


def _mark_read(work: Work, feedback: UUID) -> None:
    words = work.tx.feedback.lock(feedback)
    if words and words.state is FeedbackState.HELD:
        work.tx.feedback.save(replace(words, state=FeedbackState.DELIVERED))
