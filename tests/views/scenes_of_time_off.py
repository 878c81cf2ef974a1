"""Scenes around silence, half-time, pauses, a fresh start, and several things said as one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.bundles import Bundle, Part
from bot.domain.commitments import Commitment
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.scenes import Scene
from bot.domain.stages import Stage, Status
from bot.views import modals
from bot.views.parts import View
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, id_of
from tests.views.scenes_of_the_house import ANA, BEN, PAIR, a_scene, asked_about, some_facts, told_of, voice_of

Kind = NoticeKind
PAUSED = a_pair(status=Status.PAUSED)
ANEW = a_pair(stage=Stage.GROWTH, beginning=2, begun_at=NOW)
BUNDLE_ID = id_of("a bundle")
ASKED = some_facts(checks=(asked_about(ANA, 1), asked_about(BEN, 1)))

OWN = Commitment(id=BUNDLE_ID, pair=PAIR.id, person=BEN.id, number=1, words="listen first", made_at=NOW)
BEGINNING = replace(some_facts(pair=ANEW), commitments=(OWN,))
"""Ben has noted what he would change in how he shows up."""


def bundle(*parts: Scene, is_weekly: bool = False) -> Scene:
    """Several things in one message to whoever reads the first of them."""
    reader = parts[0].reader
    whole = replace(parts[0].notice, kind=Kind.BUNDLE, pair=None, facts={}, about=BUNDLE_ID)
    return Scene(notice=whole, now=parts[0].now, reader=reader, parts=parts, is_weekly=is_weekly)


def for_kim(scene: Scene) -> Scene:
    """The same about Ana's other mentee, Kim."""
    facts = scene.facts
    assert facts is not None
    kim = replace(facts.mentee, id=id_of("Kim"), slack_id="U0KIM", name="Kim")
    pair = replace(facts.pair, id=id_of("Ana and Kim"), mentee=kim.id)
    return replace(scene, facts=replace(facts, mentee=kim, pair=pair), notice=replace(scene.notice, pair=pair.id))


SCENES: dict[str, Callable[[], Scene]] = {
    "silence_first": lambda: a_scene(Kind.SILENCE, BEN, {"rung": 1}, facts=ASKED),
    "silence_second": lambda: a_scene(Kind.SILENCE, ANA, {"rung": 2}, facts=ASKED),
    "silence_last": lambda: a_scene(Kind.SILENCE, BEN, {"rung": 3}, facts=ASKED),
    "half_time": lambda: a_scene(Kind.HALF_TIME, BEN),
    "paused": lambda: a_scene(Kind.PAUSED, ANA, facts=some_facts(pair=PAUSED)),
    "paused_until": lambda: a_scene(
        Kind.PAUSED, ANA, facts=some_facts(pair=replace(PAUSED, paused_until=NOW.date() + timedelta(days=20)))
    ),
    "paused_and_over": lambda: a_scene(Kind.PAUSED, ANA),
    "resumed": lambda: a_scene(Kind.RESUMED, BEN),
    "reset": lambda: a_scene(Kind.RESET, None),
    "brief_after_a_fresh_start": lambda: a_scene(
        Kind.BRIEF,
        BEN,
        {"number": 2},
        facts=replace(BEGINNING, checks=(replace(told_of(BEN, 1), asked_at=NOW - timedelta(days=1)),)),
    ),
    "reset_in_growth": lambda: a_scene(Kind.RESET, None, facts=some_facts(pair=ANEW)),
    "begun_again": lambda: a_scene(
        Kind.BEGUN_AGAIN, None, facts=some_facts(pair=replace(ANEW, stage=Stage.INITIATION))
    ),
    "bundle_of_two": lambda: bundle(
        a_scene(Kind.CHECK_IN, BEN, {"number": 1}, facts=ASKED), a_scene(Kind.HALF_TIME, BEN, facts=ASKED)
    ),
    "bundle_after_coming_back": lambda: bundle(
        *(
            a_scene(kind, replace(BEN, away_until=NOW.date()), {"number": 1}, facts=ASKED)
            for kind in (Kind.CHECK_IN, Kind.HALF_TIME)
        )
    ),
    "bundle_of_a_week": lambda: bundle(
        a_scene(Kind.CHECK_IN, ANA, {"number": 1}, facts=ASKED),
        for_kim(a_scene(Kind.CHECK_IN, ANA, {"number": 1}, facts=ASKED)),
        for_kim(a_scene(Kind.HALF_TIME, ANA, facts=ASKED)),
        is_weekly=True,
    ),
}


MODALS: dict[str, Callable[[], View]] = {
    "reset": lambda: modals.reset_modal(voice_of(BEN), some_facts(), Side.MENTEE),
    "reset_own": lambda: modals.own_modal(voice_of(BEN), BEGINNING, Side.MENTEE),
    "reset_own_of_the_other": lambda: modals.own_modal(voice_of(ANA), BEGINNING, Side.MENTOR),
    "pair_more": lambda: modals.pair_modal(voice_of(BEN), some_facts(), Side.MENTEE),
    "pair_more_while_beginning_anew": lambda: modals.pair_modal(voice_of(BEN), BEGINNING, Side.MENTEE),
}
"""Forms by name."""


def a_bundle_of(*parts: tuple[NoticeKind, dict[str, str | int]]) -> Bundle:
    """A bundle for Ben, as it is kept."""
    return Bundle(
        id=BUNDLE_ID,
        workspace=WORKSPACE,
        person=BEN.id,
        made_at=NOW,
        parts=tuple(Part(kind=kind, pair=PAIR.id, facts=facts) for kind, facts in parts),
        is_weekly=False,
    )
