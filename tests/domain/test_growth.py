"""Laws of growth: shown on evidence alone, never while somebody is not ready."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import growth
from bot.domain.facts import PairFacts
from bot.domain.growth import Evidence
from bot.domain.pairs import Move
from bot.domain.stages import Stage, Status
from tests.domain.pairs_in_time import DAY, known, met
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, ana

READY = known(checks=met(1, 2), agreements=(a_signed_agreement(),), goals=(a_goal(),))


def test_two_meetings_a_signed_agreement_and_a_goal_speak_for_growth() -> None:
    assert growth.evidence(READY, NOW) == Evidence(to=Stage.GROWTH, numbers={"version": 1, "meetings": 2, "goals": 1})


@pytest.mark.parametrize(
    "facts",
    [
        replace(READY, checks=met(1)),
        replace(READY, checks=()),
        replace(READY, agreements=()),
        replace(READY, goals=()),
        replace(READY, goals=(a_goal().drop(NOW),)),
        replace(READY, agreements=(an_agreement(),)),
        replace(READY, pair=a_pair(stage=Stage.GROWTH)),
        replace(READY, pair=a_pair(stage=Stage.CLOSURE)),
        replace(READY, pair=a_pair(status=Status.PAUSED)),
        replace(READY, pair=a_pair(status=Status.ENDED)),
    ],
)
def test_without_the_evidence_nothing_is_proposed(facts: PairFacts) -> None:
    assert growth.evidence(facts, NOW) is None


def test_who_went_back_to_the_first_stage_meets_anew_before_growth_is_proposed() -> None:
    back = max(check.asked_at for check in READY.checks) + DAY
    again = replace(READY, pair=replace(READY.pair, stage_since=back))

    assert growth.evidence(again, NOW) is None
    later = replace(again, checks=tuple(replace(check, asked_at=back) for check in again.checks))
    assert growth.evidence(later, NOW) is not None


def test_nothing_is_proposed_to_two_who_begin_anew_until_they_have_met_again() -> None:
    begun = max(check.asked_at for check in READY.checks) + DAY
    anew = replace(READY, pair=replace(READY.pair, beginning=2, begun_at=begun))
    newest = replace(READY.checks[-1], number=3, asked_at=begun + DAY)

    assert growth.evidence(anew, NOW) is None
    assert growth.evidence(replace(anew, checks=(*READY.checks, newest)), NOW) is not None


def test_the_version_in_force_speaks_not_the_newest() -> None:
    amended = replace(READY, agreements=(a_signed_agreement(), an_agreement(version=2)))

    assert growth.evidence(amended, NOW) == Evidence(to=Stage.GROWTH, numbers={"version": 1, "meetings": 2, "goals": 1})
    assert amended.agreement == an_agreement(version=2)
    assert amended.terms == a_signed_agreement().terms


def test_after_not_yet_the_stage_rests_for_four_weeks() -> None:
    until = growth.quiet_until(NOW)
    held = replace(READY, pair=a_pair(quiet_until=until))

    assert until == NOW + 28 * DAY
    assert growth.evidence(held, until - timedelta(seconds=1)) is None
    assert growth.evidence(held, until) is not None


def test_a_confirmed_move_takes_effect_after_a_week() -> None:
    move = Move(to=Stage.GROWTH, confirmed_by=ana().id, at=NOW)

    assert growth.moves_at(move) == NOW + 7 * DAY
    assert growth.waits_for_partner(a_pair(move=move))
    assert not growth.waits_for_partner(a_pair())
