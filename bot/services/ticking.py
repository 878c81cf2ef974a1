"""The tick: due people are locked, their due occurrences fired, moved or skipped, and what follows is planned.

One transaction per batch of people. People are locked, not rows: only so two processes cannot both take the last
weekly slot of one person (docs/architecture.md, "Time").
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.domain.facts import Occurrence, OccurrenceState
from bot.services.asking import Weeks, ask
from bot.services.firing import Batch, SetAside
from bot.services.passing import Passing, Point, unnoticed
from bot.services.work import Work

BATCH = 50
"""People of the first batch."""
FEWEST, MOST = 5, 200
"""People of any batch: fewer would mostly pay for its transaction, more would win nothing."""
AIM = 0.01
"""Seconds a batch should take: on SQLite a person's click waits behind one."""
AHEAD = timedelta(days=7)
"""How far a tick looks for what else the same people will be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickReport:
    """What one batch did. `people` is 0 when nothing was due; `rows` are the occurrences as it decided them."""

    people: int = 0
    fired: int = 0
    moved: int = 0
    skipped: int = 0
    failed: int = 0
    rows: tuple[Occurrence, ...] = ()


def tick(work: Work, set_aside: SetAside, limit: int = BATCH, passing: Passing = unnoticed) -> TickReport:
    """Work off one batch of due people: fire, move, skip, and plan what comes next.

    A prompt that raises is moved by a day with its reason and told to `set_aside`; its batch goes on.
    """
    people = {person.id: person for person in work.tx.people.lock_due(work.now, limit)}
    if not people:
        return TickReport()
    soon = work.tx.occurrences.due(people, work.now + AHEAD)
    due = [row for row in soon if row.due_at <= work.now]
    pairs = sorted({row.pair for row in due})
    work.tx.pairs.lock_all(pairs)
    weeks = Weeks(work, people.values())
    batch = Batch(work=work, set_aside=set_aside, soon=soon, weekly=weeks.weekly)
    # What asks nobody goes first, alone: what follows it may want a slot that the others of this batch would take.
    if decisions := [row for row in due if batch.asks_nobody(row)]:
        for row in sorted(decisions, key=batch.urgency):
            if batch.is_over(row):
                batch.close(row)
            else:
                batch.decide(row)
    else:
        for person, rows in _by_person(due).items():
            ask(batch, weeks, people[person], rows)
            passing(Point.BETWEEN_PEOPLE)
    batch.write_down()
    work.tx.attention.take_all(weeks.new, work.now)
    work.replan(pairs)
    counts = [row.state for row in batch.finished]
    return TickReport(
        people=len(people),
        fired=counts.count(OccurrenceState.DONE),
        moved=counts.count(OccurrenceState.OPEN) - batch.failed,
        skipped=counts.count(OccurrenceState.SKIPPED) + counts.count(OccurrenceState.DROPPED),
        failed=batch.failed,
        rows=tuple(batch.finished),
    )


def fitting(people: int, seconds: float) -> int:
    """How many people the next batch takes, when a batch of so many took so long: as many as fit into `AIM`."""
    return min(max(round(people * AIM / seconds), FEWEST), MOST)


def _by_person(rows: list[Occurrence]) -> dict[UUID, list[Occurrence]]:
    found: defaultdict[UUID, list[Occurrence]] = defaultdict(list)
    for row in rows:
        found[row.person].append(row)
    return found
