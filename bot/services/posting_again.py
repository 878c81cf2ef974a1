"""Messages that a lead may post again: who hears of them, and what lets them go once more."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.errors import NotPostedAgain
from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind, OutboxEntry, OutboxState
from bot.domain.people import Actor
from bot.domain.programs import Program
from bot.services.access import refuse_unless_lead, who_can_be_asked
from bot.services.work import Work

POSTED_AGAIN = "posted again by a lead"


def answerable(work: Work, entry: OutboxEntry, program: Program) -> tuple[UUID, ...]:
    """Who hears of it, and may post it again: a program's leads; of a pair's message, somebody outside the pair.

    When the only lead is in the pair and nobody outside is named, the leads hear all the same: the report says for whom
    a message was and nothing of what is in it, and a message that nobody can post again would be lost.
    """
    facts = _facts(work, entry)
    return (who_can_be_asked(work.tx, facts) or program.leads) if facts else program.leads


def waiting_for(work: Work, lead: UUID, workspace: str) -> tuple[OutboxEntry, ...]:
    """The messages this lead may post again."""
    return tuple(
        entry
        for entry in work.tx.outbox.waiting_for_lead(workspace)
        if (program := program_of(work, entry)) and lead in answerable(work, entry, program)
    )


def program_of(work: Work, entry: OutboxEntry) -> Program | None:
    """The program a message belongs to, by itself or by its pair."""
    if entry.notice.program:
        return work.tx.programs.get(entry.notice.program)
    facts = _facts(work, entry)
    return facts.program if facts else None


def _facts(work: Work, entry: OutboxEntry) -> PairFacts | None:
    """The facts of the pair a message is about; of several in one message, of the first."""
    pair = entry.notice.pair
    if entry.notice.kind is NoticeKind.BUNDLE and entry.notice.about:
        try:
            pair = work.tx.bundles.get(entry.notice.about).parts[0].pair
        except KeyError:
            # Its buttons have outlived themselves, and so has what it says.
            return None
    return work.tx.pairs.facts([pair]).get(pair) if pair else None


def again(entry: OutboxEntry, at: datetime, reason: str | None) -> OutboxEntry:
    """Waiting once more, from then on.

    What a lead posts again stays that, however often it is tried: its day does not count any more.
    """
    reason = POSTED_AGAIN if entry.reason == POSTED_AGAIN else reason
    return replace(entry, state=OutboxState.WAITING, not_before=at, reason=reason, lease_until=None, leased_by=None)


def post_again(work: Work, actor: Actor, entry_id: UUID) -> OutboxEntry:
    """Somebody who was told of a message that may not have arrived lets it go once more.

    Raises `NotALead`, `NotPostedAgain` (posted again before, of another workspace, or of a lead's own pair).
    """
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    entry = work.tx.outbox.lock(entry_id)
    program = program_of(work, entry) if entry else None
    told = answerable(work, entry, program) if entry and program else ()
    if person is None or person.id not in told:
        refuse_unless_lead(work.tx, actor)
        raise NotPostedAgain
    if entry is None or entry.notice.workspace != actor.workspace or entry.state is not OutboxState.WAITING_LEAD:
        raise NotPostedAgain
    waiting = again(entry, work.now, POSTED_AGAIN)
    work.tx.outbox.save([waiting])
    return waiting
