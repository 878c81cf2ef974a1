"""People, programs, enrolments and attention, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.attention import Slot
from bot.domain.facts import OccurrenceState
from bot.domain.people import Person
from bot.domain.programs import Enrolment, Program
from tests.support.fake_store.state import FakeRepository, refuse, refuse_naive


class FakePeople(FakeRepository):
    """Implements `ports.People`."""

    __slots__ = ()

    def get(self, person: UUID) -> Person:
        return self.state.people[person]

    def find(self, workspace: str, slack_id: str) -> Person | None:
        people = self.state.people.values()
        return next((each for each in people if (each.workspace, each.slack_id) == (workspace, slack_id)), None)

    def many(self, people: Collection[UUID]) -> Mapping[UUID, Person]:
        return {person: self.state.people[person] for person in people if person in self.state.people}

    def add(self, person: Person) -> bool:
        if self.find(person.workspace, person.slack_id):
            return False
        refuse(when=person.id in self.state.people, because=f"{person.id} is taken")
        self.state.people[person.id] = person
        return True

    def save(self, person: Person) -> None:
        same = self.find(person.workspace, person.slack_id)
        refuse(when=same is not None and same.id != person.id, because=f"{person.slack_id} is taken")
        self.get(person.id)
        self.state.people[person.id] = person

    def lock(self, people: Collection[UUID]) -> Sequence[Person]:
        return [self.state.people[person] for person in sorted(self.many(people))]

    def lock_due(self, now: datetime, limit: int) -> Sequence[Person]:
        rows = (row for row in self.state.occurrences.values() if row.state is OccurrenceState.OPEN)
        due = sorted((row.due_at, row.pair, row.id, row.person) for row in rows if row.due_at <= now)
        return [self.state.people[person] for person in list(dict.fromkeys(person for *_, person in due))[:limit]]


class FakePrograms(FakeRepository):
    """Implements `ports.Programs`."""

    __slots__ = ()

    def get(self, program: UUID) -> Program:
        return self.state.programs[program]

    def of_workspace(self, workspace: str) -> Sequence[Program]:
        return [each for each in self.state.programs.values() if each.workspace == workspace]

    def hold(self, workspace: str) -> None:
        del workspace  # One transaction at a time changes this store.

    def add(self, program: Program) -> None:
        refuse_naive(program)
        refuse(when=program.id in self.state.programs, because=f"{program.id} is taken")
        self.need(self.state.people, *program.leads)
        self.state.programs[program.id] = program

    def save(self, program: Program) -> None:
        refuse_naive(program)
        self.state.programs[program.id] = replace(program, leads=self.get(program.id).leads)

    def add_lead(self, program: UUID, person: UUID, at: datetime) -> bool:
        refuse_naive(at)
        known = self.get(program)
        if person in known.leads:
            return False
        self.need(self.state.people, person)
        self.state.programs[program] = replace(known, leads=(*known.leads, person))
        return True

    def remove_lead(self, program: UUID, person: UUID) -> bool:
        known = self.state.programs.get(program)
        if known is None or person not in known.leads:
            return False
        self.state.programs[program] = replace(known, leads=tuple(lead for lead in known.leads if lead != person))
        return True

    def lock_due(self, now: datetime) -> Sequence[Program]:
        due = [each for each in self.state.programs.values() if each.next_digest_at <= now]
        return sorted(due, key=lambda program: program.next_digest_at)

    def next_due(self) -> datetime | None:
        return min((each.next_digest_at for each in self.state.programs.values()), default=None)


class FakeEnrolments(FakeRepository):
    """Implements `ports.Enrolments`."""

    __slots__ = ()

    def find(self, program: UUID, person: UUID) -> Enrolment | None:
        return self.state.enrolments.get((program, person))

    def lock(self, program: UUID, person: UUID) -> Enrolment | None:
        return self.find(program, person)

    def of_person(self, person: UUID) -> Sequence[Enrolment]:
        return [each for each in self.state.enrolments.values() if each.person == person]

    def of_program(self, program: UUID) -> Sequence[Enrolment]:
        return [each for each in self.state.enrolments.values() if each.program == program and each.is_current]

    def save(self, enrolment: Enrolment) -> None:
        refuse_naive(enrolment)
        refuse(when=enrolment.capacity < 0, because="capacity is below zero")
        self.need(self.state.programs, enrolment.program)
        self.need(self.state.people, enrolment.person)
        known = self.find(enrolment.program, enrolment.person)
        same_id = [each for each in self.state.enrolments.values() if each.id == enrolment.id and each != known]
        refuse(when=known is None and bool(same_id), because=f"{enrolment.id} is taken")
        kept = replace(enrolment, id=known.id) if known else enrolment
        self.state.enrolments[enrolment.program, enrolment.person] = kept


class FakeAttention(FakeRepository):
    """Implements `ports.Attention`."""

    __slots__ = ()

    def taken(self, people: Collection[UUID], weeks: Collection[str]) -> Mapping[tuple[UUID, str], frozenset[int]]:
        found: dict[tuple[UUID, str], frozenset[int]] = {}
        for person, week, slot in self.state.attention:
            if person in people and week in weeks:
                found[person, week] = found.get((person, week), frozenset()) | {slot}
        return found

    def take(self, workspace: str, person: UUID, week: str, slot: int, at: datetime) -> bool:
        refuse_naive(at)
        refuse(when=slot < 1, because="slots count from 1")
        if (person, week, slot) in self.state.attention:
            return False
        self.need(self.state.people, person)
        self.state.attention[person, week, slot] = at
        return True

    def take_all(self, slots: Sequence[Slot], at: datetime) -> None:
        for each in slots:
            self.take(each.workspace, each.person, each.week, each.number, at)
