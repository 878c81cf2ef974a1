"""Drawing an outbox entry when it is claimed: words are read now, so that a withdrawn word is never sent."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.domain.notices import GiveUp, NotSent, OutboxEntry, ToChannel, ToPair, ToPerson
from bot.domain.scenes import Scene
from bot.services.reading import read_scene
from bot.texts import UnknownText, WrongSlots
from bot.views.messages import draw
from bot.views.parts import Message
from bot.views.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drawn message with its address: a channel or user id, or the Slack ids of a group DM to be opened."""

    entry: OutboxEntry
    message: Message
    address: str | None
    members: tuple[str, ...] = ()

    @property
    def conversation(self) -> str:
        """What pacing counts: the same for every message to the same place, whether its channel is known yet or not."""
        match self.entry.notice.to:
            case ToPerson(person=recipient) | ToPair(pair=recipient):
                return str(recipient)
            case ToChannel(channel=channel):
                return self.address or channel


def draw_entry(deps: Deps, entry: OutboxEntry) -> Letter | NotSent | GiveUp:
    """The letter for an entry, or why there is none.

    Facts that name nothing any more, or that a drawing cannot use, are a dead letter: the others of its batch go.
    """
    try:
        with deps.reading() as work:
            scene = read_scene(work.tx, entry.notice, work.now)
        if isinstance(scene, NotSent):
            return scene
        address, members = _address(entry, scene)
        return Letter(entry=entry, message=draw(_voice(deps, scene), scene), address=address, members=members)
    except (LookupError, ValueError, UnknownText, WrongSlots) as problem:
        return GiveUp(reason=f"bad facts: {type(problem).__name__}")


def _voice(deps: Deps, scene: Scene) -> Voice:
    if scene.reader:
        return Voice.of(deps.texts, scene.reader)
    tz = scene.program.terms.tz if scene.program else scene.facts.mentor.tz if scene.facts else "UTC"
    return Voice(texts=deps.texts, locale=_shared_locale(scene), tz=tz)


def _shared_locale(scene: Scene) -> str:
    """The locale of both readers of a group DM when they have the same one; English otherwise."""
    locales = {person.locale for person in scene.facts.people} if scene.facts else set()
    return locales.pop() if len(locales) == 1 else "en"


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
