"""Scenes of the next meeting, and of everything a check-in offers after its tap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.agreement import Agreement
from bot.domain.commitments import Commitment
from bot.domain.facts import PairFacts
from bot.domain.goals import Goal, GoalKind, StepKind
from bot.domain.meetings import Meeting, MeetingState, Outcome, Suggestion
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.questions import Answer, Fit, Placing, Tap
from bot.domain.scenes import Scene
from bot.domain.stages import Stage, Status
from tests.support.papers_of_the_house import a_signed_agreement
from tests.support.people_of_the_house import NOW, a_pair, id_of
from tests.views.scenes_of_the_house import ANA, BEN, PAIR, a_meeting, a_scene, some_facts, told_of

Kind = NoticeKind
SOON = NOW + timedelta(days=3, hours=5)
"""An afternoon after the first meeting."""
SIGNED: tuple[Agreement, ...] = (a_signed_agreement(),)
STEP = Commitment(
    id=id_of("step"), pair=PAIR.id, person=BEN.id, number=1, words="Ask <@U0LEA> for the *project*", made_at=NOW
)
GOAL = Goal(
    id=id_of("goal"),
    pair=PAIR.id,
    kind=GoalKind.LEADERSHIP,
    text="lead a project of three",
    measure="",
    due=None,
    first_step="",
    step_kind=StepKind.OWN,
    written_by=BEN.id,
    written_at=NOW,
)


def suggested(by: Person, *, is_usual: bool = False, word: str = "", number: int = 2) -> Suggestion:
    """A time for the second meeting."""
    at = NOW + timedelta(days=10, hours=2)
    return Suggestion(pair=PAIR.id, turn=1, number=number, at=at, by=by.id, made_at=NOW, is_usual=is_usual, word=word)


def settled(number: int = 2, state: MeetingState = MeetingState.AGREED, *moved_by: Side, word: str = "") -> Meeting:
    """A meeting whose time both agreed on."""
    return replace(a_meeting(number), state=state, changes=1, moved_by=frozenset(moved_by), word=word)


def told(number: int = 1, outcome: Outcome = Outcome.MET, who: Person = BEN, pair: object = PAIR) -> PairFacts:
    """That person answered the check-in about meeting `number`, and those before it."""
    checks = tuple(told_of(who, each, outcome if each == number else Outcome.MET) for each in range(1, number + 1))
    facts = some_facts(agreements=SIGNED, meetings=tuple(a_meeting(each) for each in range(1, number + 1)))
    return replace(facts, checks=checks, pair=pair)  # type: ignore[arg-type]


def tapped(facts: PairFacts, number: int, **taps: str) -> PairFacts:
    """The same after Ben tapped more."""
    answers = tuple(
        Answer(person=BEN.id, question=Tap(name), number=number, value=value, at=NOW) for name, value in taps.items()
    )
    return replace(facts, answers=answers)


def asking(facts: PairFacts, number: int = 1, reader: Person = BEN) -> Callable[[], Scene]:
    """The check-in as it stands, some days after the meeting."""
    now = a_meeting(number).expected_at + timedelta(hours=5)
    return lambda: a_scene(Kind.CHECK_IN, reader, {"number": number}, facts=facts, now=now)


def about(kind: NoticeKind, reader: Person, facts: PairFacts, **numbers: int) -> Callable[[], Scene]:
    """A message about the next meeting."""
    return lambda: a_scene(kind, reader, {**numbers}, facts=facts, now=SOON)


FIT = {"fit": Fit.GOOD}
FIRST = some_facts(agreements=SIGNED)
MOVED = replace(
    told(2),
    meetings=(
        settled(1, MeetingState.CANCELLED, Side.MENTEE),
        settled(2, MeetingState.AGREED, Side.MENTEE),
    ),
)
IN_GROWTH = a_pair(stage=Stage.GROWTH)

MEETING_SCENES: dict[str, Callable[[], Scene]] = {
    "brief_of_the_first": lambda: a_scene(Kind.BRIEF, BEN, {"number": 1}, facts=FIRST),
    "brief_to_mentee": about(Kind.BRIEF, BEN, replace(told(), commitments=(STEP,), goals=(GOAL,)), number=2),
    "brief_to_mentor": about(Kind.BRIEF, ANA, replace(told(), commitments=(STEP,), goals=(GOAL,)), number=2),
    "first_meeting": lambda: a_scene(Kind.FIRST_MEETING, BEN),
    "first_meeting_suggested_meanwhile": lambda: a_scene(
        Kind.FIRST_MEETING, BEN, facts=replace(some_facts(), suggestion=suggested(ANA, number=1))
    ),
    "first_meeting_held_meanwhile": lambda: a_scene(
        Kind.FIRST_MEETING,
        BEN,
        facts=replace(some_facts(meetings=(a_meeting(1),)), checks=(told_of(BEN, 1, Outcome.MET),)),
    ),
    "meeting_suggested": about(
        Kind.MEETING_SUGGESTED, ANA, replace(told(), suggestion=suggested(BEN, word="Before *lunch*?")), turn=1
    ),
    "meeting_suggested_and_taken": about(
        Kind.MEETING_SUGGESTED, ANA, replace(told(), meetings=(a_meeting(1), settled())), turn=1
    ),
    "meeting_suggested_before_a_pause": about(
        Kind.MEETING_SUGGESTED,
        ANA,
        replace(told(pair=a_pair(status=Status.PAUSED)), suggestion=suggested(BEN)),
        turn=1,
    ),
    "meeting_suggested_own": about(Kind.MEETING_SUGGESTED, BEN, replace(told(), suggestion=suggested(BEN)), turn=1),
    "meeting_agreed": about(
        Kind.MEETING_AGREED, BEN, replace(told(), meetings=(a_meeting(1), settled())), number=2, changes=1
    ),
    "meeting_cancelled": about(
        Kind.MEETING_CANCELLED,
        BEN,
        replace(told(), meetings=(a_meeting(1), settled(2, MeetingState.CANCELLED, word="a <!here> cold"))),
        number=2,
    ),
    "calendar_file": about(
        Kind.CALENDAR_FILE, BEN, replace(told(), meetings=(a_meeting(1), settled())), number=2, changes=1
    ),
    "calendar_file_moved": about(
        Kind.CALENDAR_FILE,
        BEN,
        replace(told(), meetings=(a_meeting(1), replace(settled(), changes=2))),
        number=2,
        changes=2,
    ),
    "calendar_file_off": about(
        Kind.CALENDAR_FILE,
        BEN,
        replace(told(pair=a_pair(status=Status.ENDED)), meetings=(a_meeting(1), settled(2, MeetingState.CANCELLED))),
        number=2,
        changes=2,
    ),
    "check_in_offers_fit_and_next": asking(told()),
    "check_in_offers_goal": asking(tapped(replace(told(), meetings=(a_meeting(1), settled())), 1, **FIT)),
    "check_in_offers_one_step": asking(
        tapped(replace(told(), meetings=(a_meeting(1), settled()), goals=(GOAL,)), 1, **FIT)
    ),
    "check_in_follows_up": asking(replace(told(2, pair=IN_GROWTH), commitments=(STEP,)), 2),
    "check_in_asks_for_a_rating": asking(told(4, pair=IN_GROWTH), 4),
    "check_in_said_low": asking(tapped(told(4, pair=IN_GROWTH), 4, rating="2"), 4),
    "check_in_said_not_a_fit": asking(tapped(told(), 1, fit=Fit.NOT_A_FIT)),
    "check_in_hard_to_place": asking(tapped(MOVED, 2, **FIT), 2),
    "check_in_wants_another_slot": asking(tapped(MOVED, 2, **FIT, placing=Placing.SLOT), 2),
    "check_in_with_partners_usual_time": asking(
        tapped(replace(told(), suggestion=suggested(ANA, is_usual=True)), 1, **FIT)
    ),
    "check_in_with_own_usual_time": asking(tapped(replace(told(), suggestion=suggested(BEN, is_usual=True)), 1, **FIT)),
    "check_in_with_partners_suggestion": asking(
        tapped(replace(told(), suggestion=suggested(ANA, word="a bit later?")), 1, **FIT)
    ),
    "check_in_with_a_day_off_ahead": asking(
        tapped(replace(told(), mentor=replace(ANA, days_off=frozenset({a_meeting(2).expected_at.date()}))), 1, **FIT)
    ),
}
"""Every state in which the next meeting or an offer is drawn."""
