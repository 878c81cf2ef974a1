"""Drawing an outbox entry when it is claimed: words are read now, so that a withdrawn word is never sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.deps import Deps
from bot.domain.notices import GiveUp, NotSent, Operation, OutboxEntry, ToChannel, ToPair, ToPerson, TryLater, operation
from bot.domain.scenes import Scene
from bot.services.ahead import read_ahead
from bot.services.calendar_files import is_overtaking
from bot.services.ports import Transaction
from bot.services.reading import read_scene
from bot.slack.attachments import Attachment, attached
from bot.texts import UnknownText, WrongSlots
from bot.views.parts import Message
from bot.views.readers import draw_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drawn message with its address: a channel or user id, or the Slack ids of a group DM to be opened. With an
    attachment it is that file, and the message's text are its words."""

    entry: OutboxEntry
    message: Message
    address: str | None
    members: tuple[str, ...] = ()
    attachment: Attachment | None = None


WITHOUT_DM = TryLater(seconds=3600, reason="no conversation with its reader yet")
"""Slack shares no file with a person's id, and to open their DM takes one more scope: the next message opens it."""
BEHIND_ANOTHER = TryLater(seconds=5, reason="an earlier file is on its way")
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

Drawn = Letter | NotSent | GiveUp | TryLater


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
        if (waits := _waits(tx, scene)) is not None:
            return waits
        address, members = _address(entry, scene)
        message, attachment = draw_to(deps.texts, scene), attached(deps, scene)
        return Letter(entry=entry, message=message, address=address, members=members, attachment=attachment)
    except PROBLEMS as problem:
        return GiveUp(reason=f"bad facts: {type(problem).__name__}")


def _waits(tx: Transaction, scene: Scene) -> TryLater | None:
    """Why a file cannot go yet."""
    if operation(scene.notice.kind) is not Operation.FILE:
        return None
    if scene.reader is None or scene.reader.dm_channel is None:
        return WITHOUT_DM
    return BEHIND_ANOTHER if is_overtaking(tx, scene.notice) else None


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
