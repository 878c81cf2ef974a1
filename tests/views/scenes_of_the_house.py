"""What the bot draws in tests: the house's people, their facts, and the scenes of their messages."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from bot.domain.agreement import Agreement
from bot.domain.errors import Slot
from bot.domain.facts import Occurrence, PairFacts
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.goal_notes import GoalNews, GoalNote
from bot.domain.goals import Goal
from bot.domain.kickoff import KickoffAnswer
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, Recipient, ToChannel, ToPair, ToPerson
from bot.domain.pairs import Move, Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Place, Program, Role
from bot.domain.questions import Answer, Visibility
from bot.domain.reviews import Review
from bot.domain.scenes import HomeScene, PairAtHome, Scene
from bot.domain.stages import Stage
from bot.texts import Texts
from bot.views.voice import Voice
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed, an_agreement, an_entry, some_feedback
from tests.support.people_of_the_house import (
    NOW,
    WORKSPACE,
    a_pair,
    a_program,
    an_enrolment,
    ana,
    ben,
    id_of,
    lea,
    some_terms,
)

TEXTS = Texts.load()
ANA, BEN, LEA = ana(), ben(tz="Europe/London", locale="en-GB"), lea()
PAIR = a_pair()
BENS_ENROLMENT = an_enrolment(BEN, Role.MENTEE, offers="questions nobody asks any more")
ANAS_ENROLMENT = an_enrolment(ANA, wants="")
LATER = NOW + timedelta(weeks=5)
"""Two meetings and a signed agreement after the start."""


class FactsFields(TypedDict, total=False):
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
    feedback_numbers: tuple[tuple[UUID, int], ...]
    goals: tuple[Goal, ...]
    kickoff: tuple[KickoffAnswer, ...]
    reviews: tuple[Review, ...]
    answers: tuple[Answer, ...]
    goal_notes: tuple[GoalNote, ...]
    goal_news: tuple[GoalNews, ...]


def some_facts(**chosen: Unpack[FactsFields]) -> PairFacts:
    """Ana in Berlin and Ben in London, active since yesterday, nothing agreed yet."""
    made = PairFacts(
        pair=PAIR,
        program=a_program(),
        mentor=ANA,
        mentee=BEN,
        mentor_enrolment=ANAS_ENROLMENT,
        mentee_enrolment=BENS_ENROLMENT,
    )
    return replace(made, **chosen)


def in_growth(**chosen: Unpack[FactsFields]) -> PairFacts:
    """Their agreement is signed, Ben has a goal, and they have met twice; Ben has told of both meetings."""
    told = tuple(told_of(BEN, number) for number in (1, 2))
    made = some_facts(
        agreements=(a_signed_agreement(),),
        meetings=tuple(a_meeting(number) for number in (1, 2, 3)),
        checks=(*told, asked_about(ANA, 2), asked_about(ANA, 3), asked_about(BEN, 3)),
        goals=(a_goal(),),
    )
    return replace(made, **chosen)


def a_meeting(number: int) -> Meeting:
    """A fortnightly meeting on Thursdays."""
    expected_at = NOW + timedelta(days=3 + 14 * (number - 1))
    return Meeting(pair=PAIR.id, number=number, expected_at=expected_at)


def asked_about(person: Person, number: int) -> CheckIn:
    """A check-in nobody has answered yet."""
    return CheckIn(person=person.id, number=number, asked_at=a_meeting(number).expected_at + timedelta(hours=1))


def told_of(person: Person, number: int, outcome: Outcome = Outcome.MET) -> CheckIn:
    """A check-in that was answered within the hour."""
    asked = asked_about(person, number)
    return replace(asked, outcome=outcome, answered_at=asked.asked_at + timedelta(minutes=40))


def moving(confirmed_by: Person) -> Pair:
    """The pair after one of them agreed to growth."""
    return a_pair(move=Move(to=Stage.GROWTH, confirmed_by=confirmed_by.id, at=LATER - timedelta(days=1)))


def changed_agreement() -> tuple[Agreement, Agreement]:
    """Version 1, signed by both, and Ana's version 2 that Ben has not signed."""
    terms = agreed(purpose="lead a team of five", at=time(16, 30), ends_on=None)
    second = an_agreement(version=2, terms=terms, drafted_by=ANA.id, signatures=())
    return a_signed_agreement(), second.sign(ANA.id, NOW + timedelta(days=20))


def held_feedback(visibility: Visibility = Visibility.PARTNER, state: FeedbackState = FeedbackState.HELD) -> Feedback:
    """Ben's words, held for an hour."""
    return some_feedback(visibility=visibility, state=state, held_until=NOW + timedelta(hours=1))


def voice_of(person: Person | None) -> Voice:
    """The voice for a person; for None that of a group."""
    return Voice.of(TEXTS, person) if person else Voice(TEXTS, "en", "Europe/Berlin")


class SceneFields(TypedDict, total=False):
    """What of a scene a test may choose."""

    now: datetime
    facts: PairFacts | None
    program: Program | None
    feedback: Feedback | None
    undelivered: OutboxEntry | None
    meant_for: str | None


def a_scene(
    kind: NoticeKind, reader: Person | None, numbers: dict[str, Slot] | None = None, **chosen: Unpack[SceneFields]
) -> Scene:
    """A notice of that kind about Ana and Ben, read by a person or, for None, in their group DM."""
    notice = Notice(
        kind=kind,
        workspace=WORKSPACE,
        to=ToPerson(person=reader.id) if reader else ToPair(pair=PAIR.id),
        key=f"{kind}:1",
        pair=PAIR.id,
        program=a_program().id,
        facts=numbers or {},
    )
    made = Scene(notice=notice, now=NOW, reader=reader, facts=some_facts(), program=a_program())
    return replace(made, **chosen)


def an_undelivered(to: Recipient, state: OutboxState, reason: str | None = None) -> OutboxEntry:
    """A message that Slack did not confirm, or refused."""
    notice = Notice(kind=NoticeKind.CHECK_IN, workspace=WORKSPACE, to=to, key="check_in:1", pair=PAIR.id)
    return replace(an_entry("check_in:1", notice=notice, state=state, reason=reason), id=id_of(str(to)))


def _meant_for(entry: OutboxEntry) -> tuple[str, ...]:
    match entry.notice.to:
        case ToPerson():
            return (BEN.slack_id,)
        case ToPair():
            return (ANA.slack_id, BEN.slack_id)
        case ToChannel():
            return ()


class AtHomeFields(TypedDict, total=False):
    """What of a pair at Home a test may choose."""

    looks: tuple[datetime, ...]
    kept: tuple[Feedback, ...]


def at_home(facts: PairFacts, next_check_in: datetime | None = None, **chosen: Unpack[AtHomeFields]) -> PairAtHome:
    """A pair as Home shows it."""
    made = PairAtHome(facts=facts, next_check_in=next_check_in, looks=(), kept=())
    return replace(made, **chosen)


def some_pairs(many: int) -> tuple[PairAtHome, ...]:
    """Ana with many mentees, each with everything Home can show of a pair."""
    return tuple(_one_of_many(number) for number in range(many))


def _one_of_many(number: int) -> PairAtHome:
    mentee = ben(id=id_of(f"mentee {number}"), slack_id=f"U0MENTEE{number}")
    pair = a_pair(id=id_of(f"pair {number}"), mentee=mentee.id)
    facts = in_growth(pair=pair, mentee=mentee)
    kept = replace(some_feedback(state=FeedbackState.KEPT, author=ANA.id), id=id_of(f"note {number}"))
    return at_home(facts, LATER, looks=(NOW,) * 5, kept=(kept,))


class HomeFields(TypedDict, total=False):
    """What of Home a test may choose."""

    now: datetime
    program: Program | None
    person: Person | None
    enrolment: Enrolment | None
    pairs: tuple[PairAtHome, ...]
    leads: tuple[str, ...]
    is_lead: bool
    waiting: tuple[OutboxEntry, ...]


def a_home(**chosen: Unpack[HomeFields]) -> HomeScene:
    """Ben's Home: he has joined, nothing else has happened."""
    made = HomeScene(
        now=chosen.get("now", NOW),
        tz=BEN.tz,
        person=chosen.get("person", BEN),
        pairs=chosen.get("pairs", ()),
        leads=chosen.get("leads", (LEA.slack_id,)),
        led=(a_program(),) if chosen.get("is_lead") else (),
        waiting=chosen.get("waiting", ()),
        meant_for={entry.id: _meant_for(entry) for entry in chosen.get("waiting", ())},
    )
    program = chosen.get("program", a_program())
    if program is None:
        return made
    return replace(made, places=(Place(program=program, enrolment=chosen.get("enrolment", BENS_ENROLMENT)),))


CHOIR = a_program(
    id=id_of("Choir"), terms=some_terms(name="Choir & *Co*", digest_channel="C0CHOIR", contact="U0KAI"), leads=()
)
"""A second program of the house."""
BOTH_PLACES = (
    Place(program=a_program(), enrolment=BENS_ENROLMENT),
    Place(program=CHOIR, enrolment=replace(BENS_ENROLMENT, program=CHOIR.id, role=Role.MENTOR, wants="", offers="A")),
)
"""Ben takes part in both."""
