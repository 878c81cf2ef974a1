"""`/mentor rehearse`: a window that fills, and samples in which nothing acts. For leads alone."""

from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.views import ids
from tests.handlers.door import Door, button_values, says
from tests.handlers.house import ANA, LEA, MAX


def test_a_lead_gets_a_window_at_once_and_in_it_a_section_for_each_week(door: Door) -> None:
    answer = door.command(LEA, "rehearse")

    assert door.opened["blocks"][0]["text"]["text"] == says("note.loading")
    (filled,) = door.called("views.update")
    sections = [block["text"]["text"] for block in filled.view["blocks"] if block["type"] == "section"]
    weeks = [words.split("\n")[0] for words in sections[1:]]
    assert weeks[0] == says("rehearsal.week", week=1)
    assert len(weeks) > 10
    assert button_values(answer.body, ids.REHEARSAL_SAMPLES)


def test_nothing_of_a_rehearsal_reaches_the_store_or_the_courier(door: Door) -> None:
    before = door.store.state
    door.command(LEA, "rehearse")
    door.click(LEA, ids.REHEARSAL_SAMPLES)

    assert door.store.state == before
    assert door.woken == 0


def test_the_samples_are_few_marked_and_hold_nothing_that_acts(door: Door) -> None:
    door.click(LEA, ids.REHEARSAL_SAMPLES)

    samples = [call.arguments for call in door.called("response_url")]
    assert 3 <= len(samples) <= 5
    for sample in samples:
        assert sample["response_type"] == "ephemeral"
        assert "only for you" in sample["text"]
        assert "action_id" not in str(sample["blocks"])
        assert "<@" not in str(sample["blocks"])
    assert "Yes · Not this one" in str(samples[0]["blocks"])


@pytest.mark.parametrize("who", [ANA, MAX])
def test_who_does_not_lead_rehearses_nothing(door: Door, who: Person) -> None:
    assert door.command(who, "rehearse").body["text"] == says("refusal.not_a_lead")
    door.click(who, ids.REHEARSAL_SAMPLES)
    assert door.whispered == says("refusal.not_a_lead")


def test_a_rehearsal_takes_the_hour_as_it_is(door: Door) -> None:
    door.pass_time(timedelta(days=200))
    door.command(LEA, "rehearse")

    assert door.called("views.update")
