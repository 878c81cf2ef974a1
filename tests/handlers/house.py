"""The house as the handlers meet it: who lives there, what Slack says of them, and how far they have come."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.domain.agreement import Agreement
from bot.domain.facts import PairFacts
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.pairs import Pair
from bot.domain.people import Person, Profile
from bot.domain.programs import Program, Role
from bot.domain.stages import Status
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from tests.handlers.door import Door
from tests.support.papers_of_the_house import a_goal, a_signed_agreement
from tests.support.people_of_the_house import (
    NOW,
    WORKSPACE,
    a_line,
    a_pair,
    a_person,
    a_program,
    an_enrolment,
    ana,
    ben,
    lea,
    max_,
)

ANA, BEN, LEA, MAX = ana(), ben(), lea(), max_()
MIA = a_person("Mia")
"""Joined as mentee, paired with nobody."""
ADA = a_person("Ada")
"""A workspace admin who takes no part."""
PIP, GIL, OLA = a_person("Pip"), a_person("Gil"), a_person("Ola")
"""An app, a guest, and somebody whose account is closed."""
TWIN = ben(workspace="T0OTHER")
"""Somebody of another workspace with Ben's very id."""
STRANGERS_TEAM = "T0PARTNER"
"""Where a Slack Connect stranger comes from."""
PAIR = a_pair()
UNKNOWN = UUID(int=7)


def a_profile(who: Person) -> Profile:
    """What Slack knows of a person of the house."""
    made = Profile(slack_id=who.slack_id, name=who.name, tz=who.tz, locale=who.locale)
    match who.name:
        case "Ada":
            return replace(made, is_admin=True)
        case "Pip":
            return replace(made, is_bot=True)
        case "Gil":
            return replace(made, is_guest=True)
        case "Ola":
            return replace(made, is_deleted=True)
        case _:
            return made


def fill_directory(door: Door) -> None:
    """Everybody whom Slack knows in the house's workspace."""
    for who in (ANA, BEN, LEA, MAX, MIA, ADA, PIP, GIL, OLA):
        door.directory.profiles[WORKSPACE, who.slack_id] = a_profile(who)


def set_up(door: Door, program: Program | None = None) -> None:
    """Lea's program, which Ana joined as mentor, Ben and Mia as mentees."""
    with door.store.write() as tx:
        for person in (ANA, BEN, LEA, MIA):
            tx.people.add(person)
        tx.programs.add(program or a_program())
        tx.enrolments.save(an_enrolment(ANA, Role.MENTOR))
        tx.enrolments.save(an_enrolment(BEN, Role.MENTEE))
        tx.enrolments.save(an_enrolment(MIA, Role.MENTEE))


def pair_up(door: Door, pair: Pair = PAIR) -> None:
    """Ana and Ben, as far as `pair` says."""
    with door.store.write() as tx:
        assert tx.pairs.add(pair)
        if pair.started_at:
            tx.history.append(WORKSPACE, a_line(pair=pair.id))
        Work(tx=tx, prompts=PROMPTS, now=door.now).replan([pair.id])


def ask(door: Door, *numbers: int, people: tuple[Person, ...] = (ANA, BEN), outcome: Outcome | None = None) -> None:
    """They were asked about these meetings, and perhaps answered."""
    with door.store.write() as tx:
        for number in numbers:
            met = NOW + timedelta(days=3 + 14 * (number - 1))
            tx.meetings.expect(WORKSPACE, Meeting(pair=PAIR.id, number=number, expected_at=met))
            for person in people:
                tx.checks.ask(WORKSPACE, PAIR.id, CheckIn(person=person.id, number=number, asked_at=met))
                if outcome:
                    tx.checks.answer(PAIR.id, person.id, number, outcome, met)
        Work(tx=tx, prompts=PROMPTS, now=door.now).replan([PAIR.id])


def agree(door: Door, agreement: Agreement | None = None) -> None:
    """They have an agreement, signed by both unless it is given."""
    with door.store.write() as tx:
        assert tx.agreements.add(agreement or a_signed_agreement())
        Work(tx=tx, prompts=PROMPTS, now=door.now).replan([PAIR.id])


def grow(door: Door) -> None:
    """All that speaks for the next stage: a signed agreement, a goal, two meetings; both are asked about a third."""
    agree(door)
    ask(door, 1, 2, outcome=Outcome.MET)
    with door.store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
    ask(door, 3)
    door.pass_time(timedelta(weeks=5))


def end(door: Door) -> None:
    """The mentorship is over."""
    with door.store.write() as tx:
        ended = replace(tx.pairs.facts([PAIR.id])[PAIR.id].pair, status=Status.ENDED, ended_at=door.now)
        tx.pairs.save(ended)
        Work(tx=tx, prompts=PROMPTS, now=door.now).replan([PAIR.id])


def facts_of(door: Door, pair: UUID = PAIR.id) -> PairFacts:
    """What was committed about a pair."""
    with door.store.reads() as tx:
        return tx.pairs.facts([pair])[pair]


def told(door: Door) -> list[tuple[str, UUID | str]]:
    """Kind and receiver of all that waits in the outbox."""
    entries = [entry.notice for entry in door.store.state.outbox.values()]
    return [(str(notice.kind), next(iter(vars_of(notice.to)))) for notice in entries]


def vars_of(to: object) -> tuple[UUID | str, ...]:
    """The one id a receiver is known by."""
    return tuple(getattr(to, name) for name in ("person", "pair", "channel") if hasattr(to, name))
