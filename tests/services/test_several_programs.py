"""Laws of several programs in one workspace: each is reached by those who lead it or take part in it, and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from uuid import UUID, uuid4

import pytest

from bot.domain import errors
from bot.domain.errors import Wish
from bot.domain.notices import NoticeKind, ToPerson, Unsure
from bot.domain.people import Availability, Profile
from bot.domain.programs import Program, Role
from bot.domain.questions import Visibility
from bot.services import digests, enrolments, homes, pairing, programs, rehearsal
from bot.services.access import as_lead
from bot.services.naming import label_of, named
from bot.services.work import Work
from tests.services.house import House, actor, asker, opened, profile
from tests.support.people_of_the_house import some_terms

FORM = enrolments.JoinForm(role=Role.BOTH, wants="to sing", offers="an ear")
AFTERNOONS = Availability(
    working_days=frozenset({0}), window_start=time(13), window_end=time(17), capacity=1, country=None
)


def add(house: House, name: str, lead: str, asking: Profile | None = None, program: UUID | None = None) -> UUID:
    """Somebody sets up another program."""
    terms = some_terms(name=name, digest_channel=f"C0{name.upper()}", contact=None)
    with house.work() as work:
        return programs.add_program(work, asker(lead, asking), terms, program or uuid4()).id


def join(house: House, name: str, program: UUID, role: Role = Role.BOTH) -> None:
    """Somebody joins that program."""
    with house.work() as work:
        enrolments.join(work, actor(name), profile(name), replace(FORM, role=role), program)


def start(house: House, lead: str, mentor: str, mentee: str, program: UUID | None = None) -> UUID:
    """A pair of that lead's to which both said yes."""
    with house.work() as work:
        pair = pairing.propose_pair(work, actor(lead), profile(mentor), profile(mentee), program).id
    house.accept(mentor, pair)
    house.accept(mentee, pair)
    return pair


def program_of(house: House, name: str) -> Program:
    """By its name."""
    return next(each for each in house.state.programs.values() if each.terms.name == name)


@pytest.fixture
def compass(house: House) -> UUID:
    """Lea's program, which Ana mentors in and Ben wants a mentor in."""
    return program_of(house, "Compass").id


@pytest.fixture
def choir(house: House, compass: UUID) -> UUID:
    """Lou's program."""
    return add(house, "Choir", "Lou")


# ── Setting up ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_program_is_set_up_by_an_admin_the_first_lead_or_a_lead_of_any(house: House, compass: UUID) -> None:
    for name in ("Ana", "Max"):
        with pytest.raises(errors.NoRightToAdd):
            add(house, "Choir", name, profile(name))
    choir = add(house, "Choir", "Lea", profile("Lea"))
    reef = add(house, "Reef", "Max", replace(profile("Max"), is_admin=True))

    led = {each.terms.name: [house.state.people[lead].name for lead in each.leads] for each in _all(house)}
    assert led == {"Compass": ["Lea"], "Choir": ["Lea"], "Reef": ["Max"]}
    assert len({compass, choir, reef}) == 3


def test_without_a_program_another_one_is_the_first() -> None:
    empty = House()
    with pytest.raises(errors.NotAnAdmin):
        add(empty, "Choir", "Max", profile("Max"))
    assert add(empty, "Choir", "Max") == program_of(empty, "Choir").id


@pytest.mark.parametrize("name", ["Compass", "compass", "  COMPASS "])
def test_a_name_is_unique_in_its_workspace_however_it_is_written(house: House, choir: UUID, name: str) -> None:
    with pytest.raises(errors.FieldsRefused) as refusal:
        add(house, name, "Lou")
    assert refusal.value.fields == {"name": "field.name_taken"}
    with pytest.raises(errors.FieldsRefused), house.work() as work:
        programs.save_program(work, asker("Lou", profile("Lou")), some_terms(name=name))
    with house.work() as work:
        programs.save_program(work, asker("Lea", workspace="T0OTHER"), some_terms(name=name))
    assert house.set_up(name=name) == program_of(house, name).id, "its own name is no other's"


def test_the_word_that_asks_for_another_is_no_name(house: House) -> None:
    with pytest.raises(errors.FieldsRefused) as refusal:
        house.set_up(name="New")
    assert refusal.value.fields == {"name": "field.name_is_a_word"}


def test_a_form_that_is_sent_twice_adds_one_program(house: House) -> None:
    wanted = uuid4()
    for _ in range(2):
        assert add(house, "Choir", "Lea", program=wanted) == wanted
    assert [each.terms.name for each in _all(house)] == ["Compass", "Choir"]


def test_the_id_of_a_new_program_opens_nobody_else_s(house: House, compass: UUID) -> None:
    with pytest.raises(errors.NotALead):
        add(house, "Mine", "Max", program=compass)
    assert program_of(house, "Compass").leads == (house.person("Lea").id,)


def test_of_several_led_the_one_to_change_is_named(house: House, compass: UUID) -> None:
    choir = add(house, "Choir", "Lea")

    def save(program: UUID | None, name: str, who: str = "Lea") -> Program:
        with house.work() as work:
            return programs.save_program(work, asker(who, profile(who)), some_terms(name=name), program=program)

    with pytest.raises(errors.WhichProgram) as refusal:
        save(None, "North")
    assert (refusal.value.wish, refusal.value.choices) == (Wish.PROGRAM, ("Compass", "Choir"))
    assert save(choir, "North").id == choir
    assert {each.terms.name for each in _all(house)} == {"Compass", "North"}
    with pytest.raises(errors.NotALead):
        save(choir, "South", "Max")


def test_an_admin_takes_over_the_orphaned_one_and_no_other(house: House, compass: UUID, choir: UUID) -> None:
    house.refresh(replace(profile("Lou"), is_deleted=True))
    with pytest.raises(errors.NotALead), house.work() as work:
        programs.save_program(work, asker("Max"), some_terms(name="X"), program=compass)
    with house.work() as work:
        programs.save_program(work, asker("Max"), some_terms(name="Choir"))

    assert house.person("Max").id in program_of(house, "Choir").leads
    assert house.person("Max").id not in program_of(house, "Compass").leads


# ── Leading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

Act = Callable[[Work, str, UUID | None], object]

OF_LEADS: dict[str, tuple[Wish, Act]] = {
    "digest": (Wish.DIGEST, lambda work, who, which: digests.read_digest(work, actor(who), which)),
    "needs": (Wish.DIGEST, lambda work, who, which: digests.look_at_needs(work, actor(who), which)),
    "appoint": (Wish.LEAD_ADD, lambda work, who, which: programs.appoint_lead(work, actor(who), profile("Eve"), which)),
    "dismiss": (Wish.LEAD_REMOVE, lambda work, who, which: programs.dismiss_lead(work, actor(who), "U0EVE", which)),
    "invite": (Wish.PAIR, lambda work, who, which: enrolments.invite(work, actor(who), profile("Eve"), which)),
    "rehearse": (Wish.REHEARSE, lambda work, who, which: rehearsal.cast_of(work, actor(who), which)),
    "pair": (
        Wish.PAIR,
        lambda work, who, which: pairing.propose_pair(work, actor(who), profile("Eve"), profile("Ben"), which),
    ),
}


@pytest.mark.parametrize("name", OF_LEADS)
def test_nobody_reaches_a_program_they_do_not_lead(house: House, compass: UUID, choir: UUID, name: str) -> None:
    elsewhere = House()
    other = elsewhere.set_up(lead="Max")
    before = house.state.copy()
    for who, which in (("Lea", choir), ("Lou", compass), ("Lea", other), ("Ana", compass), ("Max", None)):
        with pytest.raises(errors.NotALead), house.work() as work:
            OF_LEADS[name][1](work, who, which)
    assert house.state == before


@pytest.mark.parametrize("name", OF_LEADS)
def test_who_leads_several_names_the_one(house: House, compass: UUID, name: str) -> None:
    add(house, "Choir", "Lea")
    wish, act = OF_LEADS[name]
    with pytest.raises(errors.WhichProgram) as refusal, house.work() as work:
        act(work, "Lea", None)
    assert (refusal.value.wish, refusal.value.choices) == (wish, ("Compass", "Choir"))


def test_who_leads_one_of_several_need_not_name_it(house: House, compass: UUID, choir: UUID) -> None:
    with house.reading() as work:
        assert as_lead(work.tx, actor("Lou"))[0].id == choir
        assert digests.read_digest(work, actor("Lea"))[0].id == compass
        assert digests.read_digest(work, actor("Lou"), choir)[0].id == choir


def test_a_lead_is_shown_the_pairs_of_their_program_alone(house: House, compass: UUID, choir: UUID) -> None:
    first = house.start()
    join(house, "Ana", choir, Role.MENTOR)
    join(house, "Liv", choir, Role.MENTEE)
    second = start(house, "Lou", "Ana", "Liv")
    house.go(days=42)

    with house.work() as work:
        for lead, program, pair in (("Lea", compass, first), ("Lou", choir, second)):
            assert [need.pair for need in digests.look_at_needs(work, actor(lead), program)] == [pair]
    with house.reading() as work:
        assert digests.read_digest(work, actor("Lou"))[1].initiation == 1
    looked = {(house.state.people[look.lead].name, look.pair) for look in house.state.looks.values()}
    assert looked == {("Lea", first), ("Lou", second)}


def test_what_may_not_have_arrived_shows_to_the_leads_of_its_program(house: House, choir: UUID) -> None:
    house.start()
    (introduction,) = (entry for entry in house.claim() if entry.notice.kind is NoticeKind.INTRODUCTION)
    house.record(introduction, Unsure(reason="time-out"))

    with house.reading() as work:
        assert [len(homes.read_home(work, actor(name)).waiting) for name in ("Lea", "Lou")] == [1, 0]


def test_a_request_for_help_goes_to_the_leads_of_that_pair_s_program(house: House, choir: UUID) -> None:
    house.start()
    join(house, "Ana", choir, Role.MENTOR)
    join(house, "Liv", choir, Role.MENTEE)
    pair = start(house, "Lou", "Ana", "Liv")
    house.live(9)
    house.send("Liv", house.write("Liv", pair, visibility=Visibility.LEAD).id)

    assert house.readers(NoticeKind.HELP_ASKED) == ["Lou"]


# ── Pairing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lead_of_several_pairs_two_in_the_one_that_fits(house: House, compass: UUID) -> None:
    choir = add(house, "Choir", "Lea")
    join(house, "Ana", choir, Role.MENTEE)
    join(house, "Ben", choir, Role.MENTEE)
    fits = house.propose()
    assert house.facts(fits).program.id == compass, "in the choir Ana is no mentor"
    join(house, "Kim", choir, Role.MENTOR)
    join(house, "Kim", compass, Role.MENTOR)
    join(house, "Liv", choir, Role.MENTEE)
    join(house, "Liv", compass, Role.MENTEE)

    with pytest.raises(errors.WhichProgram) as refusal:
        house.propose("Kim", "Liv")
    assert refusal.value.choices == ("Compass", "Choir")
    assert house.facts(start(house, "Lea", "Kim", "Liv", choir)).program.id == choir
    with pytest.raises(errors.NotEnrolled) as missing, house.work() as work:
        pairing.propose_pair(work, actor("Lea"), profile("Kim"), profile("Max"), choir)
    assert missing.value.facts == {"program": str(choir)}


def test_a_mentee_has_one_mentor_in_each_program(house: House, choir: UUID) -> None:
    house.start()
    join(house, "Kim", choir, Role.MENTOR)
    join(house, "Ben", choir, Role.MENTEE)
    start(house, "Lou", "Kim", "Ben")
    join(house, "Ana", choir, Role.MENTOR)

    with house.reading() as work:
        mentors = [each.facts.mentor.name for each in homes.read_home(work, actor("Ben")).pairs]
    assert mentors == ["Ana", "Kim"]
    with pytest.raises(errors.AlreadyPaired), house.work() as work:
        pairing.propose_pair(work, actor("Lou"), profile("Ana"), profile("Ben"))


def test_an_invitation_is_to_that_program(house: House, choir: UUID) -> None:
    with house.work() as work:
        enrolments.invite(work, actor("Lea"), profile("Eve"))
        enrolments.invite(work, actor("Lou"), profile("Eve"), choir)

    assert [entry.notice.program for entry in house.entries(NoticeKind.INVITED)] == [
        program_of(house, "Compass").id,
        choir,
    ]
    assert {entry.notice.to for entry in house.entries(NoticeKind.INVITED)} == {ToPerson(person=house.person("Eve").id)}


# ── Taking part ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_joins_says_which_program_and_it_is_of_this_workspace(house: House, choir: UUID) -> None:
    other = House().set_up(lead="Max")
    for which in (None, other):
        with pytest.raises(errors.WhichProgram) as refusal, house.work() as work:
            enrolments.join(work, actor("Max"), profile("Max"), FORM, which)
        assert (refusal.value.wish, refusal.value.choices) == (Wish.JOIN, ("Compass", "Choir"))
    assert "Max" not in {each.name for each in house.state.people.values()}


def test_whoever_joins_a_second_program_takes_as_many_mentees_there(house: House, compass: UUID, choir: UUID) -> None:
    with house.work() as work:
        enrolments.change_availability(work, actor("Ana"), AFTERNOONS)
    join(house, "Ana", choir, Role.MENTOR)
    assert _capacities(house, "Ana") == {compass: 1, choir: 1}

    with house.work() as work:
        enrolments.change_availability(work, actor("Ana"), replace(AFTERNOONS, capacity=2))
    assert _capacities(house, "Ana") == {compass: 2, choir: 2}
    with house.work() as work:
        enrolments.leave(work, actor("Ana"), choir)
        enrolments.change_availability(work, actor("Ana"), replace(AFTERNOONS, capacity=5))
    assert _capacities(house, "Ana") == {compass: 5, choir: 2}, "what was left is left alone"


def test_leaving_one_program_leaves_the_other_as_it_is(house: House, compass: UUID, choir: UUID) -> None:
    first = house.start()
    join(house, "Ana", choir, Role.MENTOR)
    join(house, "Liv", choir, Role.MENTEE)
    second = start(house, "Lou", "Ana", "Liv")
    with pytest.raises(errors.WhichProgram) as refusal:
        house.leave("Ana")
    assert (refusal.value.wish, refusal.value.choices) == (Wish.LEAVE, ("Compass", "Choir"))
    with house.reading() as work:
        assert [each.mentee.name for each in enrolments.pairs_left(work, actor("Ana"), choir)] == ["Liv"]
    with pytest.raises(errors.NotPartOfProgram), house.work() as work:
        enrolments.leave(work, actor("Ben"), choir)

    with house.work() as work:
        assert enrolments.leave(work, actor("Ana"), choir) == 1
    assert house.facts(second).pair.ended_at == house.now
    assert house.facts(first).pair.ended_at is None
    assert house.leave("Ana") == 1, "now there is one left, and it need not be named"


def test_home_has_every_program_and_the_contacts_of_those_one_is_in(house: House, compass: UUID, choir: UUID) -> None:
    house.set_up(outside=profile("Max"))
    join(house, "Ben", choir)
    join(house, "Liv", choir)

    def seen(name: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
        with house.reading() as work:
            scene = homes.read_home(work, actor(name))
            assert len(scene.places) == 2
            return [place.program.terms.name for place in scene.taken], *homes.contacts(work, actor(name))

    assert seen("Ben") == (["Compass", "Choir"], ("U0LEA", "U0LOU"), ("U0MAX",))
    assert seen("Ana") == (["Compass"], ("U0LEA",), ("U0MAX",))
    assert seen("Liv") == (["Choir"], ("U0LOU",), ())
    assert seen("Lou") == ([], ("U0LOU",), ())
    assert seen("Nobody") == ([], ("U0LEA",), ("U0MAX",)), "a stranger has those of the first program"
    with house.work() as work:
        enrolments.leave(work, actor("Liv"), choir)
    assert seen("Liv") == ([], ("U0LOU",), ()), "who left still has those they knew"


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_program_is_found_by_its_name_however_it_is_typed(house: House, compass: UUID) -> None:
    choir = add(house, "North Choir", "Lou")

    def which(who: str, name: str, wish: Wish) -> UUID | None:
        with house.reading() as work:
            return named(work.tx, actor(who), name, wish)

    assert which("Max", "north  CHOIR", Wish.JOIN) == choir
    assert which("Lea", "North Choir", Wish.DIGEST) == choir, "who may reach it is asked of the id"
    assert which("Lea", "", Wish.DIGEST) is None
    for who, wish, choices in (
        ("Max", Wish.JOIN, ("Compass", "North Choir")),
        ("Lea", Wish.DIGEST, ("Compass",)),
        ("Ana", Wish.LEAVE, ("Compass",)),
    ):
        with pytest.raises(errors.UnknownProgram) as refusal:
            which(who, "Nort", wish)
        assert (refusal.value.name, refusal.value.wish, refusal.value.choices) == ("Nort", wish, choices)
    assert which("Max", "Nort", Wish.LEAVE) is None
    assert which("Max", "Nort", Wish.PAIR) is None


def test_with_one_program_no_name_is_needed_and_none_is_shown() -> None:
    house = opened()
    with house.reading() as work:
        (program,) = _all(house)
        assert named(work.tx, actor("Lea"), "compass", Wish.DIGEST) == program.id
        assert named(work.tx, actor("Lea"), "", Wish.DIGEST) is None
        assert label_of(work.tx, program) is None
    add(house, "Choir", "Lou")
    with house.reading() as work:
        assert label_of(work.tx, program) == "Compass"


def test_a_name_that_nobody_knows_is_refused_with_one_program_too() -> None:
    house = opened()
    with house.reading() as work:
        for who, wish in (("Lea", Wish.DIGEST), ("Max", Wish.JOIN), ("Ana", Wish.LEAVE)):
            with pytest.raises(errors.UnknownProgram) as refusal:
                named(work.tx, actor(who), "Nursery", wish)
            assert (refusal.value.name, refusal.value.choices) == ("Nursery", ("Compass",))
        assert named(work.tx, actor("Max"), "Nursery", Wish.DIGEST) is None, (
            "who leads nothing hears that, and no names"
        )


def _all(house: House) -> list[Program]:
    return list(house.state.programs.values())


def _capacities(house: House, name: str) -> dict[UUID, int]:
    person = house.person(name).id
    return {each.program: each.capacity for each in house.state.enrolments.values() if each.person == person}


def test_two_who_are_together_twice_are_told_apart_by_the_program_and_others_are_not(house: House, pair: UUID) -> None:
    nursery = add(house, "Nursery", "Lou")
    for name in ("Ana", "Ben", "Max"):
        join(house, name, nursery)
    other = start(house, "Lou", "Max", "Ana", nursery)
    assert not any(house.facts(each).are_together_elsewhere for each in (pair, other))

    with house.work() as work:
        proposed = pairing.propose_pair(work, actor("Lou"), profile("Ben"), profile("Max"), nursery).id
    assert not house.facts(proposed).are_together_elsewhere
    with house.work() as work:
        enrolments.leave(work, actor("Max"), nursery)
    twin = start(house, "Lou", "Ben", "Ana", nursery)
    assert house.facts(pair).are_together_elsewhere, "also the other way round"
    assert house.facts(twin).are_together_elsewhere
