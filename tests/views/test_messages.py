"""What each notice looks like, in every state; and what all messages have in common."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.feedback import FeedbackState
from bot.domain.meetings import Outcome
from bot.domain.notices import NoticeKind, OutboxState, ToChannel, ToPair, ToPerson
from bot.domain.pairs import Side
from bot.domain.questions import Visibility
from bot.domain.scenes import Scene
from bot.domain.stages import Stage, Status
from bot.views.messages import SceneIncomplete, check_in, draw
from bot.views.parts import Message
from tests.support.golden import Golden
from tests.support.papers_of_the_house import a_signed_agreement, an_agreement
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, lea
from tests.views import scenes_of_time_off
from tests.views.checking import as_words, every, look_at
from tests.views.meeting_scenes import MEETING_SCENES
from tests.views.scenes_of_agreements import AGREEMENT_SCENES
from tests.views.scenes_of_goals import GOAL_SCENES
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    LATER,
    LEA,
    PAIR,
    a_scene,
    an_undelivered,
    changed_agreement,
    held_feedback,
    in_growth,
    moving,
    some_facts,
    told_of,
    voice_of,
)

Kind = NoticeKind
PROPOSED = some_facts(pair=a_proposal())
ASKED_BEN = some_facts(pair=a_proposal(mentor_yes_at=NOW))
COUNTS: dict[str, str | int] = {
    "initiation": 4,
    "growth": 7,
    "maturity": 2,
    "closure": 1,
    "proposed": 3,
    "paused": 1,
    "ended": 2,
    "unsigned": 5,
    "asked": 20,
    "answered": 17,
    "expected": 11,
    "held": 9,
    "stage_changes": 2,
    "unreachable": 1,
    "need_someone": 3,
}
QUIET_WEEK: dict[str, str | int] = dict.fromkeys(COUNTS, 0)
ENDED = a_pair(status=Status.ENDED, ended_at=NOW, stage=Stage.GROWTH)


def undelivered(to: ToPerson | ToPair | ToChannel, state: OutboxState, reason: str | None = None) -> Scene:
    """What Lea is told of a message."""
    return a_scene(
        Kind.UNDELIVERED, LEA, undelivered=an_undelivered(to, state, reason), meant_for=BEN.slack_id, facts=some_facts()
    )


TO_BEN, TO_BOTH, TO_LEADS = ToPerson(person=BEN.id), ToPair(pair=PAIR.id), ToChannel(channel="C0LEADS")
WAITS, DEAD = OutboxState.WAITING_LEAD, OutboxState.DEAD
GROWTH = in_growth(pair=a_pair(stage=Stage.GROWTH))

SCENES: dict[str, Callable[[], Scene]] = {
    "invited": lambda: a_scene(Kind.INVITED, BEN),
    "proposal_to_mentor": lambda: a_scene(Kind.PROPOSAL, ANA, facts=PROPOSED),
    "proposal_to_mentee": lambda: a_scene(Kind.PROPOSAL, BEN, facts=ASKED_BEN),
    "proposal_closed_to_lead": lambda: a_scene(Kind.PROPOSAL_CLOSED, LEA, facts=PROPOSED),
    "proposal_closed_to_mentor": lambda: a_scene(Kind.PROPOSAL_CLOSED, ANA, facts=ASKED_BEN),
    "introduction": lambda: a_scene(Kind.INTRODUCTION, None),
    "agreement_drafted_first": lambda: a_scene(
        Kind.AGREEMENT_DRAFTED, None, {"version": 1}, facts=some_facts(agreements=(an_agreement(),))
    ),
    "agreement_drafted_again": lambda: a_scene(
        Kind.AGREEMENT_DRAFTED, None, {"version": 2}, facts=some_facts(agreements=changed_agreement())
    ),
    "agreement_signed": lambda: a_scene(
        Kind.AGREEMENT_SIGNED, None, {"version": 1}, facts=some_facts(agreements=(a_signed_agreement(),))
    ),
    "agreement_signed_open_end": lambda: a_scene(
        Kind.AGREEMENT_SIGNED, None, {"version": 2}, facts=some_facts(agreements=changed_agreement())
    ),
    "check_in_asked": lambda: a_scene(Kind.CHECK_IN, BEN, {"number": 1}),
    "check_in_asked_with_stage": lambda: a_scene(Kind.CHECK_IN, BEN, {"number": 3}, facts=in_growth(), now=LATER),
    "check_in_partner_agreed_to_stage": lambda: a_scene(
        Kind.CHECK_IN, BEN, {"number": 3}, facts=in_growth(pair=moving(ANA)), now=LATER
    ),
    "check_in_agreed_to_stage": lambda: a_scene(
        Kind.CHECK_IN, ANA, {"number": 3}, facts=in_growth(pair=moving(ANA)), now=LATER
    ),
    "check_in_answered": lambda: a_scene(Kind.CHECK_IN, BEN, {"number": 1}, facts=in_growth(), now=LATER),
    "check_in_with_question": lambda: a_scene(Kind.CHECK_IN, BEN, {"number": 2}, facts=GROWTH, now=LATER),
    "check_in_question_answered": lambda: a_scene(
        Kind.CHECK_IN,
        BEN,
        {"number": 2},
        facts=in_growth(pair=a_pair(stage=Stage.GROWTH), feedback_numbers=((BEN.id, 2),)),
        now=LATER,
    ),
    "check_in_over": lambda: a_scene(Kind.CHECK_IN, BEN, {"number": 1}, facts=some_facts(pair=ENDED)),
    "feedback_held_for_partner": lambda: a_scene(Kind.FEEDBACK_HELD, BEN, feedback=held_feedback()),
    "feedback_held_for_lead": lambda: a_scene(Kind.FEEDBACK_HELD, BEN, feedback=held_feedback(Visibility.LEAD)),
    "feedback_taken_back": lambda: a_scene(
        Kind.FEEDBACK_HELD, BEN, feedback=held_feedback(state=FeedbackState.TAKEN_BACK)
    ),
    "feedback_delivered": lambda: a_scene(
        Kind.FEEDBACK_HELD, BEN, feedback=held_feedback(state=FeedbackState.DELIVERED)
    ),
    "feedback_kept": lambda: a_scene(
        Kind.FEEDBACK_HELD, BEN, feedback=held_feedback(Visibility.PRIVATE, FeedbackState.KEPT)
    ),
    "feedback": lambda: a_scene(Kind.FEEDBACK, ANA, feedback=held_feedback()),
    "help_asked": lambda: a_scene(Kind.HELP_ASKED, LEA, feedback=held_feedback(Visibility.LEAD)),
    "stage_confirmed": lambda: a_scene(Kind.STAGE_CONFIRMED, BEN, facts=in_growth(pair=moving(ANA)), now=LATER),
    "stage_confirmed_and_reached": lambda: a_scene(Kind.STAGE_CONFIRMED, BEN, facts=GROWTH, now=LATER),
    "stage_confirmed_and_held": lambda: a_scene(Kind.STAGE_CONFIRMED, BEN, facts=in_growth(), now=LATER),
    "closure_opens": lambda: a_scene(Kind.CLOSURE_OPENS, BEN),
    "closure_opens_open_end": lambda: a_scene(Kind.CLOSURE_OPENS, ANA, facts=some_facts(pair=a_pair(ends_on=None))),
    "ended_partner_left": lambda: a_scene(Kind.ENDED, ANA, {"reason": "partner_left"}, facts=some_facts(pair=ENDED)),
    "ended_as_planned": lambda: a_scene(Kind.ENDED, BEN, {"reason": "planned_end"}, facts=some_facts(pair=ENDED)),
    "ended_account_closed": lambda: a_scene(
        Kind.ENDED, BEN, {"reason": "partner_deactivated"}, facts=some_facts(pair=ENDED)
    ),
    "pair_ended": lambda: a_scene(Kind.PAIR_ENDED, LEA, facts=some_facts(pair=ENDED)),
    "digest": lambda: a_scene(Kind.DIGEST, None, COUNTS, facts=None),
    "digest_of_a_quiet_week": lambda: a_scene(Kind.DIGEST, None, QUIET_WEEK, facts=None),
    "undelivered_to_person_unsure": lambda: undelivered(TO_BEN, WAITS),
    "undelivered_to_pair_unsure": lambda: undelivered(TO_BOTH, WAITS),
    "undelivered_to_channel_not_in_it": lambda: undelivered(TO_LEADS, DEAD, "not_in_channel"),
    "undelivered_to_person_without_account": lambda: undelivered(TO_BEN, DEAD, "user_disabled"),
    "undelivered_for_an_unknown_reason": lambda: undelivered(TO_BEN, DEAD, "a_*new*_<error>"),
    "undelivered_to_channel_that_can_be_mended": lambda: undelivered(TO_LEADS, WAITS, "is_archived"),
    "undelivered_settled": lambda: undelivered(TO_BEN, OutboxState.DELIVERED),
    **AGREEMENT_SCENES,
    **MEETING_SCENES,
    **GOAL_SCENES,
}


SCENES |= scenes_of_time_off.SCENES


def drawn(name: str) -> Message:
    """The message of a scene, in its reader's voice."""
    scene = SCENES[name]()
    return draw(voice_of(scene.reader), scene)


@pytest.mark.parametrize("name", SCENES)
def test_a_message_looks_as_agreed(name: str, golden: Golden) -> None:
    look_at(golden, f"messages/{name}", drawn(name))


def test_every_notice_has_a_drawing() -> None:
    assert {SCENES[name]().notice.kind for name in SCENES} == set(NoticeKind)


@pytest.mark.parametrize("name", SCENES)
def test_text_says_every_button(name: str) -> None:
    message = drawn(name)
    buttons = [each for each in every(list(message.blocks)) if each.get("type") == "button"]

    for button in buttons:
        label = button["text"]
        assert isinstance(label, dict)
        assert label["text"] in message.text


@pytest.mark.parametrize("name", SCENES)
def test_text_says_everything_the_blocks_say(name: str) -> None:
    message = drawn(name)
    said = [str(each["text"]) for each in every(list(message.blocks)) if each.get("type") == "mrkdwn"]

    assert [words for words in said if words not in message.text] == []


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind is not Kind.CHECK_IN])
def test_a_notice_without_what_it_speaks_of_says_what_is_missing(kind: NoticeKind) -> None:
    bare = a_scene(kind, None, facts=None, program=None)

    with pytest.raises(SceneIncomplete):
        draw(voice_of(BEN), bare)


@pytest.mark.parametrize("facts", [None, some_facts()])
def test_a_check_in_needs_its_pair_and_its_number(facts: object) -> None:
    bare = a_scene(Kind.CHECK_IN, BEN, facts=None if facts is None else some_facts())

    with pytest.raises(SceneIncomplete):
        draw(voice_of(BEN), bare)


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answered_check_in_repeats_the_answer_and_asks_no_more(outcome: Outcome, golden: Golden) -> None:
    message = check_in(
        voice_of(ANA), some_facts(checks=(told_of(ANA, 1, outcome),)), Side.MENTOR, 1, NOW + timedelta(days=3)
    )

    taps = ("check_in_met", "check_in_not_yet", "check_in_moved", "check_in_skip")
    assert not [tap for tap in taps if tap in as_words({"blocks": list(message.blocks)})]
    look_at(golden, f"messages/check_in_said_{outcome}", message)


def test_a_proposal_can_be_drawn_for_somebody_whose_enrolment_is_gone() -> None:
    facts = some_facts(pair=a_proposal(), mentee_enrolment=None)
    message = draw(voice_of(ANA), a_scene(Kind.PROPOSAL, ANA, facts=facts))

    assert "wants" not in message.text
    assert "Not this one" in message.text


def test_nothing_is_expected_after_the_planned_end() -> None:
    facts = some_facts(pair=a_pair(ends_on=NOW.date()), checks=(told_of(BEN, 1),))

    assert "next meeting" not in check_in(voice_of(BEN), facts, Side.MENTEE, 1, NOW).text


def test_a_proposal_reads_the_same_whether_or_not_the_other_was_asked() -> None:
    first = draw(voice_of(BEN), a_scene(Kind.PROPOSAL, BEN, facts=ASKED_BEN))

    assert "said yes" not in first.text


@pytest.mark.parametrize("declined", [None, NOW])
def test_a_closed_proposal_reads_the_same_whatever_the_reason(declined: object) -> None:
    pair = a_proposal(declined_at=NOW) if declined else a_proposal()
    closed = draw(voice_of(LEA), a_scene(Kind.PROPOSAL_CLOSED, LEA, facts=some_facts(pair=pair)))

    assert closed == drawn("proposal_closed_to_lead")


@pytest.mark.parametrize("to", [TO_BEN, TO_BOTH])
def test_a_message_nobody_is_named_for_can_still_be_told_of(to: ToPerson | ToPair) -> None:
    scene = a_scene(Kind.UNDELIVERED, lea(), undelivered=an_undelivered(to, WAITS), facts=None)

    assert "Post again" in draw(voice_of(LEA), scene).text


def test_the_introduction_begins_with_what_the_bot_cannot_read() -> None:
    assert drawn("introduction").text.startswith("I hold no permission to read this conversation.")
    assert as_words(dict(drawn("introduction").blocks[0])).count("no permission to read") == 1
