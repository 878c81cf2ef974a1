"""The leads' digest: posted on its day, read on demand, names only to leads and on the record."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from uuid import UUID

from bot.domain.cadence import local
from bot.domain.digest import PERIOD, DigestCounts, PairNeed, count, has_a_lead, needs, next_digest
from bot.domain.errors import Wish
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, ToChannel
from bot.domain.people import Actor
from bot.domain.programs import Program
from bot.services.access import as_lead
from bot.services.ports import Look
from bot.services.work import Work


def post_due_digests(work: Work) -> int:
    """Put each due digest into the outbox and set its next day; how many. Weeks that an outage swallowed are not made
    up for: one digest tells the last seven days."""
    due = work.tx.programs.lock_due(work.now)
    for program in due:
        counts = _count(work, program)
        day = local(program.next_digest_at, program.terms.tz).date()
        work.tell(
            Notice(
                kind=NoticeKind.DIGEST,
                workspace=program.workspace,
                to=ToChannel(channel=program.terms.digest_channel),
                key=f"digest:{program.id}:{day}",
                program=program.id,
                facts=asdict(counts),
                expires_at=work.now + PERIOD,
            )
        )
        work.tx.programs.save(replace(program, next_digest_at=next_digest(program.terms, work.now)))
    return len(due)


def read_digest(work: Work, actor: Actor, program_id: UUID | None = None) -> tuple[Program, DigestCounts]:
    """The same numbers now, for a lead of it. Raises what `as_lead` raises."""
    program, _ = as_lead(work.tx, actor, program_id, Wish.DIGEST)
    return program, _count(work, program)


def look_at_needs(work: Work, actor: Actor, program_id: UUID | None = None) -> tuple[PairNeed, ...]:
    """Names and reasons of contact for one lead, without the pairs they are in; each shown pair records the look.

    Raises what `as_lead` raises.
    """
    program, lead = as_lead(work.tx, actor, program_id, Wish.DIGEST)
    found = needs(_facts(work, program), work.now, lead.id)
    for need in found:
        work.tx.looks.add(program.workspace, Look(pair=need.pair, lead=lead.id, at=work.now))
    return found


def _facts(work: Work, program: Program) -> Sequence[PairFacts]:
    return tuple(work.tx.pairs.facts(work.tx.pairs.of_program(program.id)).values())


def _count(work: Work, program: Program) -> DigestCounts:
    facts = _facts(work, program)
    since = work.now - PERIOD
    people = {person.id for each in facts if not has_a_lead(each) for person in each.people}
    unreachable = work.tx.outbox.unreachable(program.workspace, since) & people
    return count(facts, work.tx.history.since(program.id, since), len(unreachable), work.now)
