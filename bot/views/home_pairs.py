"""The mentorships of one person, on Home."""

from bot.domain.facts import PairFacts
from bot.domain.scenes import HomeScene, PairAtHome
from bot.domain.stages import Status
from bot.views import ids, parts
from bot.views.composing import Choice, buttons
from bot.views.home_waiting import side_at_home
from bot.views.parts import Block
from bot.views.voice import Voice
from bot.views.wording import partner_mention, stage_means, stage_name

MOST_LOOKS = 3
"""Looks shown of a pair, newest first."""


def pair_blocks(voice: Voice, scene: HomeScene, room: int) -> list[Block]:
    """Active and paused mentorships in at most `room` blocks (4 or more), with a sentence for those left out."""
    living = [each for each in scene.pairs if each.facts.pair.status in (Status.ACTIVE, Status.PAUSED)]
    if not living and not (scene.enrolment and scene.enrolment.is_current):
        return []
    shown: list[Block] = [parts.header(voice.say("home.pairs"))]
    if not living:
        return [*shown, parts.section(voice.say("home.no_pairs"))]
    for place, pair in enumerate(living):
        drawn = _pair(voice, scene, pair)
        # One block is kept free for the sentence.
        if len(shown) + len(drawn) >= room:
            return [*shown, parts.context(voice.say("home.more_pairs", n=len(living) - place))]
        shown += drawn
    return shown


def _pair(voice: Voice, scene: HomeScene, pair: PairAtHome) -> list[Block]:
    facts, side = pair.facts, side_at_home(scene, pair)
    value = str(facts.pair.id)
    said = [
        voice.say(f"home.pair_{side}", partner=partner_mention(voice, facts, side)),
        _stage(voice, facts),
        _agreement(voice, facts),
        _next(voice, pair),
        *_end(voice, facts),
    ]
    read = Choice(label="home.read", action=ids.AGREEMENT_OPEN, value=value)
    history = Choice(label="home.history", action=ids.HISTORY_OPEN, value=value)
    choices = (read, history) if facts.agreement else (history,)
    looks = [voice.say("home.looked", at=voice.local(look)) for look in pair.looks[:MOST_LOOKS]]
    shown = [parts.section("\n".join(said)), buttons(voice, *choices)]
    return [*shown, parts.context(*looks)] if looks else shown


def _stage(voice: Voice, facts: PairFacts) -> str:
    if facts.pair.status is Status.PAUSED:
        return voice.say("home.paused")
    stage = facts.pair.stage
    return voice.say("home.stage", stage=stage_name(voice, stage), means=stage_means(voice, stage))


def _agreement(voice: Voice, facts: PairFacts) -> str:
    newest = facts.agreement
    if newest is None:
        return voice.say("home.agreement_none")
    if facts.signed and not newest.is_signed:
        return voice.say("home.agreement_newer", version=newest.version, signed=facts.signed.version)
    key = "home.agreement_signed" if newest.is_signed else "home.agreement_unsigned"
    return voice.say(key, version=newest.version)


def _next(voice: Voice, pair: PairAtHome) -> str:
    if pair.next_check_in is None:
        return voice.say("home.no_check")
    return voice.say("home.next_check", at=voice.local(pair.next_check_in))


def _end(voice: Voice, facts: PairFacts) -> list[str]:
    return [voice.say("home.ends", ends_on=facts.pair.ends_on)] if facts.pair.ends_on else []
