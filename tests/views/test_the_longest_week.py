"""The fullest message: a week of as many mentees as anybody has, with the same to say about each."""

from dataclasses import replace

import pytest

from bot.domain.attention import MOST_ROWS
from bot.domain.notices import NoticeKind
from bot.domain.scenes import Scene
from bot.texts import Texts
from bot.views.limits import problems
from bot.views.messages import PARTS, draw
from bot.views.parts import Message
from bot.views.voice import Voice
from tests.support.people_of_the_house import ana, ben, id_of
from tests.views.checking import as_drawn, as_words
from tests.views.scenes_of_the_house import ANA
from tests.views.scenes_of_time_off import bundle
from tests.views.test_messages import SCENES

ALONE = {NoticeKind.BRIEF}
"""Left out of a weekly message: it comes at its time or not at all."""
REST = Texts.load().say("bundle.rest", "en")
NAMES = sorted(name for name, make in SCENES.items() if make().notice.kind in PARTS.keys() - ALONE)


def with_another(scene: Scene, number: int) -> Scene:
    """The same about another partner, with ids as long as Slack's."""
    assert scene.facts is not None
    assert scene.reader is not None
    slack_id, pair = f"U{number:010}", replace(scene.facts.pair, id=id_of(f"pair {number}"))
    if scene.reader.id == ANA.id:
        mentee = ben(id=id_of(f"mentee {number}"), slack_id=slack_id)
        facts = replace(scene.facts, mentee=mentee, pair=replace(pair, mentee=mentee.id))
    else:
        mentor = ana(id=id_of(f"mentor {number}"), slack_id=slack_id)
        facts = replace(scene.facts, mentor=mentor, pair=replace(pair, mentor=mentor.id))
    return replace(scene, facts=facts, notice=replace(scene.notice, pair=pair.id))


def week(name: str, locale: str, many: int = MOST_ROWS) -> Message:
    """The weekly message with that about each."""
    scene = bundle(*(with_another(SCENES[name](), number) for number in range(many)), is_weekly=True)
    return draw(Voice(Texts.load(), locale, "Europe/Berlin", "U0123456789"), scene)


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
@pytest.mark.parametrize("name", NAMES)
def test_slack_takes_the_fullest_week(name: str, locale: str) -> None:
    drawn = week(name, locale)

    assert problems(as_drawn(drawn)) == []
    assert [number for number in range(MOST_ROWS) if f"<@U{number:010}>" not in drawn.text] == []


def test_what_is_the_same_about_each_is_said_once_where_all_of_it_does_not_fit() -> None:
    assert as_words(as_drawn(week("half_time", "en-GB"))).count("Do we know what success looks like?") == 2
    assert as_words(as_drawn(week("half_time", "en-GB", 2))).count("Do we know what success looks like?") == 4


def test_what_a_tap_leads_to_is_left_to_home_where_all_of_it_does_not_fit() -> None:
    drawn = week("check_in_wants_another_slot", "en-GB")

    said, asked = (drawn.text.count(words) for words in ("You said that you and", "Imagine <@"))
    assert said == MOST_ROWS
    assert 0 < asked < MOST_ROWS
    assert REST in drawn.text
    assert REST not in week("check_in_wants_another_slot", "en-GB", 2).text
