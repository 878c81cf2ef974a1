"""Laws of what messages say to whom: about themselves, on whose clock, and how much of a stage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.growth import quiet_until
from bot.domain.meetings import Outcome
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.questions import Answer, Fit, Tap
from bot.domain.stages import Stage
from bot.views.messages import check_in, draw
from bot.views.voice import Voice
from tests.support.papers_of_the_house import a_signed_agreement
from tests.support.people_of_the_house import NOW, a_pair, a_proposal
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    LATER,
    LEA,
    TEXTS,
    a_scene,
    asked_about,
    changed_agreement,
    in_growth,
    some_facts,
    told_of,
    voice_of,
)

Kind = NoticeKind
ASKED_BEN = some_facts(pair=a_proposal(mentor_yes_at=NOW))
ON_WHOSE_CLOCK = [("en-GB", "Europe/Berlin", "10:00"), ("en-US", "UTC", "10:00\u202fAM")]


def test_a_closed_proposal_does_not_tell_its_reader_about_themselves_by_name() -> None:
    said = [draw(voice_of(each), a_scene(Kind.PROPOSAL_CLOSED, each, facts=ASKED_BEN)).text for each in (ANA, BEN, LEA)]

    assert [f"<@{each.slack_id}>" in words for each, words in zip((ANA, BEN), said, strict=False)] == [False, False]
    assert ["you and" in words for words in said] == [True, True, False]


@pytest.mark.parametrize(
    ("locale", "tz", "clock"), [("en-GB", "Europe/Berlin", "10:00"), ("en-US", "UTC", "10:00\u202fAM")]
)
def test_a_group_reads_the_voice_it_is_given(locale: str, tz: str, clock: str) -> None:
    facts = some_facts(mentee=replace(BEN, tz=ANA.tz), agreements=(a_signed_agreement(),))
    shown = draw(Voice(TEXTS, locale, tz), a_scene(Kind.AGREEMENT_SIGNED, None, {"version": 1}, facts=facts))

    assert f"on Thursdays at {clock} (Europe/Berlin time)" in shown.text


def test_an_agreed_slot_is_told_on_the_clock_of_each_when_they_differ() -> None:
    here = some_facts(mentee=replace(BEN, tz="Europe/Paris"), agreements=(a_signed_agreement(),))
    far = some_facts(mentee=replace(BEN, tz="Pacific/Kiritimati"), agreements=changed_agreement())
    alike, apart = (
        draw(Voice(TEXTS, "en-GB", "UTC"), a_scene(Kind.AGREEMENT_SIGNED, None, facts=facts)).text
        for facts in (here, far)
    )

    assert "These days" not in alike
    assert "Thursdays at 16:30 for <@U0ANA> and Fridays at 05:30 for <@U0BEN>" in apart


def test_a_stage_that_was_held_says_so_where_it_had_been_proposed_and_nowhere_else() -> None:
    held_at = LATER - timedelta(hours=1)
    pair = a_pair(quiet_until=quiet_until(held_at))
    facts = in_growth(pair=pair)
    after = replace(asked_about(BEN, 4), asked_at=LATER)
    before, then = (
        check_in(voice_of(BEN), replace(facts, checks=(*facts.checks, after)), Side.MENTEE, number, LATER).text
        for number in (3, 4)
    )

    assert "The stage stays as it is" in before
    assert "stays as it is" not in then
    for words in (before, then):
        assert "Fine by me" not in words


@pytest.mark.parametrize("stage", Stage)
def test_a_check_in_names_the_stage_in_closure_alone(stage: Stage) -> None:
    facts = some_facts(pair=a_pair(stage=stage))

    assert ("Your stage is" in check_in(voice_of(BEN), facts, Side.MENTEE, 1, NOW).text) is (stage is Stage.CLOSURE)


def test_a_next_meeting_is_spoken_of_only_while_one_comes_before_the_end() -> None:
    moved = some_facts(checks=(told_of(BEN, 1, Outcome.MOVED),))
    last = replace(moved, pair=a_pair(ends_on=NOW.date()))

    assert "The next meeting" in check_in(voice_of(BEN), moved, Side.MENTEE, 1, NOW).text
    assert "next meeting" not in check_in(voice_of(BEN), last, Side.MENTEE, 1, NOW).text


@pytest.mark.parametrize(("meetings", "words"), [(2, "met twice"), (3, "met 3 times")])
def test_growth_is_proposed_with_the_number_of_meetings_that_were_held(meetings: int, words: str) -> None:
    fit = Answer(person=BEN.id, question=Tap.FIT, number=meetings, value=Fit.GOOD, at=LATER)
    facts = in_growth(checks=tuple(told_of(BEN, number) for number in range(1, meetings + 1)))
    facts = replace(facts, answers=(fit,), feedback_numbers=((BEN.id, meetings),))

    assert words in check_in(voice_of(BEN), facts, Side.MENTEE, meetings, LATER).text
