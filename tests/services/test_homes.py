"""Laws of Home: useful to everybody, and nobody sees more than they may."""

from uuid import UUID

from bot.domain.notices import NoticeKind, Unsure
from bot.domain.questions import Visibility
from bot.domain.scenes import HomeScene
from bot.services import homes, programs
from tests.services.house import House, actor, profile


def home(house: House, name: str) -> HomeScene:
    """What somebody sees."""
    with house.reading() as work:
        return homes.read_home(work, actor(name))


def test_somebody_the_bot_never_met_sees_whom_to_talk_to() -> None:
    empty = House()
    assert home(empty, "Max") == HomeScene(now=empty.now, tz="UTC")
    empty.set_up()

    seen = home(empty, "Max")
    assert (seen.person, seen.pairs, seen.leads) == (None, (), ("U0LEA",))
    assert [place.enrolment for place in seen.places] == [None]


def test_somebody_without_a_program_keeps_their_zone(house: House) -> None:
    elsewhere = House()
    with elsewhere.store.write() as tx:
        tx.people.add(house.person("Ana"))

    assert home(elsewhere, "Ana").tz == "Europe/Berlin"


def test_both_see_their_pair_and_their_next_check_in(house: House, pair: UUID) -> None:
    for name in ("Ana", "Ben"):
        seen = home(house, name)
        (mine,) = seen.pairs
        assert mine.facts.pair.id == pair
        assert mine.next_check_in is not None
        assert mine.next_check_in > house.now
        assert (seen.is_lead, seen.waiting) == (False, ())
    assert home(house, "Lea").pairs == ()
    assert home(house, "Lea").is_lead


def test_a_proposal_shows_only_to_the_one_who_is_asked(house: House) -> None:
    pair = house.propose()
    assert [len(home(house, name).pairs) for name in ("Ana", "Ben")] == [1, 0]
    assert home(house, "Ana").pairs[0].next_check_in is None
    house.accept("Ana", pair)
    assert [len(home(house, name).pairs) for name in ("Ana", "Ben")] == [0, 1]
    house.decline("Ben", pair)
    assert [len(home(house, name).pairs) for name in ("Ana", "Ben")] == [0, 0]


def test_what_one_kept_private_is_on_their_own_home_alone(house: House, pair: UUID) -> None:
    house.live(9)
    kept = house.send("Ben", house.write("Ben", pair, visibility=Visibility.PRIVATE, words="ask about money").id)

    assert home(house, "Ben").pairs[0].kept == (kept,)
    assert home(house, "Ana").pairs[0].kept == ()


def test_an_ended_pair_is_gone_from_home(house: House, pair: UUID) -> None:
    house.leave("Ben")
    assert home(house, "Ana").pairs == ()


def test_messages_that_wait_for_a_lead_show_to_leads_outside_the_pair(house: House, pair: UUID) -> None:
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    (introduction,) = (entry for entry in house.claim() if entry.notice.kind is NoticeKind.INTRODUCTION)
    house.record(introduction, Unsure(reason="time-out"))

    assert [entry.id for entry in home(house, "Lea").waiting] == [introduction.id]
    assert home(house, "Lea").meant_for == {introduction.id: ("U0ANA", "U0BEN")}
    assert home(house, "Ana").waiting == ()
    assert home(house, "Ben").waiting == ()


def test_a_person_is_always_reachable(house: House) -> None:
    house.set_up(outside=profile("Max"))
    before = house.state.copy()
    with house.reading() as work:
        assert homes.contacts(work, actor("Nobody")) == (("U0LEA",), ("U0MAX",))
        assert homes.contacts(work, actor("Ana", "T0OTHER")) == ((), ())
    assert house.state == before, "opening it is not recorded"
