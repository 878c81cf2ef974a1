"""Scenes and forms of the kickoff, the living agreement and goals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.agreement import Agreement, Terms
from bot.domain.facts import PairFacts
from bot.domain.goals import GoalState, StepKind
from bot.domain.kickoff import FreeLines, KickoffAnswer, usual_choices
from bot.domain.notices import NoticeKind as Kind
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.domain.reviews import Review
from bot.domain.scenes import HomeScene, Scene
from bot.domain.stages import Status
from bot.views import modals
from bot.views.parts import View
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed, an_agreement
from tests.support.people_of_the_house import NOW, a_pair
from tests.views.scenes_of_the_house import (
    ANA,
    BEN,
    LATER,
    PAIR,
    a_home,
    a_scene,
    at_home,
    changed_agreement,
    some_facts,
    told_of,
    voice_of,
)

USUAL = usual_choices(Rhythm.FORTNIGHTLY, (ANA, BEN))
BENS = KickoffAnswer(
    pair=PAIR.id, person=BEN.id, choices=USUAL | {"rhythm": "weekly", "agenda": "turns"}, finished_at=NOW
)
ANAS = KickoffAnswer(
    pair=PAIR.id,
    person=ANA.id,
    choices=USUAL | {"role": "coaching", "minutes": "90", "language": "de"},
    finished_at=NOW + timedelta(hours=3),
)
BEGUN = some_facts(kickoff=(replace(BENS, finished_at=None, choices={"rhythm": "weekly"}),))
ONE_IN = some_facts(kickoff=(BENS,))
BOTH_IN = some_facts(kickoff=(ANAS, BENS))
ALIKE = some_facts(kickoff=(replace(ANAS, choices=USUAL), replace(BENS, choices=USUAL)))
REVIEWED_ON = date(2026, 4, 6)


def a_review(*who: Side) -> PairFacts:
    """Their agreement on its review date; these have said that it holds."""
    version = a_signed_agreement(terms=agreed(review_on=REVIEWED_ON))
    reviews = tuple(
        Review(pair=PAIR.id, due_on=REVIEWED_ON, person=PAIR.person_on(side), asked_at=LATER, held_at=LATER)
        for side in who
    )
    return some_facts(agreements=(version,), reviews=reviews)


def amended() -> tuple[Agreement, Agreement]:
    """Version 1, signed by both, and Ana's version 2 with its reason."""
    terms = agreed(purpose="lead a team of five", rhythm=Rhythm.WEEKLY, weekday=1, at=time(16, 30), minutes=None)
    second = an_agreement(version=2, terms=terms, drafted_by=ANA.id, signatures=(), reason="there is a team now")
    return a_signed_agreement(), second.sign(ANA.id, NOW + timedelta(days=20))


def kept() -> tuple[Agreement, ...]:
    """The same, of which version 2 was not taken up, and a version 3 that both signed."""
    first, second = amended()
    third = an_agreement(version=3, terms=agreed(minutes=90)).sign(ANA.id, NOW + timedelta(days=30))
    return first, replace(second, withdrawn_at=NOW + timedelta(days=21)), third


OPEN_LINES = some_facts(agreements=(an_agreement(terms=Terms(tz="Europe/Berlin")),))
AMENDED, KEPT = some_facts(agreements=amended()), some_facts(agreements=kept())
GOALS = some_facts(
    goals=(
        a_goal(),
        a_goal(text="read one book", measure="", due=None, step_kind=StepKind.RESOURCE, first_step="the first chapter"),
        a_goal(text="speak up", state=GoalState.REACHED, closed_at=LATER, first_step=""),
    )
)

AGREEMENT_SCENES: dict[str, Callable[[], Scene]] = {
    "agreement_drafted_with_open_lines": lambda: a_scene(
        Kind.AGREEMENT_DRAFTED, None, {"version": 1}, facts=OPEN_LINES
    ),
    "agreement_amended": lambda: a_scene(Kind.AGREEMENT_DRAFTED, None, {"version": 2}, facts=AMENDED),
    "agreement_signed_without_slot": lambda: a_scene(
        Kind.AGREEMENT_SIGNED,
        None,
        {"version": 1},
        facts=some_facts(agreements=(a_signed_agreement(terms=Terms(tz="UTC", rhythm=Rhythm.MONTHLY)),)),
    ),
    "agreement_kept": lambda: a_scene(Kind.AGREEMENT_KEPT, None, {"version": 2}, facts=KEPT),
    "agreement_nudge_to_answer": lambda: a_scene(Kind.AGREEMENT_NUDGE, BEN),
    "agreement_nudge_answered": lambda: a_scene(Kind.AGREEMENT_NUDGE, BEN, facts=ONE_IN),
    "agreement_nudge_to_compare": lambda: a_scene(Kind.AGREEMENT_NUDGE, ANA, facts=BOTH_IN),
    "agreement_nudge_to_sign": lambda: a_scene(
        Kind.AGREEMENT_NUDGE, ANA, facts=some_facts(agreements=(an_agreement(),))
    ),
    "kickoff_both": lambda: a_scene(Kind.KICKOFF_BOTH, None, facts=BOTH_IN),
    "kickoff_alone": lambda: a_scene(Kind.KICKOFF_ALONE, BEN, facts=ONE_IN),
    "kickoff_alone_overtaken": lambda: a_scene(Kind.KICKOFF_ALONE, BEN, facts=BOTH_IN),
    "short_agreement": lambda: a_scene(Kind.SHORT_AGREEMENT, BEN),
    "short_agreement_signed": lambda: a_scene(
        Kind.SHORT_AGREEMENT, BEN, facts=some_facts(agreements=(a_signed_agreement(),))
    ),
    "review_date": lambda: a_scene(Kind.REVIEW_DATE, BEN, {"on": REVIEWED_ON.isoformat()}, facts=a_review()),
    "review_date_held": lambda: a_scene(
        Kind.REVIEW_DATE, BEN, {"on": REVIEWED_ON.isoformat()}, facts=a_review(Side.MENTEE)
    ),
    "review_date_held_by_both": lambda: a_scene(
        Kind.REVIEW_DATE, BEN, {"on": REVIEWED_ON.isoformat()}, facts=a_review(*Side)
    ),
}
"""Messages by name."""

BENS_VOICE, ANAS_VOICE = voice_of(BEN), voice_of(ANA)
ENDED = replace(KEPT, pair=a_pair(status=Status.ENDED, ended_at=LATER))
AGREEMENT_MODALS: dict[str, Callable[[], View]] = {
    "kickoff": lambda: modals.kickoff_modal(ANAS_VOICE, some_facts(), Side.MENTOR),
    "kickoff_begun": lambda: modals.kickoff_modal(BENS_VOICE, BEGUN, Side.MENTEE),
    "kickoff_compare": lambda: modals.compare_modal(BENS_VOICE, BOTH_IN, Side.MENTEE, NOW),
    "kickoff_compare_mentor": lambda: modals.compare_modal(ANAS_VOICE, BOTH_IN, Side.MENTOR, NOW),
    "kickoff_compare_outside_hours": lambda: modals.compare_modal(
        BENS_VOICE,
        BOTH_IN,
        Side.MENTEE,
        NOW,
        modals.Typed(
            settled={"rhythm": "weekly", "agenda": None},
            lines=FreeLines(tz=BEN.tz, weekday=1, at=time(3), purpose="grow"),
            outside=(ANA.slack_id, BEN.slack_id),
        ),
    ),
    "agreement_outside_hours": lambda: modals.agreement_modal(
        ANAS_VOICE, AMENDED, Side.MENTOR, NOW, agreed(at=time(3)), modals.Refused(outside=(ANA.slack_id,))
    ),
    "kickoff_compare_alike": lambda: modals.compare_modal(BENS_VOICE, ALIKE, Side.MENTEE, NOW),
    "short_agreement": lambda: modals.short_modal(BENS_VOICE, some_facts(), Side.MENTEE),
    "agreement_amend": lambda: modals.agreement_modal(
        ANAS_VOICE, some_facts(agreements=(a_signed_agreement(),)), Side.MENTOR, NOW, None
    ),
    "agreement_open_lines": lambda: modals.agreement_modal(ANAS_VOICE, OPEN_LINES, Side.MENTOR, NOW, None),
    "agreement_overtaken": lambda: modals.agreement_modal(
        ANAS_VOICE,
        AMENDED,
        Side.MENTOR,
        NOW,
        agreed(minutes=30),
        modals.Refused(is_overtaken=True, reason="shorter is enough"),
    ),
    "sign_amended": lambda: modals.sign_modal(BENS_VOICE, AMENDED, Side.MENTEE, NOW),
    "sign_open_lines": lambda: modals.sign_modal(ANAS_VOICE, OPEN_LINES, Side.MENTOR, NOW),
    "version_first": lambda: modals.version_modal(BENS_VOICE, KEPT, Side.MENTEE, 1),
    "version_not_taken_up": lambda: modals.version_modal(BENS_VOICE, KEPT, Side.MENTEE, 2),
    "version_newest": lambda: modals.version_modal(ANAS_VOICE, KEPT, Side.MENTOR, 3),
    "version_unsigned": lambda: modals.version_modal(
        ANAS_VOICE, some_facts(agreements=changed_agreement()), Side.MENTOR, 2
    ),
    "version_after_the_end": lambda: modals.version_modal(BENS_VOICE, ENDED, Side.MENTEE, 2),
    "goal": lambda: modals.goal_modal(BENS_VOICE, GOALS, None, date(2026, 6, 1)),
    "goal_change": lambda: modals.goal_modal(BENS_VOICE, GOALS, GOALS.goals[1], None),
    "goals_of_mentee": lambda: modals.goals_modal(BENS_VOICE, GOALS, Side.MENTEE, NOW),
    "goals_read_by_mentor": lambda: modals.goals_modal(ANAS_VOICE, GOALS, Side.MENTOR, NOW),
    "goals_none": lambda: modals.goals_modal(BENS_VOICE, some_facts(), Side.MENTEE, NOW),
    "goals_none_for_mentor": lambda: modals.goals_modal(ANAS_VOICE, some_facts(), Side.MENTOR, NOW),
}
"""Forms by name."""

MET = some_facts(checks=(told_of(BEN, 1),), agreements=(a_signed_agreement(),))
AGREEMENT_HOMES: dict[str, Callable[[], HomeScene]] = {
    "kickoff_to_answer": lambda: a_home(pairs=(at_home(BEGUN),)),
    "kickoff_answered": lambda: a_home(pairs=(at_home(ONE_IN),)),
    "kickoff_to_start_alone": lambda: a_home(now=LATER, pairs=(at_home(ONE_IN),)),
    "kickoff_to_compare": lambda: a_home(pairs=(at_home(BOTH_IN),)),
    "first_goal": lambda: a_home(pairs=(at_home(MET),)),
    "review": lambda: a_home(now=LATER, pairs=(at_home(replace(a_review(), goals=GOALS.goals)),)),
    "past_mentorship": lambda: replace(a_home(), past=(at_home(ENDED),)),
}
"""Homes by name."""
