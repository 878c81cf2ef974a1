"""Laws of the step from growth to maturity, lived through the use cases and the calendar."""

from uuid import UUID

import pytest

from bot.domain.errors import NothingAsked
from bot.domain.goal_notes import Progress
from bot.domain.notices import NoticeKind
from bot.domain.programs import Rhythm
from bot.domain.stages import Stage
from bot.services import goal_reviews, growing
from tests.services.house import House, actor
from tests.support.papers_of_the_house import agreed


def live_until_asked(house: House, pair: UUID, number: int) -> None:
    """Until the check-in about that meeting came; then both met."""
    while not any(check.number == number for check in house.facts(pair).checks):
        house.live(1)
    house.answer("Ben", pair, number)


def grow(house: House, pair: UUID, rhythm: Rhythm | None) -> UUID:
    """Both agreed, met twice, and confirmed growth; then three more meetings, and a goal that moved."""
    house.draft("Ben", pair, agreed(rhythm=rhythm, ends_on=None))
    house.sign("Ana", pair)
    for number in (1, 2):
        live_until_asked(house, pair, number)
    (goal,) = house.write_goal("Ben", pair).goals
    for name in ("Ana", "Ben"):
        confirm(house, name, pair, Stage.GROWTH)
    for number in (3, 4, 5):
        live_until_asked(house, pair, number)
    with house.work() as work:
        goal_reviews.review_goal(work, actor("Ben"), goal.id, Progress.MOVED)
    return pair


def confirm(house: House, name: str, pair: UUID, to: Stage) -> Stage:
    """A yes."""
    with house.work() as work:
        return growing.confirm_stage(work, actor(name), pair, to).pair.stage


@pytest.mark.parametrize(("rhythm", "then"), [(None, Rhythm.MONTHLY), (Rhythm.FORTNIGHTLY, Rhythm.MONTHLY)])
def test_one_yes_moves_the_pair_to_maturity_after_a_week(
    house: House, pair: UUID, rhythm: Rhythm | None, then: Rhythm
) -> None:
    house.live(1)
    grow(house, pair, rhythm)
    for _ in range(6):
        if any(note.what is Progress.MOVED for note in house.facts(pair).goal_notes):
            break
        house.live(7)
        with house.work() as work:
            goal_reviews.review_goal(work, actor("Ben"), house.facts(pair).goals[0].id, Progress.MOVED)
    assert confirm(house, "Ana", pair, Stage.MATURITY) is Stage.GROWTH
    assert house.readers(NoticeKind.STAGE_CONFIRMED)[-1] == "Ben"
    house.live(6.5, step=0.25)
    assert house.facts(pair).pair.stage is Stage.GROWTH
    house.live(1, step=0.25)

    found = house.facts(pair).pair
    assert (found.stage, found.rhythm, found.move) == (Stage.MATURITY, then, None)
    line = house.history(pair)[-1]
    assert (line.stage_after, line.reason) == (Stage.MATURITY, "confirmed_and_not_held")
    assert line.evidence["progress"] == 1
    assert found.stage_since == line.at
    for to in (Stage.GROWTH, Stage.MATURITY):
        with pytest.raises(NothingAsked):
            confirm(house, "Ben", pair, to)
