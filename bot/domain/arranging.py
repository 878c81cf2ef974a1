"""Arranging the next meeting: which one it is, which times suit both, and what is done about meetings that keep moving.

There is always a next meeting while the pair lives: the one both agreed on, else the one its rhythm expects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.cadence import instant, local, may_write, works_on
from bot.domain.errors import TimeRefused, Unsuited
from bot.domain.facts import PairFacts
from bot.domain.meetings import Meeting, MeetingState, Suggestion
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.questions import Tap
from bot.domain.shared_ground import WAKING
from bot.domain.stages import Status

CHECK_IN = "check_in"
"""The prompt whose numbers are those of the meetings."""
AROUND = timedelta(days=7)
"""How far on either side of a time one looks whether two windows ever overlap: a week has all weekdays."""
SPANS_NAMED = 3
"""Spans of common hours that are named to somebody whose choice did not suit; what fits a sentence."""
OF_THE_LAST, MOVED_OFTEN = 3, 2
"""Moved that many of so many meetings: the side that moves is asked what would help (docs/evidence.md)."""
LONGEST_WORD = 300
"""Characters of the word that may go with a suggestion or a cancellation."""
LOOK_BACK_DAYS = 14
"""How many days before a meeting its brief may come at most; longer absences have none."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """The next meeting. `is_on_slot` means it stands on a slot that both signed."""

    number: int
    at: datetime
    meeting: Meeting | None
    is_on_slot: bool

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes to this very time."""
        return self.meeting is not None and self.meeting.state is MeetingState.AGREED

    @property
    def is_settled(self) -> bool:
        """Whether the two count on it: agreed, or on their standing slot."""
        return self.is_agreed or self.is_on_slot


def upcoming(facts: PairFacts, now: datetime) -> Upcoming | None:
    """The first meeting that lies ahead and was not cancelled; None when the planned end comes before it."""
    if facts.pair.status is not Status.ACTIVE or facts.pair.started_at is None:
        return None
    asked = max((check.number for check in facts.checks), default=0)
    number = max(asked + 1, *(facts.next_number(CHECK_IN, person.id) for person in facts.people))
    while _at(facts, number) <= now or is_cancelled(facts, number):
        number += 1
    at = _at(facts, number)
    return None if facts.end and at >= facts.end else described(facts, number)


def described(facts: PairFacts, number: int) -> Upcoming:
    """Meeting `number` as it stands."""
    meeting = facts.meeting(number)
    on_slot = meeting is None and facts.terms is not None and facts.terms.slot is not None
    return Upcoming(number=number, at=_at(facts, number), meeting=meeting, is_on_slot=on_slot)


def is_first_and_unplanned(facts: PairFacts, number: int) -> bool:
    """Whether meeting `number` would be their first and nobody ever gave it a time: it is expected by the rhythm alone.

    Asking whether they met "around" a day that nobody named would be a question about the bot's own reckoning.
    """
    if facts.terms and facts.terms.slot:
        return False
    earlier = [meeting for meeting in facts.meetings if meeting.number <= number]
    return (
        all(meeting.state is MeetingState.EXPECTED for meeting in earlier) and min(facts.held, default=number) >= number
    )


def is_cancelled(facts: PairFacts, number: int) -> bool:
    """Whether that meeting was called off: nobody is asked about it."""
    meeting = facts.meeting(number)
    return meeting is not None and meeting.state is MeetingState.CANCELLED


def passed(facts: PairFacts, number: int) -> list[Meeting]:
    """Meetings before `number` that are not written down yet. They are, before a later one is agreed, with the
    instants they were expected at: otherwise a new rhythm could push them past it."""
    known = {meeting.number for meeting in facts.meetings}
    first = max((each for each in known if each < number), default=0) + 1
    return [Meeting(pair=facts.pair.id, number=each, expected_at=_at(facts, each)) for each in range(first, number)]


def open_suggestion(facts: PairFacts, now: datetime) -> Suggestion | None:
    """The time that waits for an answer, if it is about the next meeting and has not passed."""
    found, ahead = facts.suggestion, upcoming(facts, now)
    if found is None or ahead is None or found.number != ahead.number or found.at <= now:
        return None
    return found


def settle(facts: PairFacts, ahead: Upcoming, at: datetime, mover: Side | None) -> Meeting:
    """The meeting at its agreed time. `mover` is kept only when it left a time that was settled."""
    before = ahead.meeting or Meeting(pair=facts.pair.id, number=ahead.number, expected_at=ahead.at)
    moved = mover is not None and ahead.is_settled and at != ahead.at
    return replace(
        before,
        expected_at=at,
        state=MeetingState.AGREED,
        changes=before.changes + 1,
        moved_by=before.moved_by | ({mover} if moved and mover else frozenset()),
    )


def call_off(facts: PairFacts, ahead: Upcoming, side: Side | None, word: str) -> Meeting:
    """The meeting, cancelled; its number is closed, and the next one is expected a rhythm later."""
    before = ahead.meeting or Meeting(pair=facts.pair.id, number=ahead.number, expected_at=ahead.at)
    moved = frozenset({side}) if side and ahead.is_settled else frozenset[Side]()
    return replace(
        before,
        state=MeetingState.CANCELLED,
        changes=before.changes + 1,
        moved_by=before.moved_by | moved,
        word=word,
    )


def is_hard_to_place(facts: PairFacts, side: Side, number: int) -> bool:
    """Whether that side is asked, in its check-in about `number`, what would help: it moved most of the last meetings.

    Counted anew after each time it was asked and said something.
    """
    person = facts.pair.person_on(side)
    said = [each.number for each in facts.answers if each.person == person and each.question is Tap.PLACING]
    since = max(said, default=0)
    last = [each for each in facts.meetings if since < each.number <= number][-OF_THE_LAST:]
    return sum(side in meeting.moved_by for meeting in last) >= MOVED_OFTEN


def refuse_unsuited(facts: PairFacts, side: Side, at: datetime, now: datetime) -> None:
    """Raise `TimeRefused` for a time that is over, beyond the planned end, on a day off of either, or outside the hours
    that both have. It says which hours near it would suit."""
    people = _as_if_back((facts.person(side), facts.person(side.other)))
    spans = shared_spans(people, at)
    near = tuple(span for span in spans if span[1] > max(at - timedelta(hours=12), now))[:SPANS_NAMED]
    if at <= now:
        raise TimeRefused(Unsuited.PAST, near)
    if facts.end and at >= facts.end:
        raise TimeRefused(Unsuited.AFTER_END, ())
    if not _share_no_day(people) and not _both_work(people, at):
        raise TimeRefused(Unsuited.DAY_OFF, near)
    if spans and not any(start <= at < end for start, end in spans):
        raise TimeRefused(Unsuited.OUTSIDE, near)


def suits_both(facts: PairFacts, ahead: Upcoming) -> bool:
    """Whether the expected time can be offered as it is: on a signed slot nobody may have the day off; any other time
    also lies in the hours of both."""
    if not _share_no_day(facts.people) and not _both_work(facts.people, ahead.at):
        return False
    return ahead.is_on_slot or any(start <= ahead.at < end for start, end in shared_spans(facts.people, ahead.at))


def windows_overlap(people: tuple[Person, Person], at: datetime) -> bool:
    """Whether the send windows of the two ever overlap in the days around `at`."""
    return bool(_common(people, at, None))


def shared_spans(people: tuple[Person, Person], at: datetime) -> Sequence[Span]:
    """The hours around `at` that both have, in order: their send windows, or waking hours where those never overlap.

    Empty for two who share no day at all: they may choose any time, as in an agreement. Nobody knows when somebody who
    is away without a date is back, so they count as if they were.
    """
    people = _as_if_back(people)
    return _common(people, at, None) or _common(people, at, WAKING)


def morning_of(person: Person, at: datetime) -> datetime | None:
    """When somebody is told of the meeting at `at`: when their window opens that day, or on the working day before
    when the meeting comes first. None when they do not work in the two weeks before it."""
    day = local(at, person.tz).date()
    for back in range(LOOK_BACK_DAYS):
        opens = instant(day - timedelta(days=back), person.window_start, person.tz)
        # Asked of the instant, not of the day: where a zone skipped a day, that day has no morning.
        if opens < at and may_write(person, opens):
            return opens
    return None


def _at(facts: PairFacts, number: int) -> datetime:
    schedule = facts.schedule()
    if schedule is None:
        raise ValueError("a pair that has not started expects no meeting")
    return schedule.expected(number, facts.meetings)


def _as_if_back(people: tuple[Person, Person]) -> tuple[Person, Person]:
    one, other = (replace(person, away_from=None) if person.is_resting else person for person in people)
    return one, other


def _both_work(people: tuple[Person, Person], at: datetime) -> bool:
    return all(works_on(person, local(at, person.tz).date()) for person in people)


def _share_no_day(people: tuple[Person, Person]) -> bool:
    one, other = people
    return not one.working_days & other.working_days


def _common(people: tuple[Person, Person], at: datetime, hours: tuple[time, time] | None) -> list[Span]:
    one, other = (list(_hours_around(person, at, hours)) for person in people)
    both = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return sorted((start, end) for start, end in both if start < end)


def _hours_around(person: Person, at: datetime, hours: tuple[time, time] | None) -> Iterator[Span]:
    """The person's hours on their working days around `at`; their send window unless others are given."""
    opens, closes = hours or (person.window_start, person.window_end)
    first = local(at - AROUND, person.tz).date()
    for day in _days(first, 2 * AROUND.days + 1):
        start = instant(day, opens, person.tz)
        if works_on(person, day) and works_on(person, local(start, person.tz).date()):
            yield start, instant(day, closes, person.tz)


def _days(first: date, many: int) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range(many))
