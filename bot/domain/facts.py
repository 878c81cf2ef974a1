"""PairFacts: everything that a pure function of a pair may read, loaded in bulk by one port call."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.agreement import Agreement, Terms
from bot.domain.cadence import end_of_day
from bot.domain.commitments import Commitment
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal
from bot.domain.kickoff import KickoffAnswer
from bot.domain.meetings import CheckIn, Meeting, Schedule, Suggestion, held
from bot.domain.pairs import Pair, Side
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program
from bot.domain.questions import Answer, Tap
from bot.domain.reviews import Review


class OccurrenceState(StrEnum):
    """What became of one due instance of a prompt. The open one waits, moved or not; the others are finished."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One due instance of a prompt for one person of a pair, unique by (prompt, pair, person, number).

    At most one is open per (prompt, pair, person); it is moved in place. `moved_to` is set by the tick when a weekly
    slot or a window was missing, `reason` says why it was moved, skipped or set aside.
    """

    id: UUID
    workspace: str
    prompt: str
    pair: UUID
    person: UUID
    number: int
    due_at: datetime
    state: OccurrenceState = OccurrenceState.OPEN
    moved_to: datetime | None = None
    finished_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """A pair and all that is known of it, as of one transaction.

    `agreements`, `meetings` and `goals` ascend; `occurrences` holds, per prompt and person, the newest one of any
    state. `checks` are the check-ins that were asked, `answers` the taps beside them, `suggestion` the open one and
    `commitments` those that are open. `kickoff` are answers to the seven choices. No words of feedback are in here.
    `are_together_elsewhere`: the same two are a running pair of another program, too, whichever of them mentors there.
    """

    pair: Pair
    program: Program
    mentor: Person
    mentee: Person
    mentor_enrolment: Enrolment | None
    mentee_enrolment: Enrolment | None
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    checks: tuple[CheckIn, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    feedback_numbers: tuple[tuple[UUID, int], ...] = ()
    goals: tuple[Goal, ...] = ()
    kickoff: tuple[KickoffAnswer, ...] = ()
    reviews: tuple[Review, ...] = ()
    answers: tuple[Answer, ...] = ()
    suggestion: Suggestion | None = None
    commitments: tuple[Commitment, ...] = ()
    goal_notes: tuple[GoalNote, ...] = ()
    goal_news: tuple[GoalNews, ...] = ()
    are_together_elsewhere: bool = False

    def person(self, side: Side) -> Person:
        """The person on that side."""
        return self.mentor if side is Side.MENTOR else self.mentee

    def enrolment(self, side: Side) -> Enrolment | None:
        """That side's enrolment, if it is still known."""
        return self.mentor_enrolment if side is Side.MENTOR else self.mentee_enrolment

    @property
    def people(self) -> tuple[Person, Person]:
        """Mentor and mentee."""
        return self.mentor, self.mentee

    @property
    def agreement(self) -> Agreement | None:
        """The newest version, signed or not, that was not withdrawn."""
        return next((version for version in reversed(self.agreements) if version.withdrawn_at is None), None)

    @property
    def signed(self) -> Agreement | None:
        """The newest version that both signed: the one in force."""
        return next((version for version in reversed(self.agreements) if version.is_signed), None)

    @property
    def terms(self) -> Terms | None:
        """The lines in force, if any."""
        return self.signed.terms if self.signed else None

    @property
    def slot_agreed_at(self) -> datetime | None:
        """Since when the slot in force holds: the first of the latest signed versions that name it."""
        found = None
        for version in reversed([each for each in self.agreements if each.is_signed]):
            if self.terms is None or _slot(version.terms) != _slot(self.terms):
                break
            found = version.signed_at
        return found

    @property
    def held(self) -> frozenset[int]:
        """Numbers of the meetings that were held."""
        return held(self.checks)

    @property
    def end(self) -> datetime | None:
        """When the planned last day is over for both; None for an open end."""
        ends_on = self.pair.ends_on
        return max(end_of_day(ends_on, person.tz) for person in self.people) if ends_on else None

    def newest(self, prompt: str, person: UUID) -> Occurrence | None:
        """The newest occurrence of the prompt for the person, open or finished."""
        return next((o for o in self.occurrences if o.prompt == prompt and o.person == person), None)

    def meeting(self, number: int) -> Meeting | None:
        """The meeting of that number, as far as it is written down."""
        return next((each for each in self.meetings if each.number == number), None)

    def answer(self, person: UUID, question: Tap, number: int) -> Answer | None:
        """What the person tapped there, if anything."""
        key = (person, question, number)
        return next((each for each in self.answers if (each.person, each.question, each.number) == key), None)

    def commitment(self, person: UUID) -> Commitment | None:
        """What the person wanted to do and has not said anything final about."""
        return next((each for each in self.commitments if each.person == person), None)

    def next_number(self, prompt: str, person: UUID) -> int:
        """The number the prompt has reached for the person: one after the last that was done or skipped.

        One that is open keeps its number, and so does one that was dropped: it was not called for in between, and
        comes again as itself, so that a pause uses up no meeting.
        """
        newest = self.newest(prompt, person)
        if newest is None:
            return 1
        return newest.number if newest.state in (OccurrenceState.OPEN, OccurrenceState.DROPPED) else newest.number + 1

    def schedule(self) -> Schedule | None:
        """How this pair's meetings are expected; None before it started."""
        if self.pair.started_at is None:
            return None
        return Schedule(
            started_at=self.pair.started_at,
            rhythm=self.pair.rhythm,
            terms=self.terms,
            tz=self.mentor.tz,
            agreed_at=self.slot_agreed_at,
            shared_days=self.mentor.working_days & self.mentee.working_days,
            not_before=self.pair.resumed_at,
            people=self.people,
        )


def _slot(terms: Terms) -> tuple[object, ...]:
    return terms.slot, terms.rhythm
