"""Laws of maturity: a kept rhythm through growth and progress on a goal speak for it, and meetings get rarer."""

from dataclasses import replace

import pytest

from bot.domain import growth
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import Progress
from bot.domain.growth import Evidence
from bot.domain.meetings import Meeting
from bot.domain.pairs import change
from bot.domain.programs import Rhythm
from bot.domain.stages import Event, Stage, Status
from tests.domain.pairs_in_time import DAY, known, met
from tests.support.goals_of_the_house import a_note
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed
from tests.support.people_of_the_house import NOW, a_pair, ana

SINCE = NOW + 20 * DAY
LATER = NOW + 100 * DAY
IN_GROWTH = a_pair(stage=Stage.GROWTH, stage_since=SINCE)
NOTE = a_note(goal=a_goal().id, at=NOW + 50 * DAY)


def meetings(*numbers: int) -> tuple[Meeting, ...]:
    """Fortnightly meetings; the first two come before growth."""
    return tuple(Meeting(pair=IN_GROWTH.id, number=each, expected_at=NOW + 14 * (each - 1) * DAY) for each in numbers)


def lived(*held: int, expected: int = 6, **more: object) -> PairFacts:
    """Growth through meetings 3 to `expected`, of which these were held."""
    made = known(
        pair=IN_GROWTH,
        meetings=meetings(*range(1, expected + 1)),
        checks=met(1, 2, *held),
        goals=(a_goal(),),
        goal_notes=(NOTE,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "expected", "speaks"),
    [
        ((3, 4, 5), 5, True),
        ((3, 4), 4, False),
        ((3, 4, 5), 6, True),
        ((3, 5, 6), 6, True),
        ((3, 5), 6, False),
        ((3, 4, 5, 8), 8, False),
        ((3, 4, 6, 7, 8), 8, True),
    ],
)
def test_three_of_the_last_four_meetings_of_growth_are_a_rhythm(
    held: tuple[int, ...], expected: int, speaks: bool
) -> None:
    found = growth.evidence(lived(*held, expected=expected), LATER)

    assert (found is not None) is speaks
    if found:
        assert found == Evidence(to=Stage.MATURITY, numbers={"meetings": len(held), "progress": 1})


def test_a_meeting_that_nobody_was_asked_about_is_a_gap() -> None:
    gaps = replace(lived(3, 4, 8), meetings=meetings(1, 2, 3, 4, 8))

    assert growth.evidence(gaps, LATER) is None


def test_meetings_before_growth_and_ahead_do_not_count() -> None:
    assert growth.evidence(lived(3, 4, 5), NOW + 50 * DAY) is None
    late = replace(lived(3, 4, 5), pair=replace(IN_GROWTH, stage_since=NOW + 30 * DAY))
    assert growth.evidence(late, LATER) is None


@pytest.mark.parametrize(
    ("what", "speaks"),
    [(Progress.MOVED, True), (Progress.REACHED, True), (Progress.STUCK, False), (Progress.DROPPED, False)],
)
def test_progress_on_a_goal_is_needed(what: Progress, speaks: bool) -> None:
    assert (growth.evidence(lived(3, 4, 5, goal_notes=(replace(NOTE, what=what),)), LATER) is not None) is speaks
    assert growth.evidence(lived(3, 4, 5, goal_notes=()), LATER) is None
    assert growth.evidence(lived(3, 4, 5, goal_notes=(), goals=(a_goal().reach(NOW),)), LATER) is not None


@pytest.mark.parametrize(
    "pair",
    [
        replace(IN_GROWTH, status=Status.PAUSED),
        replace(IN_GROWTH, quiet_until=LATER + DAY),
        replace(IN_GROWTH, stage=Stage.MATURITY),
        replace(IN_GROWTH, stage=Stage.CLOSURE),
    ],
)
def test_maturity_is_not_proposed_twice_nor_while_somebody_is_not_ready(pair: object) -> None:
    assert growth.evidence(lived(3, 4, 5, pair=pair), LATER) is None


def test_in_maturity_they_meet_every_four_weeks_unless_they_chose_another_rhythm_than_the_program_s() -> None:
    mature, _ = change(IN_GROWTH, Event.STAGE, to=Stage.MATURITY, at=LATER, actor=ana().id, reason="both_confirmed")
    open_line = a_signed_agreement(terms=agreed(rhythm=None)).terms

    usual = Rhythm.FORTNIGHTLY
    assert growth.in_stage(mature, None, usual).rhythm is Rhythm.MONTHLY
    assert growth.in_stage(mature, open_line, usual).rhythm is Rhythm.MONTHLY
    assert growth.in_stage(mature, agreed(), usual).rhythm is Rhythm.MONTHLY
    assert growth.in_stage(mature, agreed(), Rhythm.WEEKLY).rhythm is Rhythm.FORTNIGHTLY
    assert growth.in_stage(IN_GROWTH, None, usual).rhythm is Rhythm.FORTNIGHTLY


def test_a_pair_knows_since_when_it_is_in_its_stage() -> None:
    mature, _ = change(IN_GROWTH, Event.STAGE, to=Stage.MATURITY, at=LATER, actor=None, reason="both_confirmed")
    paused, _ = change(mature, Event.PAUSE, at=LATER + DAY, actor=None, reason="paused")
    closing, _ = change(mature, Event.STAGE, to=Stage.CLOSURE, at=LATER + DAY, actor=None, reason="planned_end_near")
    extended, _ = change(closing, Event.EXTEND, to=Stage.MATURITY, at=LATER + 2 * DAY, actor=None, reason="extended")

    assert [each.stage_since for each in (mature, paused, closing, extended)] == [
        LATER,
        LATER,
        LATER + DAY,
        LATER + 2 * DAY,
    ]
