"""Phrases that several drawings share: slots, evidence, terms, stages in words."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.domain.agreement import Agreement, Terms
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.stages import Stage, Status
from bot.views.voice import Voice

EVIDENCE = ("version", "meetings", "goals", "progress", "days")
"""What a stage change may carry as evidence, in reading order."""

Found = TypeVar("Found")


class SceneIncomplete(LookupError):
    """A drawing lacks what its notice speaks of: the message cannot be drawn, and the reason says what is missing."""


def needed(found: Found | None, what: str) -> Found:
    """What a scene must hold. Raises `SceneIncomplete`."""
    if found is None:
        raise SceneIncomplete(what)
    return found


def partner_mention(voice: Voice, facts: PairFacts, side: Side) -> str:
    """The other one of the two, as that side reads it; with the program where the two are together in several."""
    mention = voice.mention(facts.person(side.other).slack_id)
    if not is_told_apart(facts):
        return mention
    return voice.say("word.in_program", person=mention, program=voice.words(facts.program.terms.name))


def is_told_apart(facts: PairFacts) -> bool:
    """Whether the program has to be named; a proposal names it by itself."""
    return facts.are_together_elsewhere and facts.pair.status is not Status.PROPOSED


def evidence_words(voice: Voice, evidence: Mapping[str, int]) -> list[str]:
    """Evidence in words. Numbers this version has no words for are left out: history outlives wording."""
    return [voice.say(f"evidence.{name}", n=evidence[name]) for name in EVIDENCE if name in evidence]


def stage_name(voice: Voice, stage: Stage) -> str:
    """The stage's name."""
    return voice.say(f"enum.stage.{stage}")


def stage_means(voice: Voice, stage: Stage) -> str:
    """What the stage is about."""
    return voice.say(f"enum.stage_means.{stage}")


def day_names(voice: Voice, days: Sequence[int]) -> list[str]:
    """Weekdays (Monday is 0) as recurring ones, in order of the week."""
    return [voice.say(f"weekdays.{day}") for day in sorted(days)]


def slot_words(voice: Voice, terms: Terms) -> list[str]:
    """How often and when the two meet, as far as it is settled: wall time in the agreement's own zone, which is named
    because readers live in others."""
    said = [voice.say("agreement.rhythm", rhythm=voice.say(f"enum.rhythm.{terms.rhythm}"))] if terms.rhythm else []
    if terms.slot is None:
        return [*said, voice.say("agreement.no_slot")]
    weekday, at, tz = terms.slot
    return [*said, voice.say("agreement.slot", days=voice.say(f"weekdays.{weekday}"), at=at, tz=tz)]


def end_words(voice: Voice, terms: Terms) -> str:
    """When it is planned to end, or that it has an open end."""
    if terms.ends_on is None:
        return voice.say("agreement.open")
    return voice.say("agreement.until", ends_on=terms.ends_on)


def version_before(facts: PairFacts, version: Agreement) -> Agreement | None:
    """What this version is read against: the newest signed one before it, else the one before it; None for the first.

    A version that was withdrawn is no step to the next.
    """
    earlier = [each for each in reversed(facts.agreements) if each.version < version.version]
    signed = next((each for each in earlier if each.is_signed), None)
    return signed or next((each for each in earlier if each.withdrawn_at is None), None)


FIELD_LABELS: Mapping[str, str] = {
    "name": "program_form.name",
    "digest_channel": "program_form.digest_channel",
    "weeks": "program_form.weeks",
    "wants": "join_form.wants",
    "offers": "join_form.offers",
    "working_days": "settings_form.working_days",
    "window_end": "settings_form.window_end",
    "capacity": "settings_form.capacity",
    "words": "words_form.words",
    "kind": "goal_form.kind",
    "text": "goal_form.text",
    "measure": "goal_form.measure",
    "first_step": "goal_form.first_step",
    "step_kind": "goal_form.step_kind",
    "next_step": "step_form.next_step",
}
"""Keys of the labels of fields that are not lines of an agreement; those are `terms.<field>`."""


def program_lines(voice: Voice, name: str | None) -> list[str]:
    """Which program it is about, where there are several; `name` is None where there is nothing to tell apart."""
    return [] if name is None else [voice.say("word.program", program=voice.words(name))]
