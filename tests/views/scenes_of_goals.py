"""Scenes of goals that are looked at again, of one that was reached, and of the stage after growth."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Unpack

from bot.domain.facts import PairFacts
from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import Goal, StepKind
from bot.domain.meetings import CheckIn, Outcome
from bot.domain.notices import NoticeKind, ToChannel
from bot.domain.pairs import Move, Side
from bot.domain.programs import Rhythm
from bot.domain.questions import Answer, Tap
from bot.domain.scenes import HomeScene, Scene
from bot.domain.stages import Stage
from bot.views import modals
from bot.views.parts import View
from tests.support.goals_of_the_house import NewsFields, a_note, some_news
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed
from tests.support.people_of_the_house import NOW, a_pair, a_program, ana
from tests.views.scenes_of_the_house import ANA, BEN, a_home, a_meeting, a_scene, at_home, some_facts, voice_of

Kind = NoticeKind
LATER = NOW + timedelta(weeks=9)
"""More than six weeks after Ben wrote his goal."""
NUMBER = 5
GOAL = a_goal(text="lead a *project* of <!here> three")
OTHER = a_goal(text="ask for feedback", first_step="")
IN_GROWTH = a_pair(stage=Stage.GROWTH, stage_since=NOW)
RHYTHMLESS = (a_signed_agreement(terms=agreed(rhythm=None)),)


def met(number: int = NUMBER, *, both: bool = True) -> tuple[CheckIn, ...]:
    """Both said that they met, each time."""
    people = (ANA, BEN) if both else (BEN,)
    return tuple(
        CheckIn(
            person=person.id,
            number=each,
            asked_at=a_meeting(each).expected_at,
            outcome=Outcome.MET,
            answered_at=a_meeting(each).expected_at,
        )
        for each in range(1, number + 1)
        for person in people
    )


def grown(*goals: Goal, **more: object) -> PairFacts:
    """Nine weeks in, in growth, with these goals; the question of the month is answered, the next meeting agreed."""
    facts = some_facts(
        pair=a_pair(stage=Stage.GROWTH, stage_since=LATER),
        agreements=(a_signed_agreement(),),
        meetings=tuple(a_meeting(each) for each in range(1, NUMBER + 1)),
        checks=met(),
        goals=goals,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def rated(*values: str) -> tuple[Answer, ...]:
    """How close Ben felt, at one check-in after the other."""
    return tuple(
        Answer(person=BEN.id, question=Tap.SELF, number=number, value=value, at=a_meeting(number).expected_at)
        for number, value in enumerate(values, 1)
    )


def reached(**chosen: Unpack[NewsFields]) -> PairFacts:
    """Ben has reached his goal."""
    at = LATER
    note = a_note(goal=GOAL.id, at=at, what=Progress.REACHED, next_step="")
    news = replace(some_news(goal=GOAL.id, reached_at=at), **chosen)
    return grown(GOAL.reach(at), goal_notes=(note,), goal_news=(news,))


def looked(what: Progress, next_step: str = "") -> PairFacts:
    """Ben said how his goal goes."""
    note = a_note(goal=GOAL.id, at=LATER, what=what, next_step=next_step)
    goal = GOAL.drop(LATER) if what is Progress.DROPPED else GOAL
    return grown(goal, goal_notes=(note,))


def asking(facts: PairFacts, reader: object = BEN) -> Callable[[], Scene]:
    """The check-in about the fifth meeting."""
    return lambda: a_scene(Kind.CHECK_IN, reader, {"number": NUMBER}, facts=facts, now=LATER)  # type: ignore[arg-type]


def told(facts: PairFacts, kind: Kind = Kind.GOAL_REACHED) -> Callable[[], Scene]:
    """The news in the conversation of the two."""

    def scene() -> Scene:
        made = a_scene(kind, None, facts=facts)
        return replace(made, notice=replace(made.notice, about=GOAL.id))

    return scene


def celebrated(facts: PairFacts) -> Callable[[], Scene]:
    """The news in the channel."""

    def scene() -> Scene:
        made = a_scene(Kind.GOAL_CELEBRATED, None, {"turn": 2}, facts=facts)
        to = ToChannel(channel=a_program().terms.digest_channel)
        return replace(made, notice=replace(made.notice, about=GOAL.id, to=to))

    return scene


def mature(**more: object) -> PairFacts:
    """What speaks for maturity: met in rhythm through growth, and a goal has moved."""
    note = a_note(goal=GOAL.id, at=LATER - timedelta(days=20), next_step="")
    made = grown(GOAL, pair=IN_GROWTH, goal_notes=(note,), agreements=RHYTHMLESS)
    return replace(made, **more)  # type: ignore[arg-type]


MOVING = a_pair(stage=Stage.GROWTH, stage_since=NOW, move=Move(to=Stage.MATURITY, confirmed_by=ana().id, at=LATER))
OPEN_END = a_pair(stage=Stage.GROWTH, stage_since=LATER, ends_on=None)
BOTH: NewsFields = {"teller": Teller.BOT, "mentor_yes": True, "mentee_yes": True, "turn": 2}
IN_WORDS: NewsFields = {**BOTH, "has_words": True}

WEEKLY = a_signed_agreement(terms=agreed(rhythm=Rhythm.WEEKLY))
"""They chose another rhythm than the program's."""

GOAL_SCENES: dict[str, Callable[[], Scene]] = {
    "check_in_asks_about_a_goal": asking(grown(GOAL, OTHER)),
    "check_in_goal_moved": asking(looked(Progress.MOVED)),
    "check_in_goal_stuck": asking(looked(Progress.STUCK)),
    "check_in_goal_dropped": asking(looked(Progress.DROPPED)),
    "check_in_goal_step_noted": asking(looked(Progress.MOVED, "ask the board")),
    "check_in_goal_reached": asking(reached()),
    "check_in_goal_told_by_mentee": asking(reached(teller=Teller.MENTEE)),
    "check_in_goal_told_by_bot": asking(reached(teller=Teller.BOT)),
    "check_in_plans_an_ending": asking(grown(OTHER.reach(NOW), pair=OPEN_END), ANA),
    "check_in_proposes_maturity": asking(mature(), ANA),
    "check_in_proposes_maturity_with_a_signed_rhythm": asking(mature(agreements=(WEEKLY,)), ANA),
    "stage_confirmed_maturity": lambda: a_scene(
        Kind.STAGE_CONFIRMED, BEN, {"to": "maturity"}, facts=mature(pair=MOVING), now=LATER
    ),
    "stage_confirmed_maturity_held": lambda: a_scene(
        Kind.STAGE_CONFIRMED, BEN, {"to": "maturity"}, facts=mature(), now=LATER
    ),
    "goal_reached": told(reached(teller=Teller.BOT)),
    "goal_reached_one_yes": told(reached(teller=Teller.BOT, mentor_yes=True, turn=1)),
    "goal_reached_both_yes": told(reached(**BOTH)),
    "goal_reached_both_yes_in_words": told(reached(**IN_WORDS)),
    "goal_reopened": told(grown(GOAL), Kind.GOAL_REOPENED),
    "goal_celebrated": celebrated(reached(**BOTH)),
    "goal_celebrated_in_words": celebrated(reached(**IN_WORDS)),
}
"""Every state in which a goal or the stage after growth is drawn."""

STEPPED = grown(
    GOAL,
    OTHER.reach(LATER),
    goal_notes=(a_note(goal=GOAL.id, at=LATER, next_step="ask the <@U0LEA>", step_kind=StepKind.CHALLENGE),),
    goal_news=(some_news(goal=OTHER.id),),
    answers=rated("2", "4"),
)
GOAL_MODALS: dict[str, Callable[[], View]] = {
    "goals_to_look_at": lambda: modals.goals_modal(voice_of(BEN), grown(GOAL, OTHER), Side.MENTEE, LATER),
    "goals_looked_at": lambda: modals.goals_modal(voice_of(BEN), STEPPED, Side.MENTEE, LATER),
    "goals_looked_at_for_mentor": lambda: modals.goals_modal(voice_of(ANA), STEPPED, Side.MENTOR, LATER),
    "goals_dropped": lambda: modals.goals_modal(
        voice_of(BEN), grown(GOAL.drop(LATER), OTHER.drop(NOW)), Side.MENTEE, LATER
    ),
    "goals_dropped_for_mentor": lambda: modals.goals_modal(voice_of(ANA), grown(GOAL.drop(LATER)), Side.MENTOR, LATER),
    "goals_rated_once": lambda: modals.goals_modal(voice_of(BEN), grown(OTHER, answers=rated("3")), Side.MENTEE, NOW),
    "goal_step": lambda: modals.step_modal(voice_of(BEN), STEPPED, GOAL),
    "goal_step_first": lambda: modals.step_modal(voice_of(BEN), grown(GOAL), GOAL),
}
"""Forms and lists by name."""

GOAL_HOMES: dict[str, Callable[[], HomeScene]] = {
    "goals_to_look_at": lambda: a_home(now=LATER, pairs=(at_home(grown(GOAL)),)),
    "goal_reached": lambda: a_home(now=LATER, pairs=(at_home(reached()),)),
    "goals_to_rate": lambda: a_home(now=LATER, pairs=(at_home(looked(Progress.MOVED)),)),
    "maturity": lambda: a_home(now=LATER, pairs=(at_home(mature()),)),
    "maturity_to_confirm": lambda: a_home(now=LATER, pairs=(at_home(mature(pair=MOVING)),)),
    "open_end": lambda: a_home(now=LATER, pairs=(at_home(grown(OTHER.reach(NOW), pair=OPEN_END)),)),
}
"""Homes by name."""
