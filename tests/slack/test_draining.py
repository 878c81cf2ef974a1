"""Laws of what a long drain says."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot.domain.notices import NoticeKind
from bot.services.work import Work
from bot.slack.draining import Drain
from bot.slack.pacing import POSTS, Pacing
from operations.logs import set_up_logs
from tests.services.house import House
from tests.slack.test_courier import invite
from tests.support.people_of_the_house import WORKSPACE


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What is logged."""
    out = StringIO()
    set_up_logs("json", out=out)
    yield out
    structlog.reset_defaults()


def look(house: House, drain: Drain) -> None:
    """One look at the backlog."""
    with house.reading() as work:
        drain.look(Work(tx=work.tx, prompts=house.prompts, now=house.now))


def test_a_drain_of_more_than_a_minute_tells_how_long_in_numbers_alone(house: House, lines: StringIO) -> None:
    invite(house, *(f"guest{n}" for n in range(2 * POSTS.per_minute)))
    drain, pacing = Drain(pacing=Pacing()), Pacing()
    look(house, drain)
    look(house, drain)
    (line,) = [json.loads(line) for line in lines.getvalue().splitlines()]

    waiting = len(house.waiting(*NoticeKind))
    assert (line["action"], line["waiting"], line["workspaces"]) == ("courier.drain", waiting, 1)
    assert line["eta_seconds"] == round(waiting * 60 / pacing.per_minute(WORKSPACE, house.now))
    assert "guest" not in lines.getvalue()
    house.go(minutes=1)
    look(house, drain)
    assert len(lines.getvalue().splitlines()) == 2, "once a minute"


def test_a_short_drain_says_nothing(house: House, lines: StringIO) -> None:
    invite(house, *(f"guest{n}" for n in range(POSTS.per_minute // 2)))
    look(house, Drain(pacing=Pacing()))

    assert lines.getvalue() == ""


def test_a_slower_pace_makes_a_longer_drain(house: House, lines: StringIO) -> None:
    invite(house, *(f"guest{n}" for n in range(2 * POSTS.per_minute)))
    pacing = Pacing()
    pacing.slow_down(WORKSPACE, house.now)
    look(house, Drain(pacing=pacing))
    line = json.loads(lines.getvalue())

    assert line["eta_seconds"] == round(line["waiting"] * 60 / (POSTS.per_minute / 2))
