"""Several programs of one workspace in each of the three stores, by the use cases themselves."""

from uuid import UUID, uuid4

import pytest

from bot.domain import errors
from bot.domain.programs import Role
from bot.services import enrolments, homes, pairing, programs
from bot.services.access import as_lead
from bot.services.ports import Store
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from tests.services.house import actor, asker, profile
from tests.support.people_of_the_house import NOW, a_program, some_terms

COMPASS = a_program().id


def add(work: Work, lead: str, name: str) -> UUID:
    """An admin sets up another program."""
    return programs.add_program(work, asker(lead), some_terms(name=name), uuid4()).id


def test_each_program_is_joined_paired_in_led_and_left_by_itself(store: Store) -> None:
    form = enrolments.JoinForm(role=Role.BOTH, wants="to sing", offers="an ear")
    with store.write() as tx:
        work = Work(tx=tx, prompts=PROMPTS, now=NOW)
        choir = add(work, "Lou", "Choir")
        with pytest.raises(errors.FieldsRefused):
            add(work, "Max", "CHOIR")
        for name in ("Ana", "Ben"):
            enrolments.join(work, actor(name), profile(name), form, choir)
        pair = pairing.propose_pair(work, actor("Lou"), profile("Ana"), profile("Ben")).id
    for name in ("Ana", "Ben"):
        with store.write() as tx:
            pairing.accept_proposal(Work(tx=tx, prompts=PROMPTS, now=NOW), actor(name), pair)

    with store.reads() as tx:
        work = Work(tx=tx, prompts=PROMPTS, now=NOW)
        home = homes.read_home(work, actor("Ana"))
        assert [place.program.id for place in home.taken] == [COMPASS, choir]
        assert {each.facts.pair.program for each in home.pairs} == {COMPASS, choir}
        assert all(each.facts.are_together_elsewhere for each in home.pairs)
        with pytest.raises(errors.NotALead):
            as_lead(tx, actor("Lea"), choir)

    with store.write() as tx:
        assert enrolments.leave(Work(tx=tx, prompts=PROMPTS, now=NOW), actor("Ana"), choir) == 1
    with store.reads() as tx:
        home = homes.read_home(Work(tx=tx, prompts=PROMPTS, now=NOW), actor("Ana"))
        assert [each.facts.pair.program for each in home.pairs] == [COMPASS]
        assert not home.pairs[0].facts.are_together_elsewhere
        assert tx.pairs.facts([pair])[pair].are_together_elsewhere, "so that the farewell says which one ended"
