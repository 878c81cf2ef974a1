"""A pair's stage history in sentences, as one of the two reads it."""

from collections.abc import Mapping
from uuid import UUID

from bot.domain.scenes import PairHistory
from bot.domain.stages import Event, StageChange
from bot.views.voice import Voice
from bot.views.wording import evidence_words, stage_name

ATTRIBUTED = frozenset({"confirmed_and_not_held"})
"""Reasons with which the history says by whom: one agreed, and their partner was told so at the time.

Who declined, held or left is never told.
"""
BY_CALENDAR = frozenset({"planned_end_near", "planned_end"})
"""Reasons that nobody's act stands behind."""


def history_title(voice: Voice, history: PairHistory) -> str:
    """Whose history it is."""
    partner = history.facts.person(history.facts.pair.side_of(history.partner))
    return voice.say("history.pair", partner=voice.mention(partner.slack_id))


def history_lines(voice: Voice, history: PairHistory) -> list[str]:
    """A sentence or two for each change, newest first."""
    return [_line(voice, change, history.partner) for change in reversed(history.lines)]


def _line(voice: Voice, change: StageChange, partner: UUID) -> str:
    reason = change.reason.removeprefix("reason.")
    said = [_what(voice, change, voice.say(f"reason.{reason}")), *_by(voice, change, reason, partner)]
    return " ".join([*said, *_evidence(voice, change.evidence)])


def _what(voice: Voice, change: StageChange, reason: str) -> str:
    at = voice.local(change.at)
    if change.event is Event.STAGE:
        before, after = stage_name(voice, change.stage_before), stage_name(voice, change.stage_after)
        return voice.say("history.stage", at=at, before=before, after=after, reason=reason)
    return voice.say(f"history.{change.event}", at=at, stage=stage_name(voice, change.stage_after), reason=reason)


def _by(voice: Voice, change: StageChange, reason: str, partner: UUID) -> list[str]:
    if reason in BY_CALENDAR:
        return [voice.say("history.by_calendar")]
    if reason not in ATTRIBUTED or change.actor is None:
        return []
    return [voice.say("history.by_partner" if change.actor == partner else "history.by_you")]


def _evidence(voice: Voice, evidence: Mapping[str, int]) -> list[str]:
    words = evidence_words(voice, evidence)
    return [voice.say("history.evidence", evidence=words)] if words else []
