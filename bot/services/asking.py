"""What one person is asked now: their hours, their week's slots, and several things said in one message."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.attention import ASKED_BY, TOGETHER, Allowance, Slot, allowance, first_weekly, free_slot, next_weekly
from bot.domain.bundles import Bundle, Part
from bot.domain.cadence import iso_week, may_write, next_week, next_window
from bot.domain.facts import Occurrence, OccurrenceState
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.people import Person
from bot.services.firing import Batch
from bot.services.work import Work


class Weeks:
    """The slots that are taken in these people's current weeks, and how much each may be asked.

    The people are locked, so what was free stays free; `new` is to be written down before the transaction ends.
    """

    def __init__(self, work: Work, people: Collection[Person]) -> None:
        self._work = work
        ids = [person.id for person in people]
        weeks = {iso_week(work.now, person.tz) for person in people}
        self._taken: dict[tuple[UUID, str], frozenset[int]] = dict(work.tx.attention.taken(ids, weeks))
        self._mentees: Mapping[UUID, int] = work.tx.pairs.count_mentees(ids)
        self.new: list[Slot] = []

    @property
    def weekly(self) -> frozenset[UUID]:
        """Those who get one message a week."""
        return frozenset(person for person, count in self._mentees.items() if allowance(count).is_weekly)

    def allowance(self, person: Person) -> Allowance:
        """What this person is asked at most."""
        return allowance(self._mentees.get(person.id, 0))

    def left(self, person: Person) -> int:
        """Messages this person may still get this week."""
        return self.allowance(person).slots - len(self._slots(person))

    def take(self, person: Person) -> bool:
        """Take a slot of this week; False when the week is full."""
        number = free_slot(self._slots(person), self.allowance(person).slots)
        if number is None:
            return False
        week = iso_week(self._work.now, person.tz)
        self.new.append(Slot(workspace=person.workspace, person=person.id, week=week, number=number))
        self._taken[person.id, week] = self._slots(person) | {number}
        return True

    def _slots(self, person: Person) -> frozenset[int]:
        return self._taken.get((person.id, iso_week(self._work.now, person.tz)), frozenset())


def ask(batch: Batch, weeks: Weeks, person: Person, due: Sequence[Occurrence]) -> None:
    """Say what is due for this person, most important first, as one message; or move it, with the reason.

    `due` are unasked occurrences that are called for and in time.
    """
    now, allowed = batch.work.now, weeks.allowance(person)
    rows = _without_needless(batch, sorted(due, key=batch.urgency))
    if allowed.is_weekly:
        rows = _only_what_can_wait(batch, rows)
    if not may_write(person, now):
        batch.move_all(rows, next_window(person, now), "outside the send window")
    elif weeks.left(person) <= 0:
        batch.move_all(rows, _later(person, now, allowed), "the week's slots are taken")
    elif allowed.is_weekly and (weekly := _weekly(batch, person, rows)) > now:
        batch.move_all(rows, weekly, "kept for the weekly message")
    elif not allowed.is_weekly and (together := _company(batch, person, rows)) is not None:
        batch.move_all(rows, together, "said together with what comes within a day")
    else:
        _say(batch, weeks, person, rows)


def _without_needless(batch: Batch, rows: Sequence[Occurrence]) -> list[Occurrence]:
    due, kept = {(row.prompt, row.pair) for row in rows}, []
    for row in rows:
        if (ASKED_BY.get(row.prompt), row.pair) in due:
            batch.finish(row, OccurrenceState.SKIPPED, "something else asks about it")
        else:
            kept.append(row)
    return kept


def _only_what_can_wait(batch: Batch, rows: Sequence[Occurrence]) -> list[Occurrence]:
    """A mentor of several reads the rest in the weekly message and in Home."""
    kept = []
    for row in rows:
        prompt = batch.prompt(row)
        if prompt is not None and prompt.can_wait:
            kept.append(row)
        else:
            batch.finish(row, OccurrenceState.SKIPPED, "the weekly message takes its place")
    return kept


def _weekly(batch: Batch, person: Person, rows: Sequence[Occurrence]) -> datetime:
    """When the weekly message for these comes, counted from when they were first due: one that an outage kept from
    being sent is sent as soon as it can be, and not a week later."""
    firsts = [batch.first_due(row) or batch.work.now for row in rows]
    return first_weekly(person, min(firsts, default=batch.work.now))


def _later(person: Person, now: datetime, allowed: Allowance) -> datetime:
    return next_weekly(person, now) if allowed.is_weekly else next_week(person, now)


def _company(batch: Batch, person: Person, rows: Sequence[Occurrence]) -> datetime | None:
    """When the last of what comes within a day is due, if all that is due now can wait for it."""
    firsts = []
    for row in rows:
        prompt, first = batch.prompt(row), batch.first_due(row)
        if prompt is None or first is None or not prompt.can_wait:
            return None
        firsts.append(first)
    until = min(firsts, default=batch.work.now) + TOGETHER
    coming = [row for row in batch.coming if row.person == person.id and not batch.asks_nobody(row)]
    return max((row.due_at for row in coming if row.due_at <= until and may_write(person, row.due_at)), default=None)


def _say(batch: Batch, weeks: Weeks, person: Person, rows: Sequence[Occurrence]) -> None:
    """Fire, then take the slot: firing is pure, and a prompt that raises must not use up the person's week."""
    now, allowed = batch.work.now, weeks.allowance(person)
    notices: list[Notice] = []
    said = 0
    for row in rows:
        if said == allowed.parts:
            batch.move(row, _later(person, now, allowed), "enough for one message")
            continue
        if said == 0 and _is_for_others(batch, weeks, person, row):
            batch.move(row, _later(person, now, allowed), "the week's slots are taken")
            continue
        effects = batch.fire(row)
        if effects is None:
            continue
        if said == 0 and not weeks.take(person):
            batch.move(row, _later(person, now, allowed), "the week's slots are taken")
            continue
        batch.apply(row, effects)
        notices += effects.notices
        said += 1
    _tell(batch, weeks, person, notices)


def _is_for_others(batch: Batch, weeks: Weeks, person: Person, row: Occurrence) -> bool:
    """Whether pairs this person was asked about less of late will want all that is left of the week.

    Without it, of several pairs the one that meets last in the week would never be asked about.
    """
    week, asked = iso_week(batch.work.now, person.tz), batch.asked(row)
    others = sum(
        (each.prompt, each.person) == (row.prompt, row.person)
        and batch.asked(each) < asked
        and iso_week(each.due_at, person.tz) == week
        for each in batch.coming
    )
    return others > 0 and others >= weeks.left(person)


def _tell(batch: Batch, weeks: Weeks, person: Person, notices: Sequence[Notice]) -> None:
    """Several things for the same person become one message; what is for others goes its own way."""
    own = [notice for notice in notices if notice.to == ToPerson(person=person.id) and notice.pair]
    if len(own) < SEVERAL_PARTS:
        batch.told += notices
        return
    batch.told += [notice for notice in notices if notice not in own]
    bundle = Bundle(
        id=uuid4(),
        workspace=person.workspace,
        person=person.id,
        made_at=batch.work.now,
        parts=tuple(Part(kind=each.kind, pair=each.pair, facts=each.facts) for each in own if each.pair),
        is_weekly=weeks.allowance(person).is_weekly,
    )
    batch.work.tx.bundles.add(bundle)
    batch.told.append(
        Notice(
            kind=NoticeKind.BUNDLE,
            workspace=person.workspace,
            to=ToPerson(person=person.id),
            key=f"bundle:{bundle.id}",
            about=bundle.id,
            expires_at=max((each.expires_at for each in own if each.expires_at), default=None),
        )
    )


SEVERAL_PARTS = 2
"""From how many things on they are said together."""
