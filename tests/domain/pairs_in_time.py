"""Facts of Ana and Ben as a strategy draws them, and as single tests say them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from hypothesis import strategies as st

from bot.domain.agreement import Agreement
from bot.domain.facts import Occurrence, PairFacts
from bot.domain.goal_notes import GoalNews, GoalNote, Teller
from bot.domain.goals import Goal
from bot.domain.kickoff import KickoffAnswer
from bot.domain.meetings import CheckIn, Meeting, Outcome, Suggestion
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program
from bot.domain.questions import Answer
from bot.domain.reviews import Review
from bot.domain.stages import Stage, Status
from tests.support.goals_of_the_house import some_news
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, a_program, ana, ben

DAY = timedelta(days=1)


class KnownFields(TypedDict, total=False):
    """What of a pair's facts a test may choose."""

    pair: Pair
    program: Program
    mentor: Person
    mentee: Person
    mentor_enrolment: Enrolment | None
    mentee_enrolment: Enrolment | None
    agreements: tuple[Agreement, ...]
    meetings: tuple[Meeting, ...]
    checks: tuple[CheckIn, ...]
    occurrences: tuple[Occurrence, ...]
    goals: tuple[Goal, ...]
    kickoff: tuple[KickoffAnswer, ...]
    reviews: tuple[Review, ...]
    suggestion: Suggestion | None
    answers: tuple[Answer, ...]
    goal_notes: tuple[GoalNote, ...]
    goal_news: tuple[GoalNews, ...]


def known(**chosen: Unpack[KnownFields]) -> PairFacts:
    """All that is known of Ana and Ben, who have just started."""
    made = PairFacts(
        pair=a_pair(),
        program=a_program(),
        mentor=ana(),
        mentee=ben(),
        mentor_enrolment=None,
        mentee_enrolment=None,
    )
    return replace(made, **chosen)


def asked(
    person: Person, number: int, outcome: Outcome | None = None, at: datetime = NOW, answered: datetime | None = None
) -> CheckIn:
    """A check-in, answered as soon as it was asked if it was answered."""
    return CheckIn(
        person=person.id, number=number, asked_at=at, outcome=outcome, answered_at=(answered or at) if outcome else None
    )


def met(*numbers: int) -> tuple[CheckIn, ...]:
    """Ben says that these meetings were held."""
    return tuple(asked(ben(), number, Outcome.MET) for number in numbers)


@st.composite
def lived_pairs(draw: st.DrawFn) -> tuple[PairFacts, datetime]:
    """A pair at any point of its life with any answers, and the instant at which somebody looks."""
    started = NOW
    checks: list[CheckIn] = []
    meetings: list[Meeting] = []
    for number in range(1, draw(st.integers(1, 5))):
        expected = started + number * 7 * DAY
        meetings.append(Meeting(pair=a_pair().id, number=number, expected_at=expected))
        for person in (ana(), ben()):
            outcome = draw(st.none() | st.sampled_from(Outcome))
            answered = expected + draw(st.integers(1, 6)) * DAY
            checks.append(asked(person, number, outcome, expected, answered))
    pair = a_pair(status=draw(st.sampled_from(Status)), stage=draw(st.sampled_from(Stage)), started_at=started)
    versions = draw(st.sampled_from([(), (an_agreement(),), (a_signed_agreement(),)]))
    goals = draw(st.sampled_from([(), (a_goal(),), (a_goal().reach(started + 30 * DAY),)]))
    facts = known(pair=pair, agreements=versions, meetings=tuple(meetings), checks=tuple(checks), goals=goals)
    if goals and goals[0].closed_at:
        news = some_news(reached_at=goals[0].closed_at, teller=draw(st.sampled_from([None, *Teller])))
        facts = replace(facts, goal_news=(news,))
    return facts, started + draw(st.integers(0, 80)) * DAY


def with_swapped_answers(facts: PairFacts) -> PairFacts:
    """The same pair, had each given the other's answers."""
    other = {facts.mentor.id: facts.mentee.id, facts.mentee.id: facts.mentor.id}
    return replace(facts, checks=tuple(replace(check, person=other[check.person]) for check in facts.checks))
