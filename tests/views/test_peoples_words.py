"""People's own words ring no bell, break no message and are shown as they were written."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.agreement import LONGEST_TEXT
from bot.domain.feedback import LONGEST_FEEDBACK
from bot.domain.goal_notes import Teller
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.programs import Place
from bot.domain.questions import Visibility
from bot.domain.scenes import Scene
from bot.texts import tame
from bot.views import modals
from bot.views.composing import ROOM, fit
from bot.views.home import home
from bot.views.limits import problems
from bot.views.messages import draw
from tests.support.goals_of_the_house import some_news
from tests.support.papers_of_the_house import a_goal, agreed, an_agreement, some_feedback
from tests.support.people_of_the_house import NOW, a_program, a_proposal, some_terms
from tests.views.checking import as_drawn, mrkdwn
from tests.views.scenes_of_the_house import (
    ANA,
    ANAS_ENROLMENT,
    BEN,
    BENS_ENROLMENT,
    LEA,
    a_home,
    a_scene,
    at_home,
    held_feedback,
    some_facts,
    voice_of,
)

TRAPS = ("<!channel>", "<@U1>", "*bold*", "_slanted_", "~gone~", "`code`", "\u202e", "\u200b", "<https://x.y|z>")
# A mark between two letters formats nothing and stays, so traps stand as words of their own.
PIECES = st.sampled_from([*(f" {trap} " for trap in TRAPS), "&", "<", "a word ", "\n\n\n", "👩‍💻", "é", " "]) | st.text(
    max_size=20
)


def words(most: int) -> st.SearchStrategy[str]:
    """Words up to their maximum, full of traps."""
    short = st.lists(PIECES, max_size=12).map("".join)
    long = st.builds(lambda piece: (piece or "x") * most, PIECES)
    return (short | long).map(lambda text: text[:most])


def about(text: str) -> dict[NoticeKind, Scene]:
    """The notices that carry people's words."""
    facts = some_facts(
        program=a_program(terms=some_terms(name=text[:80] or "Compass")),
        mentor_enrolment=replace(ANAS_ENROLMENT, wants=text[:LONGEST_TEXT], offers=text[:LONGEST_TEXT]),
        mentee_enrolment=replace(BENS_ENROLMENT, wants=text[:LONGEST_TEXT], offers=text[:LONGEST_TEXT]),
    )
    kind = NoticeKind
    feedback = replace(held_feedback(), words=text)
    proposed = replace(facts, pair=a_proposal())
    goal = a_goal(text=text[:LONGEST_TEXT]).reach(NOW)
    told = some_news(goal=goal.id, teller=Teller.BOT, mentee_yes=True, has_words=True)
    reached = replace(facts, goals=(goal,), goal_news=(told,))
    news = {
        each: a_scene(each, None, facts=reached)
        for each in (kind.GOAL_REACHED, kind.GOAL_REOPENED, kind.GOAL_CELEBRATED)
    }
    return {
        **{each: replace(scene, notice=replace(scene.notice, about=goal.id)) for each, scene in news.items()},
        kind.FEEDBACK: a_scene(kind.FEEDBACK, ANA, facts=facts, feedback=feedback),
        kind.FEEDBACK_HELD: a_scene(kind.FEEDBACK_HELD, BEN, facts=facts, feedback=feedback),
        kind.HELP_ASKED: a_scene(kind.HELP_ASKED, LEA, facts=facts, feedback=feedback),
        kind.INTRODUCTION: a_scene(kind.INTRODUCTION, None, facts=facts),
        kind.PROPOSAL: a_scene(kind.PROPOSAL, ANA, facts=proposed),
    }


@given(words(LONGEST_FEEDBACK))
def test_no_trap_survives_where_slack_obeys(text: str) -> None:
    for scene in about(text).values():
        drawn = as_drawn(draw(voice_of(scene.reader), scene))
        for said in mrkdwn(drawn):
            assert [trap for trap in TRAPS if trap in said] == []


@given(words(LONGEST_FEEDBACK))
def test_slack_takes_every_message_whatever_people_write(text: str) -> None:
    for scene in about(text).values():
        assert problems(as_drawn(draw(voice_of(scene.reader), scene))) == []


@given(words(LONGEST_FEEDBACK))
def test_feedback_is_shown_word_for_word(text: str) -> None:
    scene = about(text)[NoticeKind.FEEDBACK]
    shown = [each for each in draw(voice_of(ANA), scene).blocks if each["type"] == "rich_text"]

    assert bool(shown) == bool(tame(text))
    for block in shown:
        assert block["elements"] == [{"type": "rich_text_quote", "elements": [{"type": "text", "text": tame(text)}]}]


@given(words(LONGEST_TEXT))
def test_slack_takes_every_modal_and_home_whatever_people_write(text: str) -> None:
    terms = agreed(purpose=text, gain=text, boundaries=text)
    facts = some_facts(agreements=(an_agreement(terms=terms),))
    program = a_program(terms=some_terms(name=text[:80]))
    feedback = some_feedback(words=text, visibility=Visibility.PRIVATE)
    enrolment = replace(BENS_ENROLMENT, wants=text, offers=text)
    ana, ben = voice_of(ANA), voice_of(BEN)
    views = [
        modals.sign_modal(ana, facts, Side.MENTOR, NOW),
        modals.agreement_modal(ana, facts, Side.MENTOR, NOW, None),
        modals.join_modal(ben, [Place(program=program, enrolment=enrolment)]),
        modals.leave_modal(ben, program, [facts] * 60),
        modals.program_modal(ana, program),
        modals.preview_modal(ben, facts, Side.MENTEE, feedback),
        modals.words_modal(ben, facts, Side.MENTEE, 2, Visibility.LEAD, text),
        home(ben, a_home(program=program, enrolment=enrolment, pairs=(at_home(facts, kept=(feedback,) * 9),))),
    ]

    for view in views:
        assert problems(view) == []
        assert [trap for said in mrkdwn(view) for trap in TRAPS if trap in said] == []


@example("&", 4)
@given(words(LONGEST_FEEDBACK), st.integers(1, ROOM) | st.integers(1, 9))
def test_words_are_cut_to_their_room_before_they_are_escaped(text: str, room: int) -> None:
    fitted = fit(voice_of(BEN), text, room)

    assert len(fitted) <= room
    assert fitted.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


@given(st.text(st.sampled_from("ab_*~` <>\n")))
def test_marks_inside_words_stay_and_marks_at_their_edges_do_not(text: str) -> None:
    said = voice_of(BEN).words(f"snake_case 2*3 {text}")

    assert said.startswith("snake_case 2*3")
    assert voice_of(BEN).words(said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) == said
