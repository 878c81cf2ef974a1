"""Several things in one message: what came due within a day, or a mentor's week with a row for each mentee."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.domain.absences import is_just_back
from bot.domain.notices import NoticeKind
from bot.domain.scenes import Scene
from bot.views.composing import ROOM, Paragraph, Said, compose, note, offers, say
from bot.views.limits import MESSAGE_BLOCKS
from bot.views.messages import check_ins
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention

Body = Callable[[Voice, Scene], Sequence[Paragraph]]


def bundle(voice: Voice, scene: Scene, bodies: Mapping[NoticeKind, Body]) -> Message:
    """All parts, most important first, one line of why at the end. Each block's id carries the bundle, so that a click
    draws the whole message again."""
    befores = (None, *scene.parts)
    drawn = [_part(voice, scene, part, before, bodies) for before, part in zip(befores, scene.parts, strict=False)]
    message = _whole(voice, scene, drawn)
    if not _fits(message):
        drawn = _said_once(drawn)
        message = _whole(voice, scene, drawn)
    left = len(drawn)
    while not _fits(message) and left:
        left -= 1
        drawn[left] = drawn[left][: _least(scene.parts[left])]
        message = _whole(voice, scene, drawn, note(voice, "bundle.rest"))
    whole = needed(scene.notice.about, "bundle")
    named = (block | {"block_id": block_id(whole, place)} for place, block in enumerate(message.blocks))
    return replace(message, blocks=tuple(named))


Part = list[Paragraph]


def _whole(voice: Voice, scene: Scene, drawn: Sequence[Part], *more: Paragraph) -> Message:
    said = [paragraph for part in drawn for paragraph in part]
    why = note(voice, "bundle.weekly_why" if scene.is_weekly else "bundle.why")
    return compose(voice, [*_opening(voice, scene), *said, *more, offers(voice, TALK), why])


def _fits(message: Message) -> bool:
    return len(message.blocks) <= MESSAGE_BLOCKS and len(message.text) <= ROOM


def _said_once(drawn: Sequence[Part]) -> list[Part]:
    """Without the sentences that an earlier part has said already; what a part begins with stays."""
    said: Part = []
    kept = []
    for part in drawn:
        kept.append([each for place, each in enumerate(part) if place < BEGINS_WITH or each not in said])
        said += [each for each in part if isinstance(each, Said)]
    return kept


BEGINS_WITH = 2
"""Paragraphs that name the partner and say what it is about."""


def _least(part: Scene) -> int | None:
    """How much of a part has to be said: of a check-in the tap, since Home has what follows from it."""
    return 1 if part.notice.kind is NoticeKind.CHECK_IN and _is_answered(part) else None


def _is_answered(part: Scene) -> bool:
    facts = needed(part.facts, "pair")
    side = facts.pair.side_of(needed(part.reader, "reader").id)
    return check_ins.outcome_of(facts, side, int(part.notice.facts["number"])) is not None


def block_id(bundle_id: UUID, place: int) -> str:
    """The id of a block in a bundle's message."""
    return f"{PREFIX}{bundle_id}:{place}"


def bundle_in(block: str) -> UUID | None:
    """The bundle to which a clicked block belongs; None for any other block."""
    named, _, _ = block.removeprefix(PREFIX).partition(":")
    try:
        return UUID(named) if block.startswith(PREFIX) else None
    except ValueError:
        return None


PREFIX = "bundle:"


def _opening(voice: Voice, scene: Scene) -> list[Paragraph]:
    reader = needed(scene.reader, "reader")
    said: list[Paragraph] = [say(voice, "bundle.back")] if is_just_back(reader, scene.now) else []
    if scene.is_weekly:
        partners = list(dict.fromkeys(_partner(voice, part) for part in scene.parts))
        said += [say(voice, "bundle.weekly", people=partners), say(voice, "bundle.weekly_intro")]
    return said


def _part(voice: Voice, scene: Scene, part: Scene, before: Scene | None, bodies: Mapping[NoticeKind, Body]) -> Part:
    """A row for a check-in of the week; everything else in full, under the partner's name when it is about several.

    What follows on something about the same mentorship stands under the same name.
    """
    if _is_row(scene, part):
        facts = needed(part.facts, "pair")
        side = facts.pair.side_of(needed(part.reader, "reader").id)
        number = int(part.notice.facts["number"])
        return check_ins.check_in_row(voice, facts, side, number, part.now)
    pairs = {each.notice.pair for each in scene.parts}
    follows_on = before is not None and before.notice.pair == part.notice.pair and not _is_row(scene, before)
    is_named = len(pairs) > 1 and not follows_on
    name = [say(voice, "bundle.partner", partner=_partner(voice, part))] if is_named else []
    return [*name, *bodies[part.notice.kind](voice, part)]


def _is_row(scene: Scene, part: Scene) -> bool:
    return scene.is_weekly and part.notice.kind is NoticeKind.CHECK_IN


def _partner(voice: Voice, part: Scene) -> str:
    facts = needed(part.facts, "pair")
    return partner_mention(voice, facts, facts.pair.side_of(needed(part.reader, "reader").id))
