"""What becomes of a message: claimed, sent, tried later, given up, or unsure (docs/architecture.md, "The outbox").

Lost means neither posted nor shown to somebody who can post it again: none. Doubled: at most what was in flight.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from bot.domain.errors import NotPostedAgain
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
from bot.domain.people import Actor
from bot.domain.programs import Program
from bot.services.access import as_lead, who_can_be_asked
from bot.services.feedback import hand_to_readers
from bot.services.reading import NO_LEAD_ANY_MORE
from bot.services.work import Work

LEASE = timedelta(seconds=90)
"""How long a claim holds: above opening a conversation and posting at their time-outs, so that a living courier never
loses a row it is sending."""
AFTER_UNSURE = timedelta(seconds=30)
"""How long the one repetition waits: most outages that swallow an answer are over by then; judgement."""
POSTED_AGAIN = "posted again by a lead"
MENDABLE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "missing_scope"})
"""Slack's refusals that a lead can mend and then post again."""


def claim(work: Work, by: str, limit: int) -> Sequence[OutboxEntry]:
    """Lease what can be sent now. What is past its day is recorded as expired instead.

    Leases that ran out are decided first: the courier that held them may have posted.
    """
    lapsed = work.tx.outbox.lapsed(work.now, limit)
    for entry in lapsed:
        _settle(work, entry, Unsure(reason="the courier stopped while sending"))
    claimed = work.tx.outbox.claim(work.now, by, work.now + LEASE, limit)
    expired = [entry for entry in claimed if _is_expired(entry, work.now)]
    work.tx.outbox.save([_final(entry, OutboxState.EXPIRED, work.now, "its day was over") for entry in expired])
    gone = {entry.id for entry in expired}
    return [entry for entry in claimed if entry.id not in gone]


def _is_expired(entry: OutboxEntry, now: datetime) -> bool:
    """A lead who posts something again knows its age."""
    return bool(entry.notice.expires_at and now >= entry.notice.expires_at and entry.reason != POSTED_AGAIN)


def record(work: Work, results: Sequence[tuple[OutboxEntry, SendOutcome]], by: str) -> None:
    """Write down how each send ended. A result for a lease that somebody else has taken over is left to them."""
    for entry, outcome in results:
        current = work.tx.outbox.lock(entry.id)
        if current is None or current.leased_by != by or current.state is not OutboxState.LEASED:
            continue
        _settle(work, current, outcome)


def _settle(work: Work, entry: OutboxEntry, outcome: SendOutcome) -> None:
    match outcome:
        case Delivered(channel=channel, ts=ts):
            done = _final(entry, OutboxState.DELIVERED, work.now, None)
            work.tx.outbox.save([replace(done, channel=channel, ts=ts)])
            _after_delivery(work, entry, channel)
        case NotSent(reason=reason):
            work.tx.outbox.save([_final(entry, OutboxState.CANCELLED, work.now, reason)])
            if reason == NO_LEAD_ANY_MORE and entry.notice.about:
                hand_to_readers(work, work.tx.feedback.get(entry.notice.about))
        case TryLater(seconds=seconds, reason=reason):
            work.tx.outbox.save([_again(entry, work.now + timedelta(seconds=seconds), reason)])
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
        work.tx.outbox.save([_again(unsure, work.now + AFTER_UNSURE, reason)])
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
    program = _program_of(work, entry)
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
            for reader in _answerable(work, entry, program)
        )
    )


def _answerable(work: Work, entry: OutboxEntry, program: Program) -> tuple[UUID, ...]:
    """Who hears of it, and may post it again: a program's leads; of a pair's message, somebody outside the pair.

    When the only lead is in the pair and nobody outside is named, the leads hear all the same: the report says for whom
    a message was and nothing of what is in it, and a message that nobody can post again would be lost.
    """
    facts = work.tx.pairs.facts([entry.notice.pair]).get(entry.notice.pair) if entry.notice.pair else None
    return (who_can_be_asked(work.tx, facts) or program.leads) if facts else program.leads


def waiting_for(work: Work, lead: UUID, workspace: str) -> tuple[OutboxEntry, ...]:
    """The messages this lead may post again."""
    return tuple(
        entry
        for entry in work.tx.outbox.waiting_for_lead(workspace)
        if (program := _program_of(work, entry)) and lead in _answerable(work, entry, program)
    )


def _program_of(work: Work, entry: OutboxEntry) -> Program | None:
    if entry.notice.program:
        return work.tx.programs.get(entry.notice.program)
    facts = work.tx.pairs.facts([entry.notice.pair]) if entry.notice.pair else {}
    return next((each.program for each in facts.values()), None)


def _again(entry: OutboxEntry, at: datetime, reason: str) -> OutboxEntry:
    """What a lead posts again stays that, however often it is tried: its day does not count any more."""
    reason = POSTED_AGAIN if entry.reason == POSTED_AGAIN else reason
    return replace(entry, state=OutboxState.WAITING, not_before=at, reason=reason, lease_until=None, leased_by=None)


def _final(entry: OutboxEntry, state: OutboxState, now: datetime, reason: str | None) -> OutboxEntry:
    return replace(entry, state=state, finished_at=now, reason=reason, lease_until=None, leased_by=None)


def _after_delivery(work: Work, entry: OutboxEntry, channel: str) -> None:
    """Keep the channel Slack answered with, and mark words as read by their reader."""
    match entry.notice.to:
        case ToPerson(person=person):
            for reader in work.tx.people.lock([person]):
                if reader.dm_channel != channel:
                    work.tx.people.save(replace(reader, dm_channel=channel))
        case ToPair(pair=pair):
            locked = work.tx.pairs.lock(pair)
            if locked and locked.group_channel != channel:
                work.tx.pairs.save(replace(locked, group_channel=channel))
        case ToChannel():
            pass
        case _:
            assert_never(entry.notice.to)
    if entry.notice.kind in (NoticeKind.FEEDBACK, NoticeKind.HELP_ASKED) and entry.notice.about:
        words = work.tx.feedback.lock(entry.notice.about)
        if words and words.state is FeedbackState.HELD:
            work.tx.feedback.save(replace(words, state=FeedbackState.DELIVERED))


def post_again(work: Work, actor: Actor, entry_id: UUID) -> OutboxEntry:
    """Somebody who was told of a message that may not have arrived lets it go once more.

    Raises `NotALead`, `NotPostedAgain` (posted again before, of another workspace, or of a lead's own pair).
    """
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    entry = work.tx.outbox.lock(entry_id)
    program = _program_of(work, entry) if entry else None
    told = _answerable(work, entry, program) if entry and program else ()
    if person is None or person.id not in told:
        as_lead(work.tx, actor)
        raise NotPostedAgain
    if entry is None or entry.notice.workspace != actor.workspace or entry.state is not OutboxState.WAITING_LEAD:
        raise NotPostedAgain
    again = _again(entry, work.now, POSTED_AGAIN)
    work.tx.outbox.save([again])
    return again
