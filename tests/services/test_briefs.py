"""Laws of what is said before a meeting: on its morning, for a settled one alone; and a word when none is planned."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.cadence import local
from bot.domain.facts import OccurrenceState
from bot.domain.notices import NotSent
from tests.services.house import House
from tests.services.test_meetings import Kind, cancel, drawn, suggest, take, workday
from tests.support.papers_of_the_house import agreed


def test_the_brief_comes_on_the_morning_of_a_settled_meeting_and_for_no_other(house: House, pair: UUID) -> None:
    house.live(8)
    assert house.entries(Kind.BRIEF) == []
    at = workday(house)
    suggest(house, "Ben", pair, at)
    take(house, "Ana", pair, 1)
    house.live(9)

    assert house.readers(Kind.BRIEF) == ["Ana", "Ben"]
    for entry in house.entries(Kind.BRIEF):
        shown = local(entry.created_at, "Europe/Berlin")
        assert (shown.date(), shown.hour >= 9) == (local(at, "Europe/Berlin").date(), True)
        assert entry.created_at < at


def test_a_standing_slot_has_its_brief_each_time(house: House, pair: UUID) -> None:
    house.draft("Ben", pair, agreed())
    house.sign("Ana", pair)
    house.live(34)

    said = [row for row in house.state.occurrences.values() if row.prompt == "brief"]
    assert sorted(row.number for row in said if row.state is OccurrenceState.DONE) == [1, 1, 2, 2, 3, 3]


def test_a_brief_of_a_meeting_called_off_meanwhile_is_not_sent(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    house.sign("Ana", pair)
    while not house.entries(Kind.BRIEF):
        house.now += timedelta(hours=1)
        house.tick_all()
    entry = house.entries(Kind.BRIEF)[0]
    cancel(house, "Ana", pair)

    assert isinstance(drawn(house, entry), NotSent)


@pytest.mark.parametrize("is_planned", [True, False])
def test_a_first_meeting_is_spoken_of_once_unless_it_is_planned_or_the_check_in_asks_about_it(
    house: House, pair: UUID, is_planned: bool
) -> None:
    if is_planned:
        suggest(house, "Ben", pair, workday(house, 2))
        take(house, "Ana", pair, 1)
    house.live(12)

    said = [row for row in house.state.occurrences.values() if row.prompt == "first_meeting"]
    assert [row.state for row in said] == ([] if is_planned else [OccurrenceState.SKIPPED] * 2) or is_planned
    assert all(row.state is OccurrenceState.DROPPED for row in said) or not is_planned
    house.live(30)
    assert len([row for row in house.state.occurrences.values() if row.prompt == "first_meeting"]) == len(said)
