"""Laws of signals: facts of contact alone, so that no reason about a named pair points at one of the two."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings

from bot.domain.facts import PairFacts
from bot.domain.health import Signal, SignalKind, last_contact, signals
from bot.domain.meetings import Outcome
from bot.domain.stages import Status
from tests.domain.pairs_in_time import DAY, asked, known, lived_pairs, met, with_swapped_answers
from tests.support.papers_of_the_house import a_signed_agreement, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

STARTED = a_pair(started_at=NOW)


def kinds(facts: PairFacts, now: datetime) -> list[SignalKind]:
    """What the bot noticed."""
    return [signal.kind for signal in signals(facts, now)]


@settings(max_examples=50)
@given(lived_pairs())
def test_signals_do_not_depend_on_who_answered_what(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn

    assert signals(with_swapped_answers(facts), now) == signals(facts, now)


@settings(max_examples=50)
@given(lived_pairs())
def test_of_an_answer_signals_know_only_whether_they_met(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn
    blunt = {Outcome.MET: Outcome.MET, Outcome.NOT_YET: Outcome.SKIP, Outcome.MOVED: Outcome.SKIP}
    checks = tuple(
        replace(check, outcome=check.outcome and blunt.get(check.outcome, Outcome.NOT_YET)) for check in facts.checks
    )

    assert signals(replace(facts, checks=checks), now) == signals(facts, now)


@settings(max_examples=50)
@given(lived_pairs())
def test_signals_know_nothing_of_feedback(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn
    written = replace(facts, feedback_numbers=((ana().id, 1), (ben().id, 2)))

    assert signals(written, now) == signals(facts, now)
    assert {line.name for line in fields(Signal)} == {"kind", "since"}


@settings(max_examples=50)
@given(lived_pairs())
def test_only_a_living_pair_has_signals(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn
    if facts.pair.status is not Status.ACTIVE:
        assert signals(facts, now) == ()
    assert signals(replace(facts, pair=replace(facts.pair, started_at=None)), now) == ()


def test_a_pair_without_a_meeting_shows_after_ten_working_days() -> None:
    facts = known(pair=STARTED)
    tenth = NOW + 14 * DAY

    assert kinds(facts, tenth - timedelta(seconds=1)) == []
    assert signals(facts, tenth) == (Signal(kind=SignalKind.NOT_STARTED, since=date(2026, 3, 2)),)
    assert kinds(replace(facts, checks=met(1)), tenth) == []


def test_leave_stops_the_clock_of_a_pair_that_has_not_met() -> None:
    away = ben(away_until=date(2026, 3, 16))

    assert kinds(known(pair=STARTED, mentee=away), NOW + 24 * DAY) == []
    assert kinds(known(pair=STARTED, mentee=away), NOW + 25 * DAY) == [SignalKind.NOT_STARTED]


def test_silence_shows_after_three_weeks_without_a_sign_of_life() -> None:
    facts = known(pair=STARTED, checks=(*met(1), asked(ben(), 2, at=NOW + DAY)), agreements=(a_signed_agreement(),))
    signed = NOW + timedelta(hours=2)

    assert last_contact(facts) == signed
    assert kinds(facts, signed + 21 * DAY - timedelta(seconds=1)) == []
    assert signals(facts, signed + 21 * DAY) == (Signal(kind=SignalKind.SILENT, since=date(2026, 3, 2)),)


def test_an_answer_of_either_counts_for_both() -> None:
    answered = asked(ana(), 1, Outcome.NOT_YET, NOW, NOW + 20 * DAY)
    facts = known(pair=STARTED, checks=(asked(ben(), 1), answered))

    assert last_contact(facts) == NOW + 20 * DAY
    assert SignalKind.SILENT not in kinds(facts, NOW + 40 * DAY)
    assert SignalKind.SILENT in kinds(facts, NOW + 41 * DAY)


def test_who_was_asked_nothing_is_not_silent() -> None:
    assert last_contact(known()) is None
    assert SignalKind.SILENT not in kinds(known(pair=STARTED), NOW + 60 * DAY)


def test_an_unsigned_agreement_shows_after_six_weeks() -> None:
    facts = known(pair=STARTED, checks=met(1, 2), agreements=(an_agreement(),))

    assert SignalKind.UNSIGNED not in kinds(facts, NOW + 42 * DAY - timedelta(seconds=1))
    assert SignalKind.UNSIGNED in kinds(facts, NOW + 42 * DAY)
    assert SignalKind.UNSIGNED not in kinds(replace(facts, agreements=(a_signed_agreement(),)), NOW + 42 * DAY)


@pytest.mark.parametrize("gone", ["mentor", "mentee"])
def test_a_deactivated_account_is_the_most_pressing_reason(gone: str) -> None:
    facts = known(pair=STARTED, checks=(asked(ben(), 1),))
    if gone == "mentor":
        facts = replace(facts, mentor=ana(is_deactivated=True))
    else:
        facts = replace(facts, mentee=ben(is_deactivated=True))

    assert kinds(facts, NOW + 60 * DAY) == [
        SignalKind.UNREACHABLE,
        SignalKind.SILENT,
        SignalKind.NOT_STARTED,
        SignalKind.UNSIGNED,
    ]


def test_the_day_of_a_signal_is_the_mentor_s() -> None:
    evening = datetime.fromisoformat("2026-03-02T23:30+00:00")
    facts = known(pair=a_pair(started_at=evening), mentor=ana(is_deactivated=True))

    assert signals(facts, evening)[0].since == date(2026, 3, 3)


def test_a_holiday_of_weeks_makes_nobody_silent() -> None:
    facts = known(pair=STARTED, checks=(asked(ben(), 1),))
    off = frozenset(NOW.date() + timedelta(days=each) for each in range(30))
    then = NOW + 22 * DAY

    assert SignalKind.SILENT in kinds(facts, then)
    assert SignalKind.SILENT not in kinds(replace(facts, mentor=ana(days_off=off)), then)
