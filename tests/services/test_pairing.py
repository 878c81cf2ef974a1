"""Laws of pairing: each is asked alone, refusals are sentences, no and silence are one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain import errors
from bot.domain.errors import Slot
from bot.domain.notices import NoticeKind, ToPair, ToPerson
from bot.domain.people import Availability, Profile
from bot.domain.programs import Rhythm, Role
from bot.domain.stages import Event, Stage, Status
from bot.services import enrolments, pairing
from tests.services.house import House, actor, opened, profile

Plot = Callable[[House], None]
Story = list[tuple[NoticeKind, dict[str, Slot], datetime]]


def propose(house: House, mentor: Profile, mentee: Profile, who: str = "Lea") -> None:
    """Somebody proposes."""
    with house.work() as work:
        pairing.propose_pair(work, actor(who), mentor, mentee)


ANA, BEN = profile("Ana"), profile("Ben")


@pytest.mark.parametrize(
    ("mentor", "mentee", "refusal"),
    [
        (ANA, ANA, errors.SamePerson),
        (replace(ANA, is_bot=True), BEN, errors.NotAPerson),
        (ANA, replace(BEN, is_bot=True), errors.NotAPerson),
        (replace(ANA, is_deleted=True), BEN, errors.Deactivated),
        (ANA, replace(BEN, is_deleted=True), errors.Deactivated),
        (ANA, replace(BEN, is_guest=True), errors.IsAGuest),
        (ANA, replace(BEN, is_stranger=True), errors.IsAStranger),
        (ANA, profile("Max"), errors.NotEnrolled),
        (profile("Max"), BEN, errors.NotEnrolled),
        (profile("Lea"), BEN, errors.NotEnrolled),
        (BEN, ANA, errors.WrongRole),
    ],
)
def test_who_cannot_be_paired_is_refused_by_name(
    house: House, mentor: Profile, mentee: Profile, refusal: type[errors.RuleBroken]
) -> None:
    before = house.state.copy()
    with pytest.raises(refusal):
        propose(house, mentor, mentee)
    assert house.state == before


@pytest.mark.parametrize("name", ["Ana", "Ben", "Max"])
def test_only_leads_propose(house: House, name: str) -> None:
    with pytest.raises(errors.NotALead):
        propose(house, ANA, BEN, name)


def test_who_left_is_not_paired(house: House) -> None:
    house.leave("Ana")
    with pytest.raises(errors.NotEnrolled) as refusal:
        house.propose()
    assert refusal.value.people == {"person": "U0ANA"}


def test_a_mentee_has_one_mentor_at_a_time_in_a_program(house: House) -> None:
    house.join("Eve", Role.MENTOR)
    pair = house.propose()
    for _ in ("while proposed", "while active"):
        with pytest.raises(errors.AlreadyPaired) as refusal:
            house.propose("Eve", "Ben")
        assert refusal.value.people == {"mentee": "U0BEN"}
        if house.facts(pair).pair.status is Status.PROPOSED:
            house.accept("Ana", pair)
            house.accept("Ben", pair)
    house.leave("Ana")

    assert house.start("Eve", "Ben") != pair


def test_a_mentor_takes_no_more_than_they_said(house: House) -> None:
    for name in ("Kim", "Liv", "Moe"):
        house.join(name, Role.MENTEE)
    house.start()
    house.propose("Ana", "Kim")
    house.propose("Ana", "Liv")
    with pytest.raises(errors.CapacityReached) as refusal:
        house.propose("Ana", "Moe")
    assert (refusal.value.people, refusal.value.facts) == ({"mentor": "U0ANA"}, {"capacity": 3})

    four = Availability(
        working_days=frozenset(range(5)),
        window_start=house.person("Ana").window_start,
        window_end=house.person("Ana").window_end,
        capacity=4,
    )
    with house.work() as work:
        enrolments.change_availability(work, actor("Ana"), four)
    house.propose("Ana", "Moe")


def test_the_mentor_is_asked_alone_and_then_the_mentee(house: House) -> None:
    pair = house.propose()
    assert house.readers(NoticeKind.PROPOSAL) == ["Ana"]
    with pytest.raises(errors.ProposalGone):
        house.accept("Ben", pair)

    house.accept("Ana", pair)
    assert house.readers(NoticeKind.PROPOSAL) == ["Ana", "Ben"]
    assert house.entries(NoticeKind.INTRODUCTION) == []
    with pytest.raises(errors.SaidYesAlready):
        house.accept("Ana", pair)

    started = house.accept("Ben", pair)
    assert (started.status, started.stage, started.rhythm) == (Status.ACTIVE, Stage.INITIATION, Rhythm.FORTNIGHTLY)
    assert (started.started_at, started.ends_on) == (house.now, date(2026, 8, 31))
    assert [(line.seq, line.event, line.actor) for line in house.history(pair)] == [
        (1, Event.START, house.person("Ben").id)
    ]
    (introduction,) = house.entries(NoticeKind.INTRODUCTION)
    assert introduction.notice.to == ToPair(pair=pair)


def test_an_open_ended_program_makes_open_ended_pairs(house: House) -> None:
    house.set_up(weeks=None, rhythm=Rhythm.WEEKLY)
    pair = house.start()

    assert house.facts(pair).pair.ends_on is None
    assert house.facts(pair).pair.rhythm is Rhythm.WEEKLY


def test_an_answer_is_taken_for_three_working_days(house: House) -> None:
    pair = house.propose()
    house.go(days=3, microseconds=-1)
    house.accept("Ana", pair)
    house.go(days=5)  # a weekend lies in between
    with pytest.raises(errors.ProposalGone):
        house.accept("Ben", pair)
    with pytest.raises(errors.ProposalGone):
        house.decline("Ben", pair)


def silent_from_the_start(house: House) -> None:
    """Ana never answers."""
    house.propose()


def mentor_says_no(house: House) -> None:
    """Ana says no."""
    pair = house.propose()
    house.go(hours=5)
    house.decline("Ana", pair)
    with pytest.raises(errors.ProposalGone):
        house.decline("Ana", pair)


def mentor_leaves(house: House) -> None:
    """Ana leaves the program."""
    house.propose()
    house.go(hours=5)
    house.leave("Ana")


def mentee_stays_silent(house: House) -> None:
    """Ana says yes, Ben nothing."""
    pair = house.propose()
    house.go(hours=5)
    house.accept("Ana", pair)


def mentee_says_no(house: House) -> None:
    """Ana says yes, Ben no."""
    mentee_stays_silent(house)
    house.go(hours=5)
    house.decline("Ben", next(iter(house.state.pairs)))


def mentee_is_deactivated(house: House) -> None:
    """Ana says yes, Ben's account goes."""
    mentee_stays_silent(house)
    house.go(hours=5)
    house.refresh(replace(BEN, is_deleted=True))


def read_by(house: House, name: str) -> Story:
    """What somebody reads of a proposal that came to nothing, and when."""
    house.go(hours=1)
    reader = ToPerson(person=house.person(name).id)
    found: Story = []
    while house.now < opened().now + timedelta(days=14):
        house.tick_all()
        mine = [notice for notice in house.deliver() if notice.to == reader]
        found += [
            (notice.kind, dict(notice.facts), house.now) for notice in mine if notice.kind is not NoticeKind.PROPOSAL
        ]
        house.go(hours=1)
    return found


@pytest.mark.parametrize(
    "plot", [mentor_says_no, mentor_leaves, mentee_stays_silent, mentee_says_no, mentee_is_deactivated]
)
def test_no_and_silence_are_one_to_the_lead(plot: Plot) -> None:
    def read(told: Plot) -> Story:
        house = opened()
        told(house)
        house.now = opened().now + timedelta(hours=10)
        return read_by(house, "Lea")

    assert read(plot) == read(silent_from_the_start) != []


def test_no_and_silence_are_one_to_a_mentor_who_said_yes() -> None:
    def read(told: Plot) -> Story:
        house = opened()
        told(house)
        house.now = opened().now + timedelta(hours=10)
        return read_by(house, "Ana")

    assert read(mentee_says_no) == read(mentee_stays_silent) != []
    assert read(silent_from_the_start) == read(mentor_says_no) == []


def test_a_closed_proposal_leaves_the_mentee_free_for_another(house: House) -> None:
    mentor_says_no(house)
    with pytest.raises(errors.AlreadyPaired):
        house.propose()
    house.live(10)

    assert house.facts(next(iter(house.state.pairs))).pair.status is Status.ENDED
    assert house.start() in house.state.pairs


def test_a_mentor_who_is_gone_is_not_told_that_the_proposal_closed(house: House) -> None:
    mentee_stays_silent(house)
    house.refresh(replace(ANA, is_deleted=True))
    house.live(10)

    assert house.readers(NoticeKind.PROPOSAL_CLOSED) == ["Lea"]
