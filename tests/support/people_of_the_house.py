"""Values with the house's names: Ana mentors Ben, Lea leads, Max is an outsider. All take overrides by keyword.

Instants count from `NOW`, a Monday morning. Ids are the same in every run, so a failing test reads the same twice.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import NAMESPACE_OID, UUID, uuid5

from bot.domain.pairs import Move, Pair
from bot.domain.people import WORKING_DAYS, Person
from bot.domain.programs import Enrolment, Program, ProgramTerms, Rhythm, Role
from bot.domain.stages import Event, Stage, StageChange, Status

WORKSPACE = "T0HOUSE"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def id_of(name: str) -> UUID:
    """The id that belongs to a name, always the same."""
    return uuid5(NAMESPACE_OID, name)


class PersonFields(TypedDict, total=False):
    """What of a person a test may choose."""

    id: UUID
    workspace: str
    slack_id: str
    name: str
    tz: str
    locale: str
    working_days: frozenset[int]
    window_start: time
    window_end: time
    away_from: date | None
    away_until: date | None
    country: str | None
    days_off: frozenset[date]
    is_deactivated: bool
    dm_channel: str | None


def a_person(name: str, /, **chosen: Unpack[PersonFields]) -> Person:
    """Somebody of that name in the house's workspace, in Berlin, who works from Monday to Friday."""
    made = Person(
        id=id_of(name),
        workspace=WORKSPACE,
        slack_id=f"U0{name.upper()}",
        name=name,
        tz="Europe/Berlin",
        working_days=WORKING_DAYS,
    )
    return replace(made, **chosen)


def ana(**chosen: Unpack[PersonFields]) -> Person:
    """Ana, the mentor."""
    return a_person("Ana", **chosen)


def ben(**chosen: Unpack[PersonFields]) -> Person:
    """Ben, the mentee."""
    return a_person("Ben", **chosen)


def lea(**chosen: Unpack[PersonFields]) -> Person:
    """Lea, who leads the program."""
    return a_person("Lea", **chosen)


def max_(**chosen: Unpack[PersonFields]) -> Person:
    """Max, an outsider."""
    return a_person("Max", **chosen)


class TermsFields(TypedDict, total=False):
    """What of a program's terms a test may choose."""

    name: str
    digest_channel: str
    digest_weekday: int
    digest_hour: int
    tz: str
    weeks: int | None
    rhythm: Rhythm
    contact: str | None


def some_terms(**chosen: Unpack[TermsFields]) -> ProgramTerms:
    """A half-year program that meets every two weeks, its digest on Mondays at nine in Berlin."""
    return replace(ProgramTerms(name="Compass", digest_channel="C0LEADS", tz="Europe/Berlin"), **chosen)


class ProgramFields(TypedDict, total=False):
    """What of a program a test may choose."""

    id: UUID
    workspace: str
    terms: ProgramTerms
    next_digest_at: datetime
    leads: tuple[UUID, ...]


def a_program(**chosen: Unpack[ProgramFields]) -> Program:
    """The program that Lea leads, its next digest in a week."""
    made = Program(
        id=id_of("Compass"),
        workspace=WORKSPACE,
        terms=some_terms(),
        next_digest_at=NOW + timedelta(days=7),
        leads=(lea().id,),
    )
    return replace(made, **chosen)


class EnrolmentFields(TypedDict, total=False):
    """What of an enrolment a test may choose."""

    id: UUID
    workspace: str
    program: UUID
    person: UUID
    role: Role
    wants: str
    offers: str
    capacity: int
    left_at: datetime | None


def an_enrolment(person: Person, role: Role = Role.MENTOR, /, **chosen: Unpack[EnrolmentFields]) -> Enrolment:
    """The person's place in the house's program."""
    made = Enrolment(
        id=id_of(f"enrolment of {person.name}"),
        workspace=WORKSPACE,
        program=a_program().id,
        person=person.id,
        role=role,
        wants="to be heard in meetings",
        offers="twelve years of hardware",
    )
    return replace(made, **chosen)


class PairFields(TypedDict, total=False):
    """What of a pair a test may choose."""

    id: UUID
    workspace: str
    program: UUID
    mentor: UUID
    mentee: UUID
    status: Status
    stage: Stage
    rhythm: Rhythm
    proposed_by: UUID
    proposed_at: datetime
    mentor_yes_at: datetime | None
    mentee_yes_at: datetime | None
    declined_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    ends_on: date | None
    group_channel: str | None
    move: Move | None
    quiet_until: datetime | None
    history: int
    follows: UUID | None
    paused_until: date | None
    resumed_at: datetime | None
    sign_at: datetime | None
    hushed_at: datetime | None
    is_parted: bool
    stage_since: datetime | None
    beginning: int
    begun_at: datetime | None


def a_pair(**chosen: Unpack[PairFields]) -> Pair:
    """Ana and Ben, proposed by Lea a week ago and active since yesterday."""
    made = Pair(
        id=id_of("Ana and Ben"),
        workspace=WORKSPACE,
        program=a_program().id,
        mentor=ana().id,
        mentee=ben().id,
        status=Status.ACTIVE,
        stage=Stage.INITIATION,
        rhythm=Rhythm.FORTNIGHTLY,
        proposed_by=lea().id,
        proposed_at=NOW - timedelta(days=7),
        mentor_yes_at=NOW - timedelta(days=6),
        mentee_yes_at=NOW - timedelta(days=1),
        started_at=NOW - timedelta(days=1),
        ends_on=date(2026, 8, 31),
        group_channel="G0ANABEN",
        history=1,
    )
    return replace(made, **chosen)


def a_proposal(**chosen: Unpack[PairFields]) -> Pair:
    """Ana and Ben, proposed by Lea, answered by neither."""
    made = a_pair(
        status=Status.PROPOSED,
        proposed_at=NOW,
        mentor_yes_at=None,
        mentee_yes_at=None,
        started_at=None,
        ends_on=None,
        group_channel=None,
        history=0,
    )
    return replace(made, **chosen)


class LineFields(TypedDict, total=False):
    """What of a history line a test may choose."""

    pair: UUID
    seq: int
    event: Event
    stage_before: Stage
    stage_after: Stage
    status_before: Status
    status_after: Status
    at: datetime
    actor: UUID | None
    reason: str
    evidence: dict[str, int]


def a_line(**chosen: Unpack[LineFields]) -> StageChange:
    """The first line of Ana and Ben's history: Ben's yes started it."""
    made = StageChange(
        pair=a_pair().id,
        seq=1,
        event=Event.START,
        stage_before=Stage.INITIATION,
        stage_after=Stage.INITIATION,
        status_before=Status.PROPOSED,
        status_after=Status.ACTIVE,
        at=NOW - timedelta(days=1),
        actor=ben().id,
        reason="reason.both_said_yes",
        evidence={"days": 6},
    )
    return replace(made, **chosen)
