"""Laws of the kickoff: each alone, then only what differs; what nobody settled stays open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import beginnings
from bot.domain.agreement import Terms
from bot.domain.facts import PairFacts
from bot.domain.kickoff import (
    ITEMS,
    FreeLines,
    KickoffAnswer,
    answer_of,
    differences,
    is_known,
    terms_from,
    usual_choices,
    usual_review,
)
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from tests.domain.pairs_in_time import DAY, known
from tests.support.papers_of_the_house import an_agreement
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

USUAL = usual_choices(Rhythm.FORTNIGHTLY, (ana(), ben()))
answers = st.fixed_dictionaries({item: st.sampled_from(codes) for item, codes in ITEMS.items()})
sides = st.sampled_from(Side)


def answered(side: Side, at: datetime | None = NOW, **chosen: str) -> KickoffAnswer:
    """One side's answer: the usual choices but for those named."""
    pair = a_pair()
    return KickoffAnswer(pair=pair.id, person=pair.person_on(side), choices=USUAL | chosen, finished_at=at)


def with_answers(*given_: KickoffAnswer) -> PairFacts:
    """Ana and Ben with these answers."""
    return known(kickoff=given_)


def test_the_usual_choices_are_ones_that_can_be_made() -> None:
    assert USUAL.keys() == ITEMS.keys()
    assert all(is_known(item, code) for item, code in USUAL.items())
    assert not is_known("rhythm", "daily")
    assert not is_known("salary", "high")


@pytest.mark.parametrize(
    ("locales", "language"),
    [
        (("de-DE", "de_AT"), "de"),
        (("de-DE", "fr-FR"), "en"),
        (("en-GB", "en-US"), "en"),
        (("xx-XX", "xx"), "en"),
    ],
)
def test_the_usual_language_is_the_one_that_both_read(locales: tuple[str, str], language: str) -> None:
    people = (ana(locale=locales[0]), ben(locale=locales[1]))

    assert usual_choices(Rhythm.WEEKLY, people)["language"] == language


@given(answers, answers)
def test_what_is_the_same_is_settled_and_the_rest_differs(one: dict[str, str], other: dict[str, str]) -> None:
    found = differences(one, other)

    assert found == differences(other, one)
    assert all((one[item] != other[item]) is (item in found) for item in ITEMS)
    assert list(found) == [item for item in ITEMS if item in found]


@given(answers, st.sets(st.sampled_from(list(ITEMS))))
def test_terms_say_what_was_settled_and_leave_the_rest_open(chosen: dict[str, str], left_open: set[str]) -> None:
    terms = terms_from({item: code for item, code in chosen.items() if item not in left_open}, FreeLines(tz="UTC"))

    for item, code in chosen.items():
        found = getattr(terms, item)
        assert found is None if item in left_open else str(found) == code
    assert terms_from({}, FreeLines(tz="UTC")) == Terms(tz="UTC")


@pytest.mark.parametrize("item", ITEMS)
def test_a_code_nobody_could_choose_is_refused_by_name(item: str) -> None:
    with pytest.raises(ValueError, match=item):
        terms_from({item: "nonsense"}, FreeLines(tz="UTC"))


@given(st.lists(st.tuples(sides, st.sampled_from(list(ITEMS)), st.booleans()), max_size=12))
def test_in_any_order_nobody_sees_the_others_answer_before_giving_theirs(steps: list[tuple[Side, str, bool]]) -> None:
    kept: dict[Side, KickoffAnswer] = {}
    for side, item, is_last in steps:
        before = kept.get(side, KickoffAnswer(pair=a_pair().id, person=a_pair().person_on(side)))
        chosen = dict(before.choices) | {item: ITEMS[item][-1]}
        kept[side] = replace(before, choices=chosen, finished_at=NOW if is_last else before.finished_at)
        facts = with_answers(*kept.values())
        is_both = len(kept) == len(Side) and all(each.finished_at for each in kept.values())

        assert beginnings.are_both_in(facts) is is_both
        for each in Side:
            own = kept.get(each)
            assert beginnings.choices_of(facts, each) == USUAL | dict(own.choices if own else {})
            assert beginnings.has_answered(facts, each) is bool(own and own.finished_at)
            if is_both or not beginnings.has_answered(facts, each):
                assert beginnings.alone_from(facts, each) is None


def test_a_new_round_begins_without_the_old_answers() -> None:
    old, new = answered(Side.MENTOR), replace(answered(Side.MENTEE, None), round=2)

    assert answer_of((old, new), ana().id) is None
    assert answer_of((old, new), ben().id) == new


def test_one_may_start_alone_after_seven_working_days_of_both() -> None:
    alone = with_answers(answered(Side.MENTEE))
    part_time = replace(alone, mentor=ana(working_days=frozenset({0, 1})))

    assert beginnings.alone_from(alone, Side.MENTEE) == datetime(2026, 3, 11, 9, tzinfo=UTC)
    assert beginnings.alone_from(part_time, Side.MENTEE) == datetime(2026, 3, 24, 9, tzinfo=UTC)
    assert beginnings.alone_from(alone, Side.MENTOR) is None
    assert beginnings.alone_from(with_answers(answered(Side.MENTEE, None)), Side.MENTEE) is None
    both = with_answers(answered(Side.MENTEE), answered(Side.MENTOR))
    assert beginnings.alone_from(both, Side.MENTEE) is None
    assert beginnings.alone_from(replace(alone, agreements=(an_agreement(),)), Side.MENTEE) is None


def test_the_kickoff_waits_for_who_has_not_answered_then_for_both_and_then_for_nobody() -> None:
    def waits(facts: PairFacts) -> list[Side]:
        return [side for side in Side if beginnings.waits_for_kickoff(facts, side)]

    both = with_answers(answered(Side.MENTEE), answered(Side.MENTOR))
    assert waits(with_answers()) == list(Side)
    assert waits(with_answers(answered(Side.MENTEE))) == [Side.MENTOR]
    assert waits(both) == list(Side)
    assert waits(replace(both, agreements=(an_agreement(),))) == []


@pytest.mark.parametrize(
    ("ends_on", "review"),
    [
        (None, date(2026, 6, 1)),
        (date(2026, 8, 31), date(2026, 6, 1)),
        (date(2026, 5, 1), date(2026, 4, 1)),
        (date(2026, 3, 3), date(2026, 3, 3)),
        (date(2026, 3, 1), date(2026, 6, 1)),
    ],
)
def test_the_usual_review_is_half_way_or_in_three_months(ends_on: date | None, review: date) -> None:
    assert usual_review(NOW.date(), ends_on) == review
    assert usual_review(NOW.date(), ends_on) - NOW.date() <= timedelta(days=91)
    assert usual_review(NOW.date(), ends_on) >= NOW.date() + DAY
