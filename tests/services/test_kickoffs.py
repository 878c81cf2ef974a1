"""Laws of the kickoff as people live it: blind first, told to both at once, and a draft like any other."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import errors
from bot.domain.agreement import Agreement
from bot.domain.beginnings import are_both_in, choices_of
from bot.domain.facts import PairFacts
from bot.domain.kickoff import ITEMS, FreeLines
from bot.domain.notices import NoticeKind, ToPair
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.services import kickoffs
from tests.services.house import House, actor, opened
from tests.support.papers_of_the_house import agreed

LINES = FreeLines(tz="Europe/Berlin", purpose="grow")
SIDES = {"Ana": Side.MENTOR, "Ben": Side.MENTEE}


def choose(house: House, name: str, pair: UUID, item: str, code: str) -> None:
    """One choice."""
    with house.work() as work:
        kickoffs.save_choice(work, actor(name), pair, item, code)


def finish(house: House, name: str, pair: UUID, **choices: str) -> PairFacts:
    """That is my answer."""
    with house.work() as work:
        return kickoffs.finish_kickoff(work, actor(name), pair, choices)


def settle(house: House, name: str, pair: UUID, settled: Mapping[str, str | None]) -> Agreement:
    """The differences are settled."""
    with house.work() as work:
        return kickoffs.settle_kickoff(work, actor(name), pair, settled, LINES)


def alone(house: House, name: str, pair: UUID) -> Agreement:
    """Start on one's own answers."""
    with house.work() as work:
        return kickoffs.start_alone(work, actor(name), pair)


def test_a_choice_is_kept_as_it_is_made_and_the_last_one_counts(house: House, pair: UUID) -> None:
    choose(house, "Ben", pair, "rhythm", "weekly")
    choose(house, "Ben", pair, "rhythm", "monthly")
    choose(house, "Ben", pair, "agenda", "turns")

    found = choices_of(house.facts(pair), Side.MENTEE)
    assert (found["rhythm"], found["agenda"], found["feedback"]) == ("monthly", "turns", "direct")
    assert choices_of(house.facts(pair), Side.MENTOR)["rhythm"] == "fortnightly"


def test_both_are_told_at_once_and_once_when_both_are_in(house: House, pair: UUID) -> None:
    finish(house, "Ben", pair)
    finish(house, "Ben", pair, rhythm="weekly")
    assert house.entries(NoticeKind.KICKOFF_BOTH) == []
    finish(house, "Ana", pair)
    with pytest.raises(errors.KickoffClosed):
        finish(house, "Ana", pair)

    (told,) = house.entries(NoticeKind.KICKOFF_BOTH)
    assert (told.notice.to, dict(told.notice.facts)) == (ToPair(pair=pair), {})


def test_equal_lines_are_settled_and_nobody_settles_them_otherwise(house: House, pair: UUID) -> None:
    with pytest.raises(errors.NothingAsked):
        settle(house, "Ben", pair, {})
    finish(house, "Ben", pair, rhythm="weekly", minutes="30")
    with pytest.raises(errors.NothingAsked):
        settle(house, "Ben", pair, {})
    finish(house, "Ana", pair)
    version = settle(house, "Ana", pair, {"rhythm": "monthly", "minutes": None, "agenda": "mentor"})

    terms = version.terms
    assert (terms.rhythm, terms.minutes, terms.agenda, terms.purpose) == (Rhythm.MONTHLY, None, "mentee", "grow")
    assert (version.version, version.is_signed_by(house.person("Ana").id)) == (1, True)
    assert len(house.entries(NoticeKind.AGREEMENT_DRAFTED)) == 1
    with pytest.raises(errors.AgreementChanged):
        settle(house, "Ben", pair, {"rhythm": "weekly"})
    assert house.sign("Ben", pair).is_signed
    assert house.facts(pair).pair.rhythm is Rhythm.MONTHLY


def test_a_rhythm_left_open_keeps_the_one_there_was(house: House, pair: UUID) -> None:
    finish(house, "Ben", pair, rhythm="weekly")
    finish(house, "Ana", pair)
    settle(house, "Ana", pair, {})
    house.sign("Ben", pair)

    facts = house.facts(pair)
    assert facts.terms is not None
    assert (facts.terms.rhythm, facts.pair.rhythm) == (None, Rhythm.FORTNIGHTLY)
    schedule = facts.schedule()
    assert schedule is not None
    assert schedule.minutes == 45


def test_who_starts_alone_signs_their_own_answers_and_nothing_of_the_other(house: House, pair: UUID) -> None:
    choose(house, "Ana", pair, "agenda", "mentor")
    finish(house, "Ben", pair, rhythm="weekly")
    house.go(days=8)
    with pytest.raises(errors.NothingAsked):
        alone(house, "Ben", pair)
    house.go(days=1)
    with pytest.raises(errors.NothingAsked):
        alone(house, "Ana", pair)
    version = alone(house, "Ben", pair)

    assert (version.terms.rhythm, version.terms.agenda, version.terms.slot) == (Rhythm.WEEKLY, "mentee", None)
    assert version.terms.ends_on == house.facts(pair).pair.ends_on
    assert [each.person for each in version.signatures] == [house.person("Ben").id]
    with pytest.raises(errors.NothingAsked):
        alone(house, "Ben", pair)
    assert house.sign("Ana", pair).is_signed


def test_once_there_is_an_agreement_the_kickoff_is_over(house: House, pair: UUID) -> None:
    house.draft("Ben", pair, agreed())
    with pytest.raises(errors.KickoffClosed):
        choose(house, "Ana", pair, "agenda", "turns")
    with pytest.raises(errors.KickoffClosed):
        finish(house, "Ana", pair)


def test_what_nobody_could_choose_is_refused_by_its_field(house: House, pair: UUID) -> None:
    for item, code in (("rhythm", "daily"), ("salary", "high")):
        with pytest.raises(errors.FieldsRefused) as refusal:
            choose(house, "Ana", pair, item, code)
        assert set(refusal.value.fields) == {item}
    assert house.facts(pair).kickoff == ()


def test_neither_before_the_start_nor_after_the_end(house: House) -> None:
    pair = house.propose()
    for step in range(2):
        for act in (
            lambda: choose(house, "Ana", pair, "agenda", "turns"),
            lambda: finish(house, "Ana", pair),
            lambda: settle(house, "Ana", pair, {}),
            lambda: alone(house, "Ana", pair),
        ):
            with pytest.raises(errors.PairEnded):
                act()
        if not step:
            house.accept("Ana", pair)
            house.accept("Ben", pair)
            house.leave("Ben")


steps = st.tuples(st.sampled_from(["Ana", "Ben"]), st.sampled_from(list(ITEMS)), st.booleans())


@settings(max_examples=40)
@given(st.lists(steps, min_size=1, max_size=10))
def test_in_any_order_the_answers_are_each_ones_own_and_told_of_only_when_both_are_in(
    acts: list[tuple[str, str, bool]],
) -> None:
    house = opened()
    pair = house.start()
    own: dict[str, dict[str, str]] = {"Ana": {}, "Ben": {}}
    for name, item, is_last in acts:
        closed = are_both_in(house.facts(pair))
        try:
            choose(house, name, pair, item, ITEMS[item][-1])
            own[name][item] = ITEMS[item][-1]
            if is_last:
                finish(house, name, pair)
            assert not closed
        except errors.KickoffClosed:
            assert closed
        facts = house.facts(pair)
        for who, chosen in own.items():
            assert chosen.items() <= choices_of(facts, SIDES[who]).items()
        assert len(house.entries(NoticeKind.KICKOFF_BOTH)) == int(are_both_in(facts))
