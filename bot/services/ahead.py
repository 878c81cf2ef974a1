"""Reading ahead: what the scenes of a batch have in common is loaded in bulk, once, before each is read.

`read_scene` stays one function of one notice. It is handed a transaction that knows the batch's pairs, people and
programs already; whatever else a scene asks for, now or later, is read from the database when it is asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import cast
from uuid import UUID

from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, ToPerson
from bot.domain.people import Person
from bot.domain.programs import Program
from bot.services.ports import Pairs, People, Programs, Transaction


def read_ahead(tx: Transaction, notices: Sequence[Notice]) -> Transaction:
    """The same transaction, to read from, with the pairs and readers of these notices at hand."""
    facts = dict(tx.pairs.facts({notice.pair for notice in notices if notice.pair}))
    people = {person.id: person for each in facts.values() for person in each.people}
    readers = {notice.to.person for notice in notices if isinstance(notice.to, ToPerson)} - people.keys()
    people.update(tx.people.many(readers) if readers else {})
    programs = {each.program.id: each.program for each in facts.values()}
    ahead = _Ahead(tx, _Pairs(tx.pairs, facts), _People(tx.people, people), _Programs(tx.programs, programs))
    # It answers all that a transaction answers, whatever is added to one later; the types cannot say so.
    return cast(Transaction, ahead)


class _Beside:
    """Answers what it knows itself; everything else is asked of what it stands beside."""

    def __init__(self, other: object) -> None:
        self._other = other

    def __getattr__(self, name: str) -> object:
        return getattr(self._other, name)


class _Ahead(_Beside):
    def __init__(self, tx: Transaction, pairs: "_Pairs", people: "_People", programs: "_Programs") -> None:
        super().__init__(tx)
        self.pairs = pairs
        self.people = people
        self.programs = programs


class _Pairs(_Beside):
    def __init__(self, pairs: Pairs, known: dict[UUID, PairFacts]) -> None:
        super().__init__(pairs)
        self._pairs = pairs
        self._known = known

    def facts(self, pairs: Collection[UUID]) -> Mapping[UUID, PairFacts]:
        if unknown := [pair for pair in pairs if pair not in self._known]:
            self._known.update(self._pairs.facts(unknown))
        return {pair: self._known[pair] for pair in pairs if pair in self._known}


class _People(_Beside):
    def __init__(self, people: People, known: dict[UUID, Person]) -> None:
        super().__init__(people)
        self._people = people
        self._known = known

    def get(self, person: UUID) -> Person:
        return self.many([person])[person]

    def many(self, people: Collection[UUID]) -> Mapping[UUID, Person]:
        if unknown := [person for person in people if person not in self._known]:
            self._known.update(self._people.many(unknown))
        return {person: self._known[person] for person in people if person in self._known}


class _Programs(_Beside):
    def __init__(self, programs: Programs, known: dict[UUID, Program]) -> None:
        super().__init__(programs)
        self._programs = programs
        self._known = known

    def get(self, program: UUID) -> Program:
        if program not in self._known:
            self._known[program] = self._programs.get(program)
        return self._known[program]
