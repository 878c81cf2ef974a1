"""What Ana and Ben write, sign and are sent: agreements, feedback, occurrences, messages. Overrides by keyword."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from bot.domain.agreement import (
    Agenda,
    Agreement,
    AnswerTime,
    Between,
    FeedbackWay,
    MentorRole,
    Signature,
    Style,
    Terms,
)
from bot.domain.facts import Occurrence, OccurrenceState
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.goals import Goal, GoalKind, GoalState, StepKind
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, Recipient, ToPerson
from bot.domain.programs import Rhythm
from bot.domain.questions import Visibility
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben, id_of


class AgreedFields(TypedDict, total=False):
    """What of an agreement's lines a test may choose."""

    purpose: str
    gain: str
    role: MentorRole | None
    rhythm: Rhythm | None
    weekday: int | None
    at: time | None
    tz: str
    minutes: int | None
    style: Style | None
    between: Between | None
    answer_time: AnswerTime | None
    agenda: Agenda | None
    feedback: FeedbackWay | None
    language: str | None
    boundaries: str
    ends_on: date | None
    review_on: date | None


def agreed(**chosen: Unpack[AgreedFields]) -> Terms:
    """What Ana and Ben settle: every second Thursday at ten in Berlin, until August."""
    made = Terms(
        purpose="find my way into leadership",
        gain="see my own field through new eyes",
        role=MentorRole.SOUNDING_BOARD,
        rhythm=Rhythm.FORTNIGHTLY,
        weekday=3,
        at=time(10),
        tz="Europe/Berlin",
        minutes=45,
        style=Style.INFORMAL,
        between=Between.SLACK,
        answer_time=AnswerTime.TWO_DAYS,
        agenda=Agenda.MENTEE,
        feedback=FeedbackWay.DIRECT,
        language="en",
        boundaries="no calls in the evening",
        ends_on=date(2026, 8, 31),
    )
    return replace(made, **chosen)


class AgreementFields(TypedDict, total=False):
    """What of an agreement a test may choose."""

    id: UUID
    pair: UUID
    version: int
    terms: Terms
    drafted_by: UUID
    drafted_at: datetime
    signatures: tuple[Signature, ...]
    reason: str
    withdrawn_at: datetime | None


def an_agreement(**chosen: Unpack[AgreementFields]) -> Agreement:
    """Version 1, drafted and signed by Ben; Ana has yet to sign."""
    version = chosen.get("version", 1)
    made = Agreement(
        id=id_of(f"agreement {version}"),
        pair=a_pair().id,
        version=version,
        terms=agreed(),
        drafted_by=ben().id,
        drafted_at=NOW,
        signatures=(Signature(person=ben().id, at=NOW),),
    )
    return replace(made, **chosen)


def a_signed_agreement(**chosen: Unpack[AgreementFields]) -> Agreement:
    """The same, signed by both."""
    return replace(an_agreement(**chosen).sign(ana().id, NOW + timedelta(hours=2)), **chosen)


class GoalFields(TypedDict, total=False):
    """What of a goal a test may choose."""

    id: UUID
    pair: UUID
    kind: GoalKind
    text: str
    measure: str
    due: date | None
    first_step: str
    step_kind: StepKind
    state: GoalState
    written_by: UUID
    written_at: datetime
    closed_at: datetime | None


def a_goal(**chosen: Unpack[GoalFields]) -> Goal:
    """Ben's goal, written after the first meeting."""
    made = Goal(
        id=id_of(f"goal {chosen.get('text', '')}"),
        pair=a_pair().id,
        kind=GoalKind.LEADERSHIP,
        text="lead a project of three",
        measure="the project ships",
        due=date(2026, 6, 30),
        first_step="ask for the project",
        step_kind=StepKind.OWN,
        written_by=ben().id,
        written_at=NOW + timedelta(days=4),
    )
    return replace(made, **chosen)


class FeedbackFields(TypedDict, total=False):
    """What of a piece of feedback a test may choose."""

    id: UUID
    workspace: str
    pair: UUID
    author: UUID
    question: str
    number: int
    visibility: Visibility
    words: str
    state: FeedbackState
    written_at: datetime
    held_until: datetime | None


def some_feedback(**chosen: Unpack[FeedbackFields]) -> Feedback:
    """Ben's words for Ana at their second meeting, still a draft."""
    number = chosen.get("number", 2)
    made = Feedback(
        id=id_of(f"feedback {number}"),
        workspace=WORKSPACE,
        pair=a_pair().id,
        author=ben().id,
        question="one_thing",
        number=number,
        visibility=Visibility.PARTNER,
        words="please let me finish my sentences",
        state=FeedbackState.DRAFT,
        written_at=NOW,
    )
    return replace(made, **chosen)


class OccurrenceFields(TypedDict, total=False):
    """What of an occurrence a test may choose."""

    id: UUID
    workspace: str
    prompt: str
    pair: UUID
    person: UUID
    number: int
    due_at: datetime
    state: OccurrenceState
    moved_to: datetime | None
    finished_at: datetime | None
    reason: str | None


def an_occurrence(**chosen: Unpack[OccurrenceFields]) -> Occurrence:
    """Ben's first check-in, due now."""
    drawn = Occurrence(
        id=UUID(int=0),
        workspace=WORKSPACE,
        prompt="check_in",
        pair=a_pair().id,
        person=ben().id,
        number=1,
        due_at=NOW,
    )
    made = replace(drawn, **chosen)
    if "id" in chosen:
        return made
    return replace(made, id=id_of(f"{made.prompt} {made.pair} {made.person} {made.number}"))


def a_notice(key: str = "pulse:1", to: Recipient | None = None) -> Notice:
    """A check-in for Ben."""
    return Notice(
        kind=NoticeKind.CHECK_IN,
        workspace=WORKSPACE,
        to=to or ToPerson(person=ben().id),
        key=key,
        pair=a_pair().id,
        facts={"number": 1},
    )


class EntryFields(TypedDict, total=False):
    """What of an outbox entry a test may choose."""

    id: UUID
    notice: Notice
    state: OutboxState
    created_at: datetime
    not_before: datetime
    attempts: int
    unsure: int
    lease_until: datetime | None
    leased_by: str | None
    channel: str | None
    ts: str | None
    finished_at: datetime | None
    reason: str | None


def an_entry(key: str = "pulse:1", /, **chosen: Unpack[EntryFields]) -> OutboxEntry:
    """A message that waits and could be sent now."""
    made = OutboxEntry(
        id=id_of(f"message {key}"), notice=a_notice(key), state=OutboxState.WAITING, created_at=NOW, not_before=NOW
    )
    return replace(made, **chosen)
