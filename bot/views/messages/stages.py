"""How the next stage is proposed, confirmed and awaited: a message of its own, and the part of a check-in."""

from datetime import datetime

from bot.domain.facts import PairFacts
from bot.domain.growth import Evidence, evidence, moves_at, slows_down
from bot.domain.pairs import Move, Side
from bot.domain.scenes import Scene
from bot.domain.stages import ORDER, Stage
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, say
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import evidence_words, needed, partner_mention, stage_means, stage_name

TWICE = 2
"""Meetings that have a word of their own."""


def stage_confirmed(voice: Voice, scene: Scene) -> Message:
    """To the partner of who agreed to the next stage. Drawn later, it says how things stand then."""
    facts = needed(scene.facts, "pair")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    if facts.pair.move is None:
        to = Stage(str(scene.notice.facts.get("to", Stage.GROWTH)))
        return compose(voice, [_settled(voice, facts, to)])
    asked = stage_part(voice, facts, side, scene.now)
    return compose(voice, [*asked, note(voice, "stage.why")])


def stage_part(voice: Voice, facts: PairFacts, side: Side, now: datetime, number: int | None = None) -> list[Paragraph]:
    """What one side is shown of the next stage; nothing while there is none to propose. `number` is the check-in's."""
    move, found = facts.pair.move, evidence(facts, now)
    if move is not None and move.confirmed_by == facts.pair.person_on(side):
        return [_mine(voice, move)]
    if move is not None:
        return _partners(voice, facts, side, move, found.numbers if found else {}, number)
    return _proposed(voice, facts, found, number) if found else []


def _settled(voice: Voice, facts: PairFacts, to: Stage) -> Paragraph:
    """Without a move it has either happened or was held; who held it is not told."""
    stage = facts.pair.stage
    if ORDER.index(stage) < ORDER.index(to):
        return say(voice, "stage.waiting")
    return say(voice, "stage.reached", stage=stage_name(voice, stage), means=stage_means(voice, stage))


def _proposed(voice: Voice, facts: PairFacts, found: Evidence, number: int | None) -> list[Paragraph]:
    week = "stage.week" if found.to is Stage.GROWTH else "stage.week_again"
    slots = stage_slots(voice, found)
    if found.to is Stage.MATURITY and slows_down(facts.terms, facts.program.terms.rhythm):
        asked = say(voice, "stage.propose_maturity_slower", times=slots["times"], stage=slots["stage"])
    else:
        asked = say(voice, f"stage.propose_{found.to}", **slots)
    return [asked, answers(voice, *stage_choices(facts, number, found.to)), note(voice, week)]


def stage_slots(voice: Voice, found: Evidence) -> dict[str, str]:
    """What the proposal of a stage says on that evidence."""
    met = found.numbers["meetings"]
    return {
        "stage": stage_name(voice, found.to),
        "means": stage_means(voice, found.to),
        "times": voice.say("stage.twice") if met == TWICE else voice.say("stage.times", n=met),
    }


def _partners(
    voice: Voice, facts: PairFacts, side: Side, move: Move, found: dict[str, int], number: int | None
) -> list[Paragraph]:
    partner = partner_mention(voice, facts, side)
    means = stage_means(voice, move.to)
    evidences = evidence_words(voice, found or {"meetings": len(facts.held)})
    return [
        say(
            voice,
            "stage.by_partner",
            partner=partner,
            stage=stage_name(voice, move.to),
            means=means,
            evidence=evidences,
        ),
        say(voice, "stage.moves", day=voice.local(moves_at(move))),
        answers(voice, *stage_choices(facts, number, move.to)),
        note(voice, "stage.unattributed"),
    ]


def _mine(voice: Voice, move: Move) -> Paragraph:
    return say(voice, "stage.mine", stage=stage_name(voice, move.to), day=voice.local(moves_at(move)))


def stage_choices(facts: PairFacts, number: int | None, to: Stage) -> tuple[Choice, Choice]:
    """The two answers to the next stage; in a check-in they carry its number, so that it can be drawn again."""
    pair = str(facts.pair.id) if number is None else f"{facts.pair.id}:{number}"
    is_growth = to is Stage.GROWTH
    yes, not_yet = (ids.STAGE_YES, ids.STAGE_NOT_YET) if is_growth else (ids.MATURITY_YES, ids.MATURITY_NOT_YET)
    return (
        Choice(label="stage.yes", action=yes, value=pair, style="primary"),
        Choice(label="stage.not_yet", action=not_yet, value=pair),
    )
