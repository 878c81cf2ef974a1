"""What each modal looks like, in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.agreement import Terms
from bot.domain.errors import NotReadyToSign
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.programs import Place, Role
from bot.domain.questions import Visibility
from bot.domain.scenes import PairHistory
from bot.domain.stages import Event, Stage, Status
from bot.views import ids, modals
from bot.views.messages import draw
from bot.views.messages.feedback import for_lead, for_partner
from bot.views.modals.agreement import Refused
from bot.views.parts import View
from tests.support.golden import Golden
from tests.support.papers_of_the_house import a_signed_agreement, agreed, an_agreement, some_feedback
from tests.support.people_of_the_house import NOW, a_line, a_pair, a_program, an_enrolment, id_of, some_terms
from tests.views import scenes_of_time_off
from tests.views.checking import as_words, every, look_at
from tests.views.scenes_of_agreements import AGREEMENT_MODALS
from tests.views.scenes_of_goals import GOAL_MODALS
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    BENS_ENROLMENT,
    BOTH_PLACES,
    CHOIR,
    LEA,
    a_scene,
    changed_agreement,
    some_facts,
    voice_of,
)

BENS, ANAS, LEAS = voice_of(BEN), voice_of(ANA), voice_of(LEA)
DRAFTED = some_facts(agreements=(an_agreement(),))
CHANGED = some_facts(agreements=changed_agreement())
SIGNED = some_facts(agreements=(a_signed_agreement(),))
LINES = (
    a_line(reason="both_said_yes", evidence={}),
    a_line(
        seq=2,
        event=Event.STAGE,
        stage_after=Stage.GROWTH,
        status_before=Status.ACTIVE,
        at=NOW + timedelta(weeks=6),
        actor=ANA.id,
        reason="confirmed_and_not_held",
        evidence={"version": 1, "meetings": 2, "goals": 1},
    ),
    a_line(
        seq=3,
        event=Event.STAGE,
        stage_before=Stage.GROWTH,
        stage_after=Stage.CLOSURE,
        status_before=Status.ACTIVE,
        at=NOW + timedelta(weeks=22),
        actor=None,
        reason="planned_end_near",
        evidence={},
    ),
    a_line(
        seq=4,
        event=Event.END,
        stage_before=Stage.CLOSURE,
        stage_after=Stage.CLOSURE,
        status_before=Status.ACTIVE,
        status_after=Status.ENDED,
        at=NOW + timedelta(weeks=23),
        actor=ANA.id,
        reason="left",
        evidence={},
    ),
)
BENS_HISTORY = PairHistory(facts=SIGNED, partner=ANA.id, lines=LINES)
ODD_PROGRAM = a_program(terms=some_terms(weeks=30, digest_hour=23, contact="U0MAX"))


def words_form(visibility: Visibility) -> View:
    """Where Ben types."""
    return modals.words_modal(BENS, SIGNED, Side.MENTEE, 2, visibility, "")


def preview(visibility: Visibility) -> View:
    """What Ben sees before it goes."""
    return modals.preview_modal(BENS, SIGNED, Side.MENTEE, some_feedback(visibility=visibility))


MODALS: dict[str, Callable[[], View]] = {
    "program_first": lambda: modals.program_modal(LEAS, None),
    "program_change": lambda: modals.program_modal(LEAS, ODD_PROGRAM),
    "program_open_end": lambda: modals.program_modal(LEAS, a_program(terms=some_terms(weeks=None))),
    "join": lambda: modals.join_modal(BENS, [Place(program=a_program())]),
    "join_change": lambda: modals.join_modal(BENS, [Place(program=a_program(), enrolment=BENS_ENROLMENT)]),
    "join_again": lambda: modals.join_modal(
        BENS, [Place(program=a_program(), enrolment=replace(BENS_ENROLMENT, left_at=NOW))]
    ),
    "join_one_of_several": lambda: modals.join_modal(BENS, [BOTH_PLACES[0], Place(program=CHOIR)]),
    "join_with_a_choice": lambda: modals.join_modal(BENS, [Place(program=a_program()), Place(program=CHOIR)]),
    "program_another": lambda: modals.program_modal(LEAS, None, id_of("another")),
    "leave": lambda: modals.leave_modal(BENS, a_program(), [some_facts()]),
    "leave_without_partner": lambda: modals.leave_modal(BENS, a_program(), []),
    "settings": lambda: modals.settings_modal(ANAS, ANA, [an_enrolment(ANA, Role.MENTOR, capacity=2)]),
    "settings_in_several": lambda: modals.settings_modal(
        ANAS, ANA, [an_enrolment(ANA, Role.MENTEE), an_enrolment(ANA, Role.MENTOR, capacity=2)]
    ),
    "settings_before_joining": lambda: modals.settings_modal(BENS, BEN, []),
    "agreement_first": lambda: modals.agreement_modal(BENS, some_facts(), Side.MENTEE, NOW, None, None),
    "agreement_change": lambda: modals.agreement_modal(ANAS, DRAFTED, Side.MENTOR, NOW, agreed(), None),
    "agreement_newest": lambda: modals.agreement_modal(ANAS, CHANGED, Side.MENTOR, NOW, None),
    "agreement_refused": lambda: modals.agreement_modal(
        ANAS,
        DRAFTED,
        Side.MENTOR,
        NOW,
        agreed(),
        Refused(lines={"ends_on": "field.date_past", "at": "field.slot_half"}),
    ),
    "sign": lambda: modals.sign_modal(ANAS, DRAFTED, Side.MENTOR, NOW),
    "sign_changed": lambda: modals.sign_modal(BENS, CHANGED, Side.MENTEE, NOW),
    "sign_own": lambda: modals.sign_modal(BENS, DRAFTED, Side.MENTEE, NOW),
    "sign_signed": lambda: modals.sign_modal(BENS, SIGNED, Side.MENTEE, NOW),
    "discard": lambda: modals.discard_modal(BENS, some_feedback(visibility=Visibility.PRIVATE)),
    **AGREEMENT_MODALS,
    **GOAL_MODALS,
    **scenes_of_time_off.MODALS,
    "reader": lambda: modals.reader_modal(BENS, SIGNED, Side.MENTEE, 2),
    "words_for_partner": lambda: words_form(Visibility.PARTNER),
    "words_kept": lambda: words_form(Visibility.PRIVATE),
    "words_for_lead": lambda: words_form(Visibility.LEAD),
    "words_again": lambda: modals.words_modal(ANAS, SIGNED, Side.MENTOR, 2, Visibility.PARTNER, "ask me more"),
    "preview_for_partner": lambda: preview(Visibility.PARTNER),
    "preview_kept": lambda: preview(Visibility.PRIVATE),
    "preview_for_lead": lambda: preview(Visibility.LEAD),
    "talk": lambda: modals.talk_modal(BENS, [LEA.slack_id], ["U0MAX"]),
    "talk_nobody": lambda: modals.talk_modal(BENS, [], []),
    "history": lambda: modals.history_modal(BENS, BENS_HISTORY),
    "history_empty": lambda: modals.history_modal(BENS, PairHistory(facts=SIGNED, partner=ANA.id, lines=())),
    "history_long": lambda: modals.history_modal(BENS, replace(BENS_HISTORY, lines=LINES * 40)),
    "loading": lambda: modals.loading_modal(BENS),
    "gone": lambda: modals.gone_modal(BENS, BENS.say("refusal.pair_ended")),
    "done": lambda: modals.done_modal(BENS, "leave.done"),
}


@pytest.mark.parametrize("name", MODALS)
def test_a_modal_looks_as_agreed(name: str, golden: Golden) -> None:
    look_at(golden, f"modals/{name}", MODALS[name]())


@pytest.mark.parametrize("name", MODALS)
def test_a_field_is_named_alike_as_block_and_as_action(name: str) -> None:
    inputs = [each for each in every(MODALS[name]()) if each.get("type") == "input"]

    for block in inputs:
        element = block["element"]
        assert isinstance(element, dict)
        # The kickoff has one listener for all its menus: there the block alone says which one it is.
        assert element["action_id"] in (block["block_id"], ids.KICKOFF_CHOICE)


NO_WORDS = {
    "pair",
    "version",
    "tz",
    "number",
    "visibility",
    "feedback",
    "program",
    "new",
    "seen",
    "first",
    "goal",
    "kept",
}
"""What a view may carry: ids, numbers, and a slot it has warned of."""


@pytest.mark.parametrize("name", MODALS)
def test_what_is_submitted_is_listened_for_and_carries_ids_only(name: str) -> None:
    view = MODALS[name]()
    metadata = ids.unpack(str(view["private_metadata"]))

    assert ("submit" in view) <= (view["callback_id"] in ids.CALLBACKS)
    assert set(metadata) <= NO_WORDS


def test_the_agreement_has_a_field_for_each_of_its_lines() -> None:
    view = modals.agreement_modal(BENS, some_facts(), Side.MENTEE, NOW, None, None)
    fields = {str(each["block_id"]) for each in every(view) if each.get("type") == "input"}

    assert fields == set(Terms.__dataclass_fields__) - {"tz"}


def test_nobody_signs_what_is_not_drafted() -> None:
    with pytest.raises(NotReadyToSign):
        modals.sign_modal(BENS, some_facts(), Side.MENTEE, NOW)


def inner_blocks(view: View) -> list[object]:
    """What a preview shows between its two lines across."""
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return blocks[2:-2]


def test_the_preview_is_the_very_message_its_reader_gets() -> None:
    partner, lead = preview(Visibility.PARTNER), preview(Visibility.LEAD)
    for_ana = for_partner(ANAS, SIGNED, some_feedback(visibility=Visibility.PARTNER))
    for_lea = for_lead(LEAS, SIGNED, some_feedback(visibility=Visibility.LEAD))

    assert list(for_ana.blocks) == inner_blocks(partner)
    assert list(for_lea.blocks) == inner_blocks(lead)


def test_who_leaves_sees_every_word_their_partner_will_read() -> None:
    view = modals.leave_modal(BENS, a_program(), [some_facts()])
    ended = a_scene(NoticeKind.ENDED, ANA, {"reason": "partner_left"})
    read = [block for block in draw(ANAS, ended).blocks if block["type"] != "actions"]
    blocks = view["blocks"]

    assert isinstance(blocks, list)
    assert len(read) == 3
    assert read == blocks[2:-1]


def test_a_private_note_is_never_said_to_be_sent() -> None:
    for form in (words_form(Visibility.PRIVATE), preview(Visibility.PRIVATE)):
        said = [str(each["text"]) for each in every(form) if isinstance(each.get("text"), str)]
        assert [words for words in said if "before anything is sent" in words or "Before it goes" in words] == []


@pytest.mark.parametrize("boundaries", ["", " \u200b "])
def test_boundaries_that_nobody_named_read_as_a_choice(boundaries: str) -> None:
    facts = some_facts(agreements=(an_agreement(terms=agreed(boundaries=boundaries)),))
    said = as_words(modals.sign_modal(ANAS, facts, Side.MENTOR, NOW))

    assert "None named." in said
    assert "Nothing written yet" not in said


def test_no_reader_is_chosen_beforehand() -> None:
    view = modals.reader_modal(BENS, SIGNED, Side.MENTEE, 2)

    assert not any("initial_option" in each for each in every(view))


def test_a_weekday_is_offered_even_to_two_who_share_none() -> None:
    night = replace(ANA, working_days=frozenset({5}))
    one = modals.agreement_modal(BENS, some_facts(mentor=night), Side.MENTEE, NOW, None, None)
    far = modals.agreement_modal(BENS, some_facts(pair=a_pair(ends_on=None)), Side.MENTEE, NOW, None, None)

    assert {"type": "plain_text", "text": "Tuesday", "emoji": True} in [each.get("text") for each in every(one)]
    assert one != far


@pytest.mark.parametrize(("opens", "closes", "expected"), [(16, 20, "16:00"), (8, 12, "08:00"), (9, 17, "15:00")])
def test_the_hour_that_is_offered_lies_in_the_working_hours_of_both(opens: int, closes: int, expected: str) -> None:
    early = replace(BEN, tz=ANA.tz, window_start=time(opens), window_end=time(closes))
    late = replace(ANA, window_start=time(8), window_end=time(20))
    facts = some_facts(mentor=late, mentee=early)
    view = modals.agreement_modal(BENS, facts, Side.MENTEE, NOW, None)

    assert [each["initial_time"] for each in every(view) if each.get("type") == "timepicker"] == [expected]


def test_metadata_that_is_not_ours_is_refused() -> None:
    assert ids.unpack("") == {}
    assert ids.unpack(ids.pack(pair="1", number="2")) == {"pair": "1", "number": "2"}
    for foreign in ("[]", '{"a": 1}', "nothing"):
        with pytest.raises(ValueError, match=r"."):
            ids.unpack(foreign)
