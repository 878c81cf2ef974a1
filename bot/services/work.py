"""What every use case works with: one transaction, the prompts, the instant; and how it ends."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState
from bot.domain.prompts import Planned, Prompt, plan
from bot.services.ports import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One use case at work. A service loads, decides, saves, tells, and replans what it changed.

    Notices of `hidden` kinds are not told: Slack did not grant what they need.
    """

    tx: Transaction
    prompts: Sequence[Prompt]
    now: datetime
    hidden: frozenset[NoticeKind] = frozenset()

    def tell(self, *notices: Notice) -> None:
        """Put notices into the outbox, in the transaction of the change they tell of. A known key is told once."""
        self.tx.outbox.put_all(
            [
                OutboxEntry(
                    id=uuid4(),
                    notice=notice,
                    state=OutboxState.WAITING,
                    created_at=self.now,
                    not_before=max(notice.not_before or self.now, self.now),
                )
                for notice in notices
                if notice.kind not in self.hidden
            ]
        )

    def cancel(self, workspace: str, key: str, reason: str) -> bool:
        """Withdraw a message that has not left; False when it is on its way, gone, or was never there."""
        found = self.tx.outbox.find(workspace, key)
        entry = self.tx.outbox.lock(found.id) if found else None
        if entry is None or entry.state is not OutboxState.WAITING:
            return False
        cancelled = replace(entry, state=OutboxState.CANCELLED, finished_at=self.now, reason=reason)
        self.tx.outbox.save([cancelled])
        return True

    def replan(self, pairs: Collection[UUID]) -> None:
        """Make the open occurrences of these pairs those that their facts call for."""
        rows: list[Occurrence] = []
        for facts in self.tx.pairs.facts(pairs).values():
            rows += replanned(facts, self.prompts, self.now)
        self.tx.occurrences.save(rows)


def replanned(facts: PairFacts, prompts: Sequence[Prompt], now: datetime) -> list[Occurrence]:
    """The rows to write so that the open occurrences equal the plan: dropped ones first, then moved and new ones."""
    wanted = {(row.prompt, row.person): row for row in plan(facts, prompts)}
    kept: dict[tuple[str, UUID], Occurrence] = {}
    dropped: list[Occurrence] = []
    for row in facts.occurrences:
        if row.state is not OccurrenceState.OPEN:
            continue
        planned = wanted.get((row.prompt, row.person))
        if planned and planned.number == row.number:
            kept[row.prompt, row.person] = row
        else:
            dropped.append(
                replace(row, state=OccurrenceState.DROPPED, finished_at=now, reason="not called for any more")
            )
    changed = [
        row for key, planned in wanted.items() if (row := _row(facts, planned, kept.get(key))) is not kept.get(key)
    ]
    return dropped + changed


def _row(facts: PairFacts, planned: Planned, kept: Occurrence | None) -> Occurrence:
    if kept is None:
        return Occurrence(
            id=uuid4(),
            workspace=facts.pair.workspace,
            prompt=planned.prompt,
            pair=facts.pair.id,
            person=planned.person,
            number=planned.number,
            due_at=planned.due_at,
        )
    return kept if kept.due_at == planned.due_at else replace(kept, due_at=planned.due_at)
