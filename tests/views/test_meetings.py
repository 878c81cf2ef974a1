"""What is told about the next meeting, to whom, and on whose clock; and what nobody else ever reads."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.arranging import upcoming
from bot.domain.errors import Unsuited
from bot.domain.pairs import Side
from bot.domain.stages import Stage, Status
from bot.views import modals
from bot.views.calendars import calendar_links
from bot.views.composing import compose
from bot.views.messages import check_in, draw
from bot.views.messages.check_ins import check_in_row
from bot.views.parts import View
from tests.support.golden import Golden
from tests.support.people_of_the_house import NOW, a_pair
from tests.views.checking import as_words, look_at
from tests.views.meeting_scenes import FIRST, GOAL, MEETING_SCENES, MOVED, SOON, STEP, settled, tapped, told
from tests.views.scenes_of_the_house import ANA, BEN, a_meeting, in_growth, some_facts, voice_of

FAR = replace(BEN, tz="Pacific/Auckland")


def modal(name: str) -> View:
    """A modal about the next meeting."""
    ahead = upcoming(FIRST, SOON - timedelta(days=2))
    assert ahead is not None
    entered = modals.Entered(
        day=date(2026, 3, 7),
        at=time(20),
        word="Before lunch?",
        reason=Unsuited.DAY_OFF,
        spans=[(NOW + timedelta(days=7), NOW + timedelta(days=7, hours=6))],
    )
    apart = replace(FIRST, mentee=FAR)
    drawn = {
        "meeting_suggest": lambda: modals.suggest_modal(voice_of(BEN), FIRST, Side.MENTEE, ahead, NOW),
        "meeting_suggest_refused": lambda: modals.suggest_modal(voice_of(BEN), FIRST, Side.MENTEE, ahead, NOW, entered),
        "meeting_suggest_apart": lambda: modals.suggest_modal(voice_of(FAR), apart, Side.MENTEE, ahead, NOW),
        "meeting_cancel": lambda: modals.cancel_modal(voice_of(BEN), FIRST, Side.MENTEE, ahead),
        "commitment": lambda: modals.commitment_modal(voice_of(BEN), FIRST, 1),
        "guide_first": lambda: modals.guide_modal(voice_of(BEN), FIRST),
        "calendar": lambda: modals.calendar_modal(voice_of(BEN), FIRST, Side.MENTEE, ahead),
        "check_in_again": lambda: modals.again_modal(voice_of(BEN), told(), Side.MENTEE, 1),
    }
    return drawn[name]()


@pytest.mark.parametrize(
    "name",
    [
        "meeting_suggest",
        "meeting_suggest_refused",
        "meeting_suggest_apart",
        "meeting_cancel",
        "commitment",
        "guide_first",
        "calendar",
        "check_in_again",
    ],
)
def test_a_modal_about_a_meeting_looks_as_agreed(name: str, golden: Golden) -> None:
    look_at(golden, f"modals/{name}", modal(name))


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_has_its_guide(stage: Stage, golden: Golden) -> None:
    facts = replace(told(), pair=a_pair(stage=stage))
    look_at(golden, f"modals/guide_{stage}", modals.guide_modal(voice_of(BEN), facts))


def test_a_time_is_told_on_both_clocks_when_they_differ() -> None:
    near = draw(voice_of(BEN), MEETING_SCENES["meeting_agreed"]())
    same = replace(told(), mentee=replace(BEN, tz=ANA.tz), meetings=(a_meeting(1), settled()))
    scene = replace(MEETING_SCENES["meeting_agreed"](), facts=same)

    assert "for <@U0ANA>)" in near.text
    assert "for <@U0ANA>)" not in draw(voice_of(replace(BEN, tz=ANA.tz)), scene).text


def test_a_small_step_is_read_by_its_author_alone() -> None:
    facts = replace(told(2), commitments=(STEP,))
    mine = as_words(
        {"blocks": list(draw(voice_of(BEN), replace(MEETING_SCENES["check_in_follows_up"](), facts=facts)).blocks)}
    )
    theirs = [
        as_words({"blocks": list(draw(voice_of(ANA), MEETING_SCENES["brief_to_mentor"]()).blocks)}),
        check_in(voice_of(ANA), facts, Side.MENTOR, 2, SOON).text,
    ]

    assert "for the *project*" in mine
    assert not [words for words in theirs if "project*" in words]


@pytest.mark.parametrize("taps", [{"fit": "not_a_fit"}, {"rating": "1"}, {"placing": "slot"}, {"follow_up": "dropped"}])
def test_what_one_side_taps_changes_nothing_the_other_reads(taps: dict[str, str]) -> None:
    before = replace(MOVED, goals=(GOAL,), checks=(*MOVED.checks, *told(2, who=ANA).checks))
    after = tapped(before, 2, **taps)
    shown = [check_in(voice_of(ANA), facts, Side.MENTOR, 2, SOON).blocks for facts in (before, after)]

    assert shown[0] == shown[1]
    assert "hard to place" not in json.dumps(shown[0]), "and who moves is told to nobody else"


def test_the_row_of_a_weekly_message_is_short_and_carries_the_taps() -> None:
    voice = voice_of(ANA)
    asked = compose(voice, check_in_row(voice, some_facts(), Side.MENTOR, 1, NOW))
    said = compose(voice, check_in_row(voice, told(who=ANA), Side.MENTOR, 1, SOON))

    assert "check_in_met" in as_words({"blocks": list(asked.blocks)})
    assert "check_in_met" not in as_words({"blocks": list(said.blocks)})
    assert "You said" in said.text
    assert len(asked.blocks) == 2


def test_calendar_links_carry_the_instant_in_utc_whatever_the_zone() -> None:
    links = calendar_links("Ana & Ben", a_meeting(1).expected_at, 45)
    asked = {name: parse_qs(urlsplit(link).query) for name, link in links.items()}

    assert asked["google"]["dates"] == ["20260305T090000Z/20260305T094500Z"]
    assert asked["google"]["text"] == ["Ana & Ben"]
    for name in ("outlook", "office"):
        assert (asked[name]["startdt"], asked[name]["enddt"]) == (["2026-03-05T09:00:00Z"], ["2026-03-05T09:45:00Z"])
    assert (asked["yahoo"]["st"], asked["yahoo"]["et"]) == (["20260305T090000Z"], ["20260305T094500Z"])
    assert all(link.startswith("https://") for link in links.values())


def test_before_the_first_meeting_the_brief_has_the_openers_and_later_a_question_of_the_stage() -> None:
    first = draw(voice_of(BEN), MEETING_SCENES["brief_of_the_first"]()).text
    later = draw(voice_of(BEN), MEETING_SCENES["brief_to_mentee"]()).text

    assert "Two openers" in first
    assert "normal and passes" in first
    assert "Two openers" not in later
    assert "A question to take along" in later
    assert "lead a project of three" in later


def test_who_has_told_of_a_first_meeting_does_not_read_that_none_is_known() -> None:
    drawn = draw(voice_of(BEN), MEETING_SCENES["first_meeting_held_meanwhile"]()).text

    assert "no time for a first meeting" not in drawn
    assert "The next meeting" in drawn


def test_in_a_pause_nobody_reads_that_no_other_meeting_comes() -> None:
    drawn = draw(voice_of(ANA), MEETING_SCENES["meeting_suggested_before_a_pause"]()).text

    assert "Paused for now" in drawn
    assert "planned end" not in drawn


def test_of_somebody_away_nobody_reads_that_their_hours_never_meet() -> None:
    away = replace(FIRST, mentee=replace(BEN, away_from=NOW.date() - timedelta(days=30)))
    ahead = upcoming(FIRST, NOW)
    assert ahead is not None
    drawn = as_words(modals.suggest_modal(voice_of(ANA), away, Side.MENTOR, ahead, NOW))

    assert "never meet" not in drawn


def test_an_old_check_in_says_that_the_two_are_paused() -> None:
    facts = replace(in_growth(), pair=a_pair(status=Status.PAUSED))
    shown = check_in(voice_of(BEN), facts, Side.MENTEE, 1, NOW)

    assert "You and <@U0ANA> are paused now." in shown.text
    assert "check_in_met" not in str(shown.blocks)
