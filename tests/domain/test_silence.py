"""Laws of the ladder: silence is what nobody answered, and a sign of either takes it away."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.cadence import add_working_days
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.meetings import CheckIn, Outcome
from bot.domain.pairs import Side
from bot.domain.prompts import plan
from bot.domain.silence import LAST, RUNGS, due_at, is_exhausted, is_left_in_peace, prompt_name, silent_since
from scheduler.prompts import PROMPTS
from scheduler.prompts.silence import SilencePrompt
from tests.domain.pairs_in_time import known
from tests.support.papers_of_the_house import an_occurrence
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

ASKED = NOW + timedelta(days=8)
DAY = timedelta(days=1)


def asked(at: datetime = ASKED, answered_at: datetime | None = None) -> tuple[CheckIn, CheckIn]:
    """Both were asked; Ben answered, or nobody did."""
    outcome = Outcome.MET if answered_at else None
    return (
        CheckIn(person=ana().id, number=1, asked_at=at),
        CheckIn(person=ben().id, number=1, asked_at=at, outcome=outcome, answered_at=answered_at),
    )


def facts(**changed: object) -> PairFacts:
    """Ana and Ben, asked about their first meeting and silent since."""
    started = known(pair=a_pair(started_at=NOW))
    return replace(started, **({"checks": asked()} | changed))  # type: ignore[arg-type]


def said(rung: int, at: datetime) -> PairFacts:
    """The same, with a rung said to Ben."""
    row = an_occurrence(prompt=prompt_name(rung), state=OccurrenceState.DONE, finished_at=at)
    return facts(occurrences=(row,))


def test_who_was_not_asked_is_not_silent() -> None:
    assert silent_since(facts(checks=())) is None
    assert due_at(facts(checks=()), 1) is None


def test_an_answer_of_either_counts_for_both() -> None:
    assert silent_since(facts()) == ASKED
    assert silent_since(facts(checks=asked(answered_at=ASKED + DAY))) is None


def test_who_is_asked_later_about_a_meeting_the_other_has_told_of_is_not_silent() -> None:
    later = CheckIn(person=ana().id, number=1, asked_at=ASKED + 2 * DAY)
    told = asked(answered_at=ASKED + DAY)[1]
    assert silent_since(facts(checks=(told, later))) is None
    unanswered = CheckIn(person=ben().id, number=2, asked_at=ASKED + 14 * DAY)
    assert silent_since(facts(checks=(told, later, unanswered))) == unanswered.asked_at


@pytest.mark.parametrize("sign", ["sign_at", "resumed_at"])
def test_every_sign_of_life_takes_the_ladder_away(sign: str) -> None:
    heard = facts(pair=replace(a_pair(started_at=NOW), **{sign: ASKED + DAY}))  # type: ignore[arg-type]
    assert silent_since(heard) is None


@pytest.mark.parametrize("rung", range(1, LAST + 1))
def test_a_rung_is_reached_after_its_days_on_which_both_work(rung: int) -> None:
    days, sides = RUNGS[rung - 1]
    for side in Side:
        due = SilencePrompt(rung).next_due(facts(), side)
        assert (due is not None) is (side in sides)
        if due:
            assert due.at >= add_working_days(ASKED, days, (ana(), ben()))


def test_holidays_and_days_off_do_not_count() -> None:
    plain = due_at(facts(), 1)
    holiday = frozenset({(ASKED + DAY).date()})
    for people in ({"mentor": ana(days_off=holiday)}, {"mentee": ben(days_off=holiday)}):
        later = due_at(facts(**people), 1)
        assert plain is not None
        assert later is not None
        assert later > plain


def test_somebody_away_for_weeks_is_not_silent_meanwhile() -> None:
    away = ben(away_from=(ASKED + DAY).date(), away_until=(ASKED + 22 * DAY).date())
    due = due_at(facts(mentee=away), 1)
    assert due is not None
    assert due.date() > date.fromordinal((ASKED + 22 * DAY).date().toordinal())


def test_each_rung_is_said_once_in_a_silence_and_again_in_the_next() -> None:
    assert SilencePrompt(1).next_due(said(1, ASKED + 9 * DAY), Side.MENTEE) is None
    later = replace(
        said(1, ASKED + 9 * DAY),
        checks=asked(at=ASKED + 30 * DAY),
        pair=a_pair(started_at=NOW, sign_at=ASKED + 29 * DAY),
    )
    again = SilencePrompt(1).next_due(later, Side.MENTEE)
    assert again is not None
    assert again.number == 2


def test_after_the_last_rung_only_the_other_s_last_rung_half_time_and_the_end_are_planned() -> None:
    pair = a_pair(started_at=NOW, ends_on=(NOW + timedelta(weeks=26)).date())
    quiet = replace(said(LAST, ASKED + 30 * DAY), pair=pair)

    assert is_exhausted(quiet)
    assert is_left_in_peace(quiet)
    unasked = {prompt.name for prompt in PROMPTS if prompt.is_unasked}
    left = {row.prompt for row in plan(quiet, PROMPTS)} & unasked
    assert left == {"half_time", "closure_opens", prompt_name(LAST)}


def test_who_asked_for_quiet_hears_of_half_time_and_of_the_end() -> None:
    pair = a_pair(started_at=NOW, ends_on=(NOW + timedelta(weeks=26)).date(), hushed_at=ASKED, sign_at=ASKED)
    unasked = {prompt.name for prompt in PROMPTS if prompt.is_unasked}
    left = {row.prompt for row in plan(facts(pair=pair), PROMPTS)} & unasked

    assert left == {"half_time", "closure_opens"}


def test_nothing_is_asked_while_one_of_the_two_is_away_without_a_date() -> None:
    resting = ben(away_from=NOW.date())
    unasked = {prompt.name for prompt in PROMPTS if prompt.is_unasked}

    assert {row.prompt for row in plan(facts(mentee=resting), PROMPTS)} & unasked == set()
