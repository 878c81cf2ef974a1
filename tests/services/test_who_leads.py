"""Laws of who leads: a program is never without somebody, and a request reaches those who lead when it leaves."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.feedback import FeedbackState
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.people import Profile
from bot.domain.questions import Visibility
from bot.domain.scenes import HomeScene
from bot.services import homes, programs
from tests.services.house import House, actor, asker, profile
from tests.support.people_of_the_house import some_terms


def appoint(house: House, by: str, name: str) -> None:
    """A lead makes somebody a lead."""
    with house.work() as work:
        programs.appoint_lead(work, actor(by), profile(name))


def dismiss(house: House, by: str, name: str) -> bool:
    """A lead takes somebody off the list."""
    with house.work() as work:
        return programs.dismiss_lead(work, actor(by), f"U0{name.upper()}")


def gone(house: House, name: str) -> None:
    """Somebody's account is closed."""
    house.refresh(replace(profile(name), is_deleted=True))


def save(house: House, name: str, asking: Profile, first_lead: str = "") -> None:
    """Somebody saves the program's form."""
    with house.work() as work:
        programs.save_program(work, asker(name, asking, first_lead=first_lead), some_terms(name="North"))


def leads(house: House) -> list[str]:
    """Names on the list, oldest first."""
    (program,) = house.state.programs.values()
    return [house.state.people[lead].name for lead in program.leads]


def home(house: House, name: str) -> HomeScene:
    """What somebody sees."""
    with house.reading() as work:
        return homes.read_home(work, actor(name))


def test_an_orphaned_program_is_taken_over_by_an_admin_and_nobody_else(house: House, pair: UUID) -> None:
    admin = replace(profile("Max"), is_admin=True)
    with pytest.raises(errors.NotALead):
        save(house, "Max", admin)
    gone(house, "Lea")
    for name in ("Max", "Ana", "Ben"):
        with pytest.raises(errors.NotALead):
            save(house, name, profile(name), first_lead="U0SOMEONE")
    assert leads(house) == ["Lea"]

    save(house, "Max", admin)

    (program,) = house.state.programs.values()
    assert (leads(house), program.terms.name) == (["Lea", "Max"], "North")
    assert home(house, "Max").is_lead
    assert house.facts(pair).program.id == program.id, "it is the same program, with its pairs"
    with pytest.raises(errors.NotALead):
        save(house, "Eve", replace(profile("Eve"), is_admin=True))
    house.refresh(profile("Lea"))
    assert home(house, "Max").leads == ("U0LEA", "U0MAX"), "who comes back leads again"


def test_a_lead_who_saves_becomes_no_lead_twice(house: House) -> None:
    house.set_up(name="North")
    assert leads(house) == ["Lea"]


def test_the_last_lead_whose_account_lives_stays_while_others_are_closed(house: House) -> None:
    appoint(house, "Lea", "Max")
    gone(house, "Lea")
    with pytest.raises(errors.LastLead):
        dismiss(house, "Max", "Max")
    assert leads(house) == ["Lea", "Max"]
    assert dismiss(house, "Max", "Lea"), "a closed account can be taken off"
    appoint(house, "Max", "Eve")
    assert dismiss(house, "Max", "Max")
    assert leads(house) == ["Eve"]


def test_nobody_is_sent_to_a_lead_whose_account_is_closed(house: House, pair: UUID) -> None:
    appoint(house, "Lea", "Max")
    gone(house, "Lea")

    for name in ("Ana", "Ben", "Max", "Nobody"):
        assert home(house, name).leads == ("U0MAX",)
    with house.reading() as work:
        assert homes.contacts(work, actor("Ana")) == (("U0MAX",), ())
    gone(house, "Max")
    assert home(house, "Ana").leads == ()


def test_where_nobody_leads_any_more_it_is_said_who_can_take_over(house: House) -> None:
    def refused(name: str, asking: Profile) -> type[errors.RuleBroken]:
        with pytest.raises(errors.NotALead) as by_command, house.work() as work:
            programs.appoint_lead(work, actor(name), profile("Eve"))
        with pytest.raises(errors.NotALead) as by_form:
            save(house, name, asking)
        assert by_command.type is by_form.type
        return by_form.type

    assert refused("Ana", profile("Ana")) is errors.NotALead
    gone(house, "Lea")
    assert refused("Ana", profile("Ana")) is errors.NobodyLeads
    save(house, "Max", replace(profile("Max"), is_admin=True))
    assert refused("Ana", profile("Ana")) is errors.NotALead


@pytest.fixture
def words(house: House, pair: UUID) -> UUID:
    """Ben asks those who lead for help."""
    house.live(9)
    return house.send("Ben", house.write("Ben", pair, visibility=Visibility.LEAD, words="I need you").id).id


def reached(house: House) -> list[str]:
    """Whom the request for help reaches in the next days, each as often as it does."""
    arrived = []
    for _ in range(6):
        arrived += [notice.to for notice in house.deliver() if notice.kind is NoticeKind.HELP_ASKED]
        house.go(hours=12)
    return sorted(house.state.people[to.person].name for to in arrived if isinstance(to, ToPerson))


def test_a_request_goes_to_the_lead_of_the_hour(house: House, words: UUID) -> None:
    house.go(minutes=59)
    assert [notice for notice in house.deliver() if notice.kind is NoticeKind.HELP_ASKED] == []
    house.go(minutes=1)
    assert reached(house) == ["Lea"]


def test_who_was_dismissed_within_the_hour_gets_nothing_and_who_leads_now_gets_it_once(
    house: House, words: UUID
) -> None:
    appoint(house, "Lea", "Max")
    appoint(house, "Max", "Eve")
    assert dismiss(house, "Max", "Lea")
    house.go(hours=1)

    assert reached(house) == ["Eve", "Max"]
    assert house.state.feedback[words].state is FeedbackState.DELIVERED


def test_a_lead_who_had_it_from_the_start_gets_no_second_one(house: House, pair: UUID) -> None:
    appoint(house, "Lea", "Max")
    house.live(9)
    house.send("Ben", house.write("Ben", pair, visibility=Visibility.LEAD).id)
    assert dismiss(house, "Max", "Lea")
    house.go(hours=1)

    assert reached(house) == ["Max"]


def test_when_the_lead_s_account_closes_within_the_hour_another_is_found(house: House, words: UUID) -> None:
    house.set_up(outside=profile("Max"))
    gone(house, "Lea")
    house.go(hours=1)

    assert reached(house) == ["Max"]


def test_words_taken_back_are_handed_to_nobody_anew(house: House, words: UUID) -> None:
    appoint(house, "Lea", "Max")
    assert dismiss(house, "Max", "Lea")
    house.take_back("Ben", words)
    house.go(hours=1)

    assert reached(house) == []
