"""The tick: what is due now, for people who may be written to now. Its cost follows what is due.

It locks the people who have something due, not the rows, so that a person's weekly slots are counted by one
transaction at a time (docs/architecture.md, "Time").
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.domain.attention import SLOTS_A_WEEK, free_slot
from bot.domain.cadence import iso_week, may_write, next_week, next_window
from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.people import Person
from bot.domain.prompts import Effects, Prompt, first_due
from bot.services.work import Work

BATCH = 200
"""People per transaction: short enough that a person's click waits for less than a second on SQLite."""

TRY_AGAIN = timedelta(days=1)
"""When an occurrence whose prompt raised is tried again: time to mend the bug, without asking every few seconds."""

AHEAD = timedelta(days=7)
"""How far a tick looks for others who will want a slot of the same week."""

OF_LATE = timedelta(weeks=6)
"""How far back it counts how often somebody was asked about a pair; judgement: a new pair catches up within weeks."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Before anything was asked."""

SetAside = Callable[[str, Exception], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickReport:
    """What one batch did. `people` is 0 when nothing was due."""

    people: int = 0
    fired: int = 0
    moved: int = 0
    skipped: int = 0
    failed: int = 0


def tick(work: Work, set_aside: SetAside, limit: int = BATCH) -> TickReport:
    """Work off one batch of due people: fire, move, skip, and plan what comes next.

    A prompt that raises is moved by a day with its reason and told to `set_aside`; its batch goes on.
    """
    people = {person.id: person for person in work.tx.people.lock_due(work.now, limit)}
    if not people:
        return TickReport()
    soon = work.tx.occurrences.due(people, work.now + AHEAD)
    due = [row for row in soon if row.due_at <= work.now]
    pairs = sorted({row.pair for row in due})
    for pair in pairs:
        work.tx.pairs.lock(pair)
    batch = _Batch(work=work, set_aside=set_aside, people=people.values(), soon=soon)
    # What asks nobody goes first, alone: what follows it may want a slot that the others of this batch would take.
    for row in sorted([row for row in due if batch.asks_nobody(row)] or due, key=batch.urgency):
        batch.take(row, people[row.person])
    work.tx.occurrences.save(batch.finished)
    work.replan(pairs)
    counts = [row.state for row in batch.finished]
    return TickReport(
        people=len(people),
        fired=counts.count(OccurrenceState.DONE),
        moved=counts.count(OccurrenceState.OPEN) - batch.failed,
        skipped=counts.count(OccurrenceState.SKIPPED) + counts.count(OccurrenceState.DROPPED),
        failed=batch.failed,
    )


class _Batch:
    """One tick's facts as they change while it fires."""

    def __init__(
        self, *, work: Work, set_aside: SetAside, people: Collection[Person], soon: Sequence[Occurrence]
    ) -> None:
        self._work = work
        self._set_aside = set_aside
        self._facts: dict[UUID, PairFacts] = dict(work.tx.pairs.facts({row.pair for row in soon}))
        self._coming = [row for row in soon if row.due_at > work.now]
        self._prompts = {prompt.name: prompt for prompt in work.prompts}
        self._rank = {prompt.name: rank for rank, prompt in enumerate(work.prompts)}
        self._taken = _slots_taken(work, people)
        self.finished: list[Occurrence] = []
        self.failed = 0

    def urgency(self, row: Occurrence) -> tuple[int, tuple[int, datetime], datetime, UUID]:
        """What goes first: the more important prompt, then the pair this person was asked about least of late.

        Without the second, of three mentees the same one would lose the week's slots every week.
        """
        return self._rank.get(row.prompt, len(self._rank)), self._asked(row), row.due_at, row.id

    def _asked(self, row: Occurrence) -> tuple[int, datetime]:
        """How often of late and when last this person was asked about this pair."""
        asked = [check.asked_at for check in self._facts[row.pair].checks if check.person == row.person]
        return sum(at > self._work.now - OF_LATE for at in asked), max(asked, default=LONG_AGO)

    def asks_nobody(self, row: Occurrence) -> bool:
        """Whether it only decides something, or is over."""
        prompt = self._prompts.get(row.prompt)
        return prompt is None or not prompt.is_unasked or self.is_over(row)

    def is_over(self, row: Occurrence) -> bool:
        """Whether it is not called for any more or too late; counted from when it was first due, moved or not."""
        prompt = self._prompts.get(row.prompt)
        due = first_due(self._facts[row.pair], prompt, row) if prompt else None
        return prompt is None or due is None or (prompt.grace is not None and self._work.now - due > prompt.grace)

    def take(self, row: Occurrence, person: Person) -> None:
        """Decide one due occurrence."""
        facts, now, prompt = self._facts[row.pair], self._work.now, self._prompts.get(row.prompt)
        if prompt is None or first_due(facts, prompt, row) is None:
            self._finish(row, OccurrenceState.DROPPED, "not called for any more")
        elif self.is_over(row):
            self._finish(row, OccurrenceState.SKIPPED, "its time was over")
        elif prompt.is_unasked and not may_write(person, now):
            self._move(row, next_window(person, now), "outside the send window")
        else:
            self._fire(row, person, facts, prompt)

    def _fire(self, row: Occurrence, person: Person, facts: PairFacts, prompt: Prompt) -> None:
        """Fire, then take the slot: firing is pure, and a prompt that raises must not use up the person's week."""
        side = facts.pair.side_of(row.person)
        try:
            effects = prompt.fire(facts, side, row.number, self._work.now)
        except Exception as problem:  # noqa: BLE001 - one of the three places: a prompt is a plug-in, its batch goes on
            self._set_aside(prompt.name, problem)
            self.failed += 1
            self._move(row, self._work.now + TRY_AGAIN, f"set aside: {type(problem).__name__}")
            return
        if prompt.is_unasked and (self._is_for_others(row, person) or not self._take_slot(person)):
            self._move(row, next_week(person, self._work.now), "the week's slots are taken")
            return
        self._apply(facts, effects)
        self._finish(row, OccurrenceState.DONE, None)

    def _apply(self, facts: PairFacts, effects: Effects) -> None:
        tx, pair = self._work.tx, facts.pair
        if effects.pair and effects.change:
            tx.pairs.save(effects.pair)
            tx.history.append(pair.workspace, effects.change)
        if effects.meeting:
            tx.checks.expect(pair.workspace, effects.meeting)
        if effects.check:
            tx.checks.ask(pair.workspace, pair.id, effects.check)
        self._work.tell(*effects.notices)
        self._facts[pair.id] = replace(facts, pair=effects.pair or pair)

    def _is_for_others(self, row: Occurrence, person: Person) -> bool:
        """Whether pairs this person was asked about less of late will want all that is left of the week.

        Without it, of three mentees the one who meets last in the week would never be asked about.
        """
        week, asked = iso_week(self._work.now, person.tz), self._asked(row)
        others = sum(
            (each.prompt, each.person) == (row.prompt, row.person)
            and self._asked(each) < asked
            and iso_week(each.due_at, person.tz) == week
            for each in self._coming
        )
        return others > 0 and others >= SLOTS_A_WEEK - len(self._taken.get((person.id, week), frozenset()))

    def _take_slot(self, person: Person) -> bool:
        week = iso_week(self._work.now, person.tz)
        taken = self._taken.get((person.id, week), frozenset())
        slot = free_slot(taken)
        if slot is None or not self._work.tx.attention.take(person.workspace, person.id, week, slot, self._work.now):
            return False
        self._taken[person.id, week] = taken | {slot}
        return True

    def _finish(self, row: Occurrence, state: OccurrenceState, reason: str | None) -> None:
        self.finished.append(replace(row, state=state, finished_at=self._work.now, reason=reason))

    def _move(self, row: Occurrence, to: datetime, reason: str) -> None:
        self.finished.append(replace(row, due_at=to, moved_to=to, reason=reason))


def _slots_taken(work: Work, people: Collection[Person]) -> dict[tuple[UUID, str], frozenset[int]]:
    weeks = {iso_week(work.now, person.tz) for person in people}
    return dict(work.tx.attention.taken([person.id for person in people], weeks))
