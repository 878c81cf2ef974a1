"""One tick's occurrences as they are decided, and the facts of their pairs as they change meanwhile."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.meetings import CheckIn, Meeting
from bot.domain.notices import Notice
from bot.domain.prompts import Effects, Prompt, first_due
from bot.domain.stages import Status
from bot.services.meetings import release_meeting
from bot.services.work import Work

TRY_AGAIN = timedelta(days=1)
"""When an occurrence whose prompt raised is tried again: time to mend the bug, without asking every few seconds."""
OF_LATE = timedelta(weeks=6)
"""How far back it counts how often somebody was asked about a pair; judgement: a new pair catches up within weeks."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Before anything was asked."""

A_WEEK = timedelta(days=7)
"""From one weekly message to the next."""

SetAside = Callable[[str, Exception], None]


class Batch:
    """The occurrences that are due, those that come soon, and what is decided of them. `weekly` are the people who
    get one message a week."""

    def __init__(
        self, *, work: Work, set_aside: SetAside, soon: Sequence[Occurrence], weekly: Collection[UUID] = ()
    ) -> None:
        self.work = work
        self._weekly = weekly
        self._set_aside = set_aside
        self._facts: dict[UUID, PairFacts] = dict(work.tx.pairs.facts({row.pair for row in soon}))
        self._prompts = {prompt.name: prompt for prompt in work.prompts}
        self._rank = {prompt.name: rank for rank, prompt in enumerate(work.prompts)}
        self.coming = [row for row in soon if row.due_at > work.now]
        self.finished: list[Occurrence] = []
        self.told: list[Notice] = []
        self._expected: list[tuple[str, Meeting]] = []
        self._asked: list[tuple[str, UUID, CheckIn]] = []
        self.failed = 0

    def facts(self, row: Occurrence) -> PairFacts:
        """The pair of an occurrence as it is now."""
        return self._facts[row.pair]

    def prompt(self, row: Occurrence) -> Prompt | None:
        """The prompt of an occurrence; None for one that this version does not know."""
        return self._prompts.get(row.prompt)

    def first_due(self, row: Occurrence) -> datetime | None:
        """When it was due before anything moved it; None when it is not called for any more."""
        prompt = self.prompt(row)
        return first_due(self.facts(row), prompt, row) if prompt else None

    def urgency(self, row: Occurrence) -> tuple[int, tuple[int, datetime], datetime, UUID]:
        """What goes first: the more important prompt, then the pair this person was asked about least of late.

        Without the second, of three mentees the same one would lose the week's slots every week.
        """
        return self._rank.get(row.prompt, len(self._rank)), self.asked(row), row.due_at, row.id

    def asked(self, row: Occurrence) -> tuple[int, datetime]:
        """How often of late and when last this person was asked about this pair."""
        asked = [check.asked_at for check in self.facts(row).checks if check.person == row.person]
        return sum(at > self.work.now - OF_LATE for at in asked), max(asked, default=LONG_AGO)

    def asks_nobody(self, row: Occurrence) -> bool:
        """Whether it only decides something, or is over."""
        prompt = self.prompt(row)
        return prompt is None or not prompt.is_unasked or self.is_over(row)

    def is_over(self, row: Occurrence) -> bool:
        """Whether it is not called for any more or too late; counted from when it was first due, moved or not.

        Who gets one message a week hears of what came just after it a week later, and that is in time.
        """
        prompt, due = self.prompt(row), self.first_due(row)
        if prompt is None or due is None:
            return True
        waits = A_WEEK if row.person in self._weekly else timedelta(0)
        return prompt.grace is not None and self.work.now - due > prompt.grace + waits

    def close(self, row: Occurrence) -> None:
        """Finish what is over, with its reason."""
        if self.first_due(row) is None:
            self.finish(row, OccurrenceState.DROPPED, "not called for any more")
        else:
            self.finish(row, OccurrenceState.SKIPPED, "its time was over")

    def decide(self, row: Occurrence) -> None:
        """Let a prompt that asks nobody decide, and tell what follows from it."""
        effects = self.fire(row)
        if effects is not None:
            self.apply(row, effects)
            self.told += effects.notices

    def fire(self, row: Occurrence) -> Effects | None:
        """What follows from the prompt; nothing has happened yet. One that raises is moved by a day: None."""
        prompt, facts = self._prompts[row.prompt], self.facts(row)
        try:
            return prompt.fire(facts, facts.pair.side_of(row.person), row.number, self.work.now)
        except Exception as problem:  # noqa: BLE001 - one of the three places: a prompt is a plug-in, its batch goes on
            self._set_aside(prompt.name, problem)
            self.failed += 1
            self.move(row, self.work.now + TRY_AGAIN, f"set aside: {type(problem).__name__}")
            return None

    def apply(self, row: Occurrence, effects: Effects) -> None:
        """Save what follows, but for the notices, and finish the occurrence.

        What only adds rows waits for `write_down`.
        """
        tx, facts = self.work.tx, self.facts(row)
        pair = facts.pair
        if effects.pair and effects.pair.status is Status.ENDED:
            release_meeting(self.work, facts)
        if effects.pair:
            tx.pairs.save(effects.pair)
        if effects.change:
            tx.history.append(pair.workspace, effects.change)
        if effects.meeting:
            self._expected.append((pair.workspace, effects.meeting))
        if effects.check:
            self._asked.append((pair.workspace, pair.id, effects.check))
        if effects.review:
            tx.agreements.ask(effects.review)
        self._facts[pair.id] = replace(facts, pair=effects.pair or pair)
        self.finish(row, OccurrenceState.DONE, None)

    def write_down(self) -> None:
        """Write all that was decided, a statement for each kind: rows one by one are most of what a tick costs."""
        tx = self.work.tx
        tx.meetings.expect_all(self._expected)
        tx.checks.ask_all(self._asked)
        self.work.tell(*self.told)
        tx.occurrences.save(self.finished)

    def finish(self, row: Occurrence, state: OccurrenceState, reason: str | None) -> None:
        """Nothing more comes of it."""
        self.finished.append(replace(row, state=state, finished_at=self.work.now, reason=reason))

    def move(self, row: Occurrence, to: datetime, reason: str) -> None:
        """It waits, and why."""
        self.finished.append(replace(row, due_at=to, moved_to=to, reason=reason))

    def move_all(self, rows: Collection[Occurrence], to: datetime, reason: str) -> None:
        """They wait for the same."""
        for row in rows:
            self.move(row, to, reason)
