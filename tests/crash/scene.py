"""What is in the database when a run begins: pairs whose questions are due, and messages of every fate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.notices import Notice, NoticeKind, ToPair, ToPerson
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program, ProgramTerms, Rhythm, Role
from bot.domain.stages import Stage, Status
from bot.services.ports import Transaction
from bot.services.work import Work
from sandbox import Workspace
from scheduler.prompts import PROMPTS
from storage import SqlStore

STARTED = datetime(2027, 1, 4, 9, tzinfo=UTC)
BEGIN = STARTED + timedelta(days=9)
"""Two days after the first expected meeting, in the hours of everybody: check-ins are due."""
ZONE = "Europe/Berlin"
LATER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """So many pairs. Each side is sent `rounds` questions, each pair is introduced; `couples` wait to be proposed."""

    pairs: int
    rounds: int
    couples: int = 3

    @property
    def due(self) -> int:
        """Messages that can go at once, but for their pace."""
        return self.pairs * (2 * self.rounds + 1)


def fill(store: SqlStore, ws: Workspace, scene: Scene) -> list[tuple[str, str]]:
    """Put it into the database; the Slack ids of the couples."""
    with store.write() as tx:
        work = Work(tx=tx, prompts=PROMPTS, now=BEGIN)
        lea = _person(tx, ws, "lea")
        program = _program(tx, ws, lea)
        pairs = [_pair(tx, ws, program, number) for number in range(scene.pairs)]
        couples = [
            tuple(_enrolled(tx, ws, program, f"{side}{number}", Role.BOTH).slack_id for side in ("mentor", "mentee"))
            for number in range(scene.couples)
        ]
        work.tell(*(_introduction(pair) for pair in pairs))
        for number in range(scene.rounds):
            work.tell(*(question(pair, person, f"round:{number}") for pair in pairs for person in _both(pair)))
        work.replan([pair.id for pair in pairs])
        _fates(work, pairs)
    return [(mentor, mentee) for mentor, mentee in couples]


def _fates(work: Work, pairs: Sequence[Pair]) -> None:
    """Not yet; never, since its day is over; and taken back."""
    first = pairs[0]
    early = replace(question(first, first.mentor, "later"), not_before=BEGIN + LATER)
    late = replace(question(first, first.mentee, "too late"), expires_at=BEGIN - LATER)
    back = question(first, first.mentee, "taken back")
    work.tell(early, late, back)
    work.cancel(back.workspace, back.key, "taken back")


def question(pair: Pair, person: UUID, key: str) -> Notice:
    """A check-in under a key of its own: it is told once for each key."""
    return Notice(
        kind=NoticeKind.CHECK_IN,
        workspace=pair.workspace,
        to=ToPerson(person=person),
        key=f"{key}:{pair.id}:{person}",
        pair=pair.id,
        facts={"number": 1},
    )


def _introduction(pair: Pair) -> Notice:
    return Notice(
        kind=NoticeKind.INTRODUCTION,
        workspace=pair.workspace,
        to=ToPair(pair=pair.id),
        key=f"introduction:{pair.id}",
        pair=pair.id,
        program=pair.program,
    )


def _both(pair: Pair) -> Iterator[UUID]:
    yield pair.mentor
    yield pair.mentee


def _program(tx: Transaction, ws: Workspace, lea: Person) -> Program:
    channel = ws.add_channel("mentoring-leads", members=[lea.slack_id], bot_is_member=True)
    program = Program(
        id=uuid4(),
        workspace=ws.team_id,
        terms=ProgramTerms(name="Harbour", digest_channel=channel.id),
        leads=(lea.id,),
        next_digest_at=BEGIN + timedelta(days=365),
    )
    tx.programs.add(program)
    return program


def _pair(tx: Transaction, ws: Workspace, program: Program, number: int) -> Pair:
    mentor, mentee = (
        _enrolled(tx, ws, program, f"{name}{number}", role)
        for name, role in (("ana", Role.MENTOR), ("ben", Role.MENTEE))
    )
    pair = Pair(
        id=uuid4(),
        workspace=ws.team_id,
        program=program.id,
        mentor=mentor.id,
        mentee=mentee.id,
        status=Status.ACTIVE,
        stage=Stage.INITIATION,
        rhythm=Rhythm.FORTNIGHTLY,
        proposed_by=mentor.id,
        proposed_at=STARTED,
        started_at=STARTED,
    )
    tx.pairs.add(pair)
    return pair


def _enrolled(tx: Transaction, ws: Workspace, program: Program, name: str, role: Role) -> Person:
    person = _person(tx, ws, name)
    tx.enrolments.save(Enrolment(id=uuid4(), workspace=ws.team_id, program=program.id, person=person.id, role=role))
    return person


def _person(tx: Transaction, ws: Workspace, name: str) -> Person:
    account = ws.add_person(name, real_name=name.title(), tz=ZONE, locale="en-GB", is_admin=name == "lea")
    person = Person(id=uuid4(), workspace=ws.team_id, slack_id=account.id, name=account.real_name, tz=ZONE)
    tx.people.add(person)
    return person
