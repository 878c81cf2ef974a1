"""Laws of growth: one confirms, the other has a week, and nobody is told who held it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.notices import NoticeKind, OutboxState
from bot.domain.stages import Event, Stage
from bot.services import growing
from bot.services.reading import read_scene
from tests.services.house import House, actor


@pytest.fixture
def ready(house: House, pair: UUID) -> UUID:
    """Signed, met twice, and with a goal."""
    house.draft("Ben", pair)
    house.sign("Ana", pair)
    for number in (1, 2):
        while not any(check.number == number for check in house.facts(pair).checks):
            house.live(1)
        house.answer("Ben", pair, number)
    house.write_goal("Ben", pair)
    return pair


def confirm(house: House, name: str, pair: UUID) -> Stage:
    """A yes."""
    with house.work() as work:
        return growing.confirm_stage(work, actor(name), pair, Stage.GROWTH).pair.stage


def hold(house: House, name: str, pair: UUID) -> None:
    """A *Not yet*."""
    with house.work() as work:
        growing.hold_stage(work, actor(name), pair, Stage.GROWTH)


def told(house: House) -> Sequence[str]:
    """Who was told that the other confirmed."""
    return house.readers(NoticeKind.STAGE_CONFIRMED)


def test_one_yes_moves_the_pair_after_a_week_without_objection(house: House, ready: UUID) -> None:
    assert confirm(house, "Ana", ready) is Stage.INITIATION
    assert told(house) == ["Ben"]
    at = house.now
    house.live(6.9, step=0.1)
    assert house.facts(ready).pair.stage is Stage.INITIATION
    house.live(0.2, step=0.1)

    pair = house.facts(ready).pair
    assert (pair.stage, pair.move) == (Stage.GROWTH, None)
    line = house.history(ready)[-1]
    assert (line.event, line.actor, line.reason) == (Event.STAGE, house.person("Ana").id, "confirmed_and_not_held")
    assert dict(line.evidence) == {"version": 1, "meetings": 2, "goals": 1}
    assert at + timedelta(days=7) <= line.at <= at + timedelta(days=7, hours=3)


def test_two_yeses_move_it_at_once(house: House, ready: UUID) -> None:
    confirm(house, "Ben", ready)

    assert confirm(house, "Ana", ready) is Stage.GROWTH
    assert house.history(ready)[-1].reason == "both_confirmed"
    for name in ("Ana", "Ben"):
        with pytest.raises(errors.NothingAsked):
            confirm(house, name, ready)
        with pytest.raises(errors.NothingAsked):
            hold(house, name, ready)


def test_a_second_yes_of_the_same_person_changes_nothing(house: House, ready: UUID) -> None:
    confirm(house, "Ana", ready)
    house.go(days=1)
    before = house.state.copy()

    assert confirm(house, "Ana", ready) is Stage.INITIATION
    assert house.state == before


@pytest.mark.parametrize("who", ["Ana", "Ben"])
def test_not_yet_of_either_leaves_no_trace_of_who_said_it(house: House, ready: UUID, who: str) -> None:
    confirm(house, "Ana", ready)
    hold(house, who, ready)

    pair = house.facts(ready).pair
    assert (pair.stage, pair.move) == (Stage.INITIATION, None)
    assert pair.quiet_until == house.now + timedelta(days=28)
    assert [entry.state for entry in house.entries(NoticeKind.STAGE_CONFIRMED)] == [OutboxState.CANCELLED]
    assert len(house.history(ready)) == 1
    with pytest.raises(errors.NothingAsked):
        confirm(house, "Ben", ready)
    house.live(27)
    assert house.facts(ready).pair.stage is Stage.INITIATION


def test_after_four_weeks_the_stage_may_be_confirmed_again(house: House, ready: UUID) -> None:
    hold(house, "Ben", ready)
    house.live(29)
    confirm(house, "Ben", ready)
    house.live(8)

    assert house.facts(ready).pair.stage is Stage.GROWTH
    assert told(house) == ["Ana"]


def test_without_the_evidence_there_is_nothing_to_confirm_or_hold(house: House, pair: UUID) -> None:
    for act in (confirm, hold):
        with pytest.raises(errors.NothingAsked):
            act(house, "Ana", pair)


def test_an_ended_pair_does_not_grow(house: House, ready: UUID) -> None:
    confirm(house, "Ana", ready)
    (entry,) = house.entries(NoticeKind.STAGE_CONFIRMED)
    house.leave("Ana")
    for act in (confirm, hold):
        with pytest.raises(errors.PairEnded):
            act(house, "Ben", ready)
    house.live(9)

    assert house.facts(ready).pair.stage is Stage.INITIATION
    with house.reading() as work:
        assert not hasattr(read_scene(work.tx, entry.notice, house.now), "reader")


def test_each_of_the_two_reads_the_history_of_pairs_that_started(house: House, pair: UUID) -> None:
    house.join("Kim")
    house.propose("Ana", "Kim")
    with house.reading() as work:
        (mine,) = growing.stage_history(work, actor("Ana"))
        (theirs,) = growing.stage_history(work, actor("Ben"))
        assert growing.stage_history(work, actor("Kim")) == ()
        with pytest.raises(errors.NotPartOfProgram):
            growing.stage_history(work, actor("Max"))

    assert mine.lines == theirs.lines == tuple(house.history(pair))
    assert (mine.partner, theirs.partner) == (house.person("Ben").id, house.person("Ana").id)
