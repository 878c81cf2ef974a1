"""What one person has before them: their conversations, what is unread in each, and the newest messages of one."""

import json
from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.face.surfaces import Offer, Surface
from sandbox.inputs import initial_state
from sandbox.messages import Message
from sandbox.mrkdwn import Reader
from sandbox.people import SLACKBOT, Person
from sandbox.wire import Json
from sandbox.workspace import Workspace

# More than that many unread are written as "99+"; counting stops there, so a long conversation costs no more.
MOST_UNREAD = 100
KIND_ORDER = {"im": 0, "mpim": 1, "public": 2, "private": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message with the answers in its thread and what this person chose in it."""

    message: Message
    replies: tuple[Message, ...]
    choices: Json

    @property
    def is_of(self) -> tuple[object, ...]:
        """Two that are equal here look the same to the same reader."""
        return (self.message, self.replies, json.dumps(self.choices))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The newest part of a conversation, oldest first. `has_more` tells of older messages."""

    shown: tuple[Shown, ...]
    has_more: bool


class Reading:
    """One workspace, read by whoever is asked for; remembers how far each person has read."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self._read: dict[tuple[str, str], str] = {}

    def people(self) -> list[Person]:
        """Everybody one can be, in the order of their names."""
        return sorted(
            (each for each in self.ws.people.values() if not each.is_bot and each.id != SLACKBOT),
            key=lambda each: each.called.lower(),
        )

    def places(self, person_id: str) -> list[Channel]:
        """Where somebody is a member: direct messages first, then groups, then channels."""
        found = [each for each in self.ws.channels.values() if person_id in each.members]
        return sorted(found, key=lambda each: (KIND_ORDER[each.kind], each.name))

    def called(self, channel: Channel, person_id: str) -> str:
        """What a person reads as the name of a conversation."""
        others = [self.ws.people[each].called for each in channel.members if each != person_id]
        match channel.kind:
            case "im":
                return others[0] if others else f"{self.ws.people[person_id].called} (you)"
            case "mpim":
                return ", ".join(others)
            case _:
                return channel.name

    def is_with_app(self, channel: Channel) -> bool:
        """The direct message of somebody with the app."""
        return channel.kind == "im" and self.ws.bot_user_id in channel.members

    # Unread marks.

    def unread(self, person_id: str, channel_id: str) -> int:
        """Messages of others since they last looked; counted up to `MOST_UNREAD`."""
        read, count = self._read.get((person_id, channel_id), ""), 0
        for message in reversed(self.ws.messages[channel_id].values()):
            if message.ts <= read or count >= MOST_UNREAD:
                break
            count += message.author != person_id and sees(message, person_id)
        return count

    def unread_of(self, person_id: str) -> int:
        """The same, everywhere they are a member."""
        return sum(self.unread(person_id, each.id) for each in self.places(person_id))

    def mark_read(self, person_id: str, channel_id: str) -> None:
        """They have this conversation before them."""
        newest = next(reversed(self.ws.messages[channel_id]), "")
        self._read[person_id, channel_id] = newest

    def mark_read_until(self, ts: str) -> None:
        """Everybody has read what is older: a workspace that has been lived in."""
        for channel in self.ws.channels.values():
            for person_id in channel.members:
                self._read[person_id, channel.id] = max(ts, self._read.get((person_id, channel.id), ""))

    # Messages.

    def window(self, person_id: str, channel_id: str, most: int) -> Window:
        """The newest `most` messages; costs as much as it shows."""
        shown: list[Shown] = []
        replies: dict[str, list[Message]] = {}
        for message in reversed(self.ws.messages[channel_id].values()):
            if not sees(message, person_id):
                continue
            if message.thread_ts not in (None, message.ts):
                replies.setdefault(str(message.thread_ts), []).insert(0, message)
                continue
            if len(shown) == most:
                return Window(shown=tuple(reversed(shown)), has_more=True)
            chosen = self.ws.choices.get((channel_id, message.ts, person_id), {})
            shown.append(Shown(message=message, replies=tuple(replies.get(message.ts, ())), choices=chosen))
        return Window(shown=tuple(reversed(shown)), has_more=False)

    # Surfaces.

    def surface(self, reader: Reader, name: str, blocks: list[Json], state: Json) -> Surface:
        """What blocks are drawn on, with menus of the people and conversations there are."""
        return Surface(
            name=name,
            reader=reader,
            state=initial_state(blocks, state),
            people=self.offered_people(),
            conversations=self.offered_conversations(),
            address=self.ws.address,
        )

    def offered_people(self) -> tuple[Offer, ...]:
        """Everybody a menu of people offers."""
        return tuple(Offer(id=each.id, words=each.called) for each in self.people() if not each.deleted)

    def offered_conversations(self) -> tuple[Offer, ...]:
        """Channels; direct messages are offered by nobody's menu here."""
        return tuple(
            Offer(id=each.id, words=f"#{each.name}", kind=each.kind)
            for each in self.ws.channels.values()
            if each.kind in {"public", "private"} and not each.archived
        )


def sees(message: Message, person_id: str) -> bool:
    """Whether a message is there for somebody in the conversation."""
    return not message.deleted and message.ephemeral_to in (None, person_id)
