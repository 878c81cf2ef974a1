"""Proposals: two answers start a pair, and anything else ends the same way for everybody."""

import pytest

from tests.journeys.town import Town

CLOSES_AFTER = 8
"""Whole days from the Monday: Ana's three are 5, 7 and 8 January, since Madrid has a holiday on the 6th, and Ben's
three are 11 to 13."""


def told_on(town: Town, days: int = 14) -> list[tuple[int, str]]:
    """What Lea is told in her DM, with the day it came."""
    lea = town.person("lea")
    told: list[tuple[int, str]] = []
    for day in range(days):
        town.pass_days(1)
        told += [(day, message.text) for message in lea.dm[len(told) :]]
    return told


@pytest.mark.parametrize("who_declines", ["ana", "ben", "nobody"])
def test_a_no_and_a_silence_read_the_same_on_the_same_day(town: Town, who_declines: str) -> None:
    town.set_up()
    town.propose()
    if who_declines == "ana":
        town.person("ana").click(town.person("ana").dm[-1], "proposal_no")
    elif who_declines == "ben":
        town.person("ana").click(town.person("ana").dm[-1], "proposal_yes")
        town.bot.settle()
        town.person("ben").click(town.person("ben").dm[-1], "proposal_no")
    (day, words), *more = told_on(town)
    assert not more
    assert day == CLOSES_AFTER
    assert words.startswith(f"This pairing did not come about: <@{town.ids['ana']}> and <@{town.ids['ben']}>.")
    assert "declin" not in words


def test_a_late_yes_changes_nothing_and_says_so(town: Town) -> None:
    town.set_up()
    town.propose()
    ana = town.person("ana")
    asked = ana.dm[-1]
    town.pass_days(4)
    answer = ana.click(asked, "proposal_yes")
    assert answer.warning is None
    assert "was answered before or has closed" in answer.messages[-1].text
    town.bot.settle()
    assert town.person("ben").dm == []


def test_a_second_yes_asks_nobody_twice(town: Town) -> None:
    town.set_up()
    town.propose()
    ana = town.person("ana")
    ana.click(ana.dm[-1], "proposal_yes", times=2)
    town.bot.settle()
    assert len(town.person("ben").dm) == 1


def test_a_mentee_hears_nothing_of_a_mentor_who_is_still_thinking(town: Town) -> None:
    town.set_up()
    town.propose()
    assert town.person("ben").dm == []
    town.pass_days(14)
    assert town.person("ben").dm == []


def test_lea_is_told_what_to_do_for_somebody_who_has_not_joined(town: Town) -> None:
    town.set_up()
    lea = town.person("lea")
    refusal = lea.command("/mentor", "pair @ana @max").messages[-1]
    assert "has not joined the program yet" in refusal.text
    lea.click(refusal, "invite")
    town.bot.settle()
    assert "join" in town.person("max").dm[-1].text.lower()
