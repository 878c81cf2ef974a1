"""Laws of setting a program up: an admin or the first lead begins, the leads go on."""

from dataclasses import replace

import pytest

from bot.domain import errors
from bot.domain.digest import next_digest
from bot.domain.people import Profile
from bot.services import programs
from tests.services.house import House, actor, asker, profile
from tests.support.people_of_the_house import lea, some_terms


def set_up(house: House, name: str, profile_: Profile, first_lead: str = "") -> None:
    """Somebody tries to set the program up."""
    with house.work() as work:
        programs.save_program(work, asker(name, profile_, first_lead=first_lead), some_terms())


def test_the_first_program_is_set_up_by_an_admin_or_the_first_lead_and_nobody_else() -> None:
    with pytest.raises(errors.NotAnAdmin):
        set_up(House(), "Max", profile("Max"))
    with pytest.raises(errors.NotAnAdmin):
        set_up(House(), "Max", profile("Max"), first_lead="U0LEA")
    for house, who, first_lead in (
        (House(), replace(profile("Max"), is_admin=True), ""),
        (House(), profile("Max"), "U0MAX"),
    ):
        set_up(house, "Max", who, first_lead)
        (program,) = house.state.programs.values()
        assert program.leads == (house.person("Max").id,)
        assert program.next_digest_at == next_digest(some_terms(), house.now)


def test_later_only_leads_change_it_not_even_an_admin_does(house: House) -> None:
    for name in ("Max", "Ana"):
        with pytest.raises(errors.NotALead):
            set_up(house, name, replace(profile(name), is_admin=True), first_lead=f"U0{name.upper()}")
    before = house.set_up(name="Compass")
    house.go(days=1)
    again = house.set_up(name="North", digest_weekday=4)

    (program,) = house.state.programs.values()
    assert before == again == program.id
    assert (program.terms.name, program.leads) == ("North", (house.person("Lea").id,))
    assert program.next_digest_at == next_digest(program.terms, house.now)


def test_a_program_that_cannot_hold_is_refused_whole(house: House) -> None:
    with pytest.raises(errors.FieldsRefused) as refusal:
        house.set_up(name="", weeks=2)

    assert set(refusal.value.fields) == {"name", "weeks"}
    (program,) = house.state.programs.values()
    assert program.terms == some_terms()


def test_a_form_opened_before_another_lead_saved_changes_nothing_of_theirs(house: House) -> None:
    (before,) = house.state.programs.values()

    def save(name: str, seen: str) -> None:
        with house.work() as work:
            programs.save_program(work, asker("Lea"), some_terms(name=name), seen=seen)

    save("North", before.terms.fingerprint)
    save("North", before.terms.fingerprint)
    with pytest.raises(errors.FieldsRefused) as refusal:
        save("South", before.terms.fingerprint)

    assert refusal.value.fields == {"name": "field.program_changed"}
    (program,) = house.state.programs.values()
    assert program.terms.name == "North"
    save("South", program.terms.fingerprint)
    assert house.set_up(name="Compass") == program.id, "a form of before that says nothing of what it saw"


def test_the_contact_is_met_so_that_a_request_can_reach_them(house: House) -> None:
    house.set_up(outside=profile("Max"))

    assert house.person("Max").slack_id == "U0MAX"
    with pytest.raises(errors.NotAPerson):
        house.set_up(outside=replace(profile("Bot"), is_bot=True))


def test_leads_appoint_and_dismiss_leads_but_never_the_last(house: House) -> None:
    with house.work() as work:
        assert programs.appoint_lead(work, actor("Lea"), profile("Max"))
        assert not programs.appoint_lead(work, actor("Lea"), profile("Max"))
    with house.work() as work:
        assert programs.dismiss_lead(work, actor("Max"), "U0LEA")
    with house.work() as work:
        assert not programs.dismiss_lead(work, actor("Max"), "U0LEA")
        assert not programs.dismiss_lead(work, actor("Max"), "U0NOBODY")
    with pytest.raises(errors.LastLead), house.work() as work:
        programs.dismiss_lead(work, actor("Max"), "U0MAX")
    with pytest.raises(errors.NotALead), house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Lea"))


@pytest.mark.parametrize(
    ("unwelcome", "refusal"),
    [
        (replace(profile("Max"), is_guest=True), errors.IsAGuest),
        (replace(profile("Max"), is_deleted=True), errors.Deactivated),
        (replace(profile("Max"), is_stranger=True), errors.IsAStranger),
    ],
)
def test_only_welcome_accounts_lead(house: House, unwelcome: Profile, refusal: type[errors.RuleBroken]) -> None:
    with pytest.raises(refusal), house.work() as work:
        programs.appoint_lead(work, actor("Lea"), unwelcome)


def test_leads_are_per_workspace(house: House) -> None:
    with house.work() as work:
        programs.save_program(work, asker("Lea", workspace="T0OTHER"), some_terms(name="Other"))

    assert len(house.state.programs) == 2
    assert len([each for each in house.state.people.values() if each.slack_id == lea().slack_id]) == 2
