"""Several things in one message: what came due within a day, or a mentor's week with a row for each mentee."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.domain.absences import is_just_back
from bot.domain.notices import NoticeKind
from bot.domain.scenes import Scene
from bot.views.composing import Paragraph, compose, note, offers, say
from bot.views.messages import check_ins
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention

Body = Callable[[Voice, Scene], Sequence[Paragraph]]


def bundle(voice: Voice, scene: Scene, bodies: Mapping[NoticeKind, Body]) -> Message:
    """All parts, most important first, one line of why at the end. Each block's id carries the bundle, so that a click
    draws the whole message again."""
    said = [*_opening(voice, scene)]
    for part in scene.parts:
        said += _part(voice, scene, part, bodies)
    why = "bundle.weekly_why" if scene.is_weekly else "bundle.why"
    message = compose(voice, [*said, offers(voice, TALK), note(voice, why)])
    whole = needed(scene.notice.about, "bundle")
    named = (block | {"block_id": block_id(whole, place)} for place, block in enumerate(message.blocks))
    return replace(message, blocks=tuple(named))


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


def _part(voice: Voice, scene: Scene, part: Scene, bodies: Mapping[NoticeKind, Body]) -> list[Paragraph]:
    """A row for a check-in of the week; everything else in full, under the partner's name when it is about several."""
    if scene.is_weekly and part.notice.kind is NoticeKind.CHECK_IN:
        facts = needed(part.facts, "pair")
        side = facts.pair.side_of(needed(part.reader, "reader").id)
        number = int(part.notice.facts["number"])
        return check_ins.check_in_row(voice, facts, side, number, part.now)
    pairs = {each.notice.pair for each in scene.parts}
    name = [say(voice, "bundle.partner", partner=_partner(voice, part))] if len(pairs) > 1 else []
    return [*name, *bodies[part.notice.kind](voice, part)]


def _partner(voice: Voice, part: Scene) -> str:
    facts = needed(part.facts, "pair")
    return partner_mention(voice, facts, facts.pair.side_of(needed(part.reader, "reader").id))
