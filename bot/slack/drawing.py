"""Drawing an outbox entry when it is claimed: words are read now, so that a withdrawn word is never sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.deps import Deps
from bot.domain.notices import GiveUp, NotSent, OutboxEntry, ToChannel, ToPair, ToPerson
from bot.domain.scenes import Scene
from bot.services.ahead import read_ahead
from bot.services.ports import Transaction
from bot.services.reading import read_scene
from bot.texts import UnknownText, WrongSlots
from bot.views.parts import Message
from bot.views.readers import draw_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drawn message with its address: a channel or user id, or the Slack ids of a group DM to be opened."""

    entry: OutboxEntry
    message: Message
    address: str | None
    members: tuple[str, ...] = ()


PROBLEMS = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    UnknownText,
    WrongSlots,
)
"""What bad facts, missing words or a mistake in one drawing raise. What the database raises is not among them."""

Drawn = Letter | NotSent | GiveUp


def draw_all(deps: Deps, entries: Sequence[OutboxEntry]) -> list[tuple[OutboxEntry, Drawn]]:
    """The letter for each entry, or why there is none; all from one snapshot, with what they share read in bulk."""
    with deps.reading() as work:
        tx = read_ahead(work.tx, [entry.notice for entry in entries])
        return [(entry, _draw(deps, tx, entry, work.now)) for entry in entries]


def draw_entry(deps: Deps, entry: OutboxEntry) -> Drawn:
    """The letter for one entry, or why there is none."""
    ((_, drawn),) = draw_all(deps, [entry])
    return drawn


def _draw(deps: Deps, tx: Transaction, entry: OutboxEntry, now: datetime) -> Drawn:
    """Facts that name nothing any more, or that a drawing cannot use, are a dead letter: the others of its batch go."""
    try:
        scene = read_scene(tx, entry.notice, now)
        if isinstance(scene, NotSent):
            return scene
        address, members = _address(entry, scene)
        return Letter(entry=entry, message=draw_to(deps.texts, scene), address=address, members=members)
    except PROBLEMS as problem:
        return GiveUp(reason=f"bad facts: {type(problem).__name__}")


def _address(entry: OutboxEntry, scene: Scene) -> tuple[str | None, tuple[str, ...]]:
    match entry.notice.to:
        case ToPerson():
            if scene.reader is None:
                raise ValueError("a letter to a person has a reader")
            return scene.reader.dm_channel or scene.reader.slack_id, ()
        case ToPair():
            if scene.facts is None:
                raise ValueError("a letter to a pair has facts")
            members = (scene.facts.mentor.slack_id, scene.facts.mentee.slack_id)
            return scene.facts.pair.group_channel, members
        case ToChannel(channel=channel):
            # The leads may have chosen another channel since; that is also how they mend a lost one.
            return (scene.program.terms.digest_channel if scene.program else channel), ()
