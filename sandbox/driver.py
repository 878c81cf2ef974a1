"""The driver: a person at the keyboard, for tests, stories and a browser face."""

import re
from collections.abc import Sequence
from typing import TypedDict, Unpack

from sandbox import clicks, forms
from sandbox.channels import Channel
from sandbox.interactions import command_payload, home_opened
from sandbox.messages import Message
from sandbox.posting import write
from sandbox.refusals import NotPossible
from sandbox.results import ClickResult, CommandResult, SubmitResult
from sandbox.session import Session
from sandbox.socket_mode import Hub
from sandbox.views import View
from sandbox.workspace import Workspace

PICKED = re.compile(r"<@(\w+)(?:\|[^>]*)?>|<#(\w+)(?:\|[^>]*)?>")
MENTION = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")


class Choice(TypedDict, total=False):
    """What can be chosen in an element that is not a button."""

    selected_option: str
    selected_options: Sequence[str]
    selected_user: str
    selected_users: Sequence[str]
    selected_conversation: str
    selected_conversations: Sequence[str]
    selected_channel: str
    selected_channels: Sequence[str]
    selected_date: str
    selected_time: str
    selected_date_time: int
    text: str


class Driver:
    """One person's screen. Thread-safe; every act returns once Slack has the acknowledgement or has given up."""

    def __init__(self, ws: Workspace, hub: Hub, person_id: str) -> None:
        self._ws = ws
        self._session = Session(ws, hub, person_id)
        self.id = person_id

    # What they see.

    @property
    def dm(self) -> list[Message]:
        """The direct message with the bot, oldest first."""
        with self._ws.lock:
            return self.messages(self._ws.conversation_of([self.id]).id)

    @property
    def conversations(self) -> list[Channel]:
        with self._ws.lock:
            return [each for each in self._ws.channels.values() if self.id in each.members]

    def messages(self, channel_id: str) -> list[Message]:
        """A conversation they are in, with what only they were shown there; deleted messages are gone."""
        with self._ws.lock:
            if self.id not in self._ws.channel(channel_id).members:
                message = f"{self.id} is not in {channel_id}"
                raise LookupError(message)
            reader = self._ws.reader_for(self.id)
            return [
                each.seen_by(reader)
                for each in self._ws.messages[channel_id].values()
                if not each.deleted and each.ephemeral_to in (None, self.id)
            ]

    @property
    def answers(self) -> list[Message]:
        """Everything only this person was shown, in whatever conversation, oldest first."""
        return self._session.only_mine()

    @property
    def home(self) -> View | None:
        with self._ws.lock:
            view = self._ws.screens.home(self.id)
            return view.seen_by(self._ws.reader_for(self.id)) if view else None

    @property
    def view(self) -> View | None:
        """The modal on top of their stack."""
        return self._session.top()

    # What they do.

    def command(self, name: str, text: str = "", channel: str | None = None) -> CommandResult:
        """Types a slash command; without a channel, in the direct message with themselves."""
        with self._ws.lock:
            command = self._ws.manifest.commands.get(name)
            if command is None or not self._ws.installed:
                return CommandResult(acknowledged=False, warning=f"{name} is not a valid command.")
            mark = self._session.mark()
            place = self._ws.channel(channel) if channel else self._ws.own_notes(self.id)
            words = self._escaped(text) if command.should_escape else text
            payload = command_payload(self._ws, self.id, place, name, words)
        delivery = self._session.hub.settle(self._session.hub.send("slash_commands", payload, answers=True))
        if delivery.ack is None:
            reason: str | None = "operation_timeout" if delivery.connected else "dispatch_failed"
        else:
            reason = forms.follow_command(self._session, place.id, delivery.ack)
        return CommandResult(
            acknowledged=delivery.ack is not None,
            warning=f'{name} failed with the error "{reason}"' if reason else None,
            messages=self._session.only_mine(mark.ts),
            view=self._session.opened_since(mark),
        )

    def open_home(self) -> None:
        """Opens the app's Home tab; the app learns it as an event and draws when it gets to it."""
        self._open_tab("home")

    def open_messages(self) -> None:
        """Opens the app's Messages tab, which is the same event with another tab."""
        self._open_tab("messages")

    def _open_tab(self, tab: str) -> None:
        with self._ws.lock:
            self._ws.emit(home_opened(self._ws, self.id, tab))

    def click(
        self,
        target: Message | View,
        action_id: str,
        value: str | None = None,
        block_id: str | None = None,
        *,
        times: int = 1,
        stale: bool = False,
        **choice: Unpack[Choice],
    ) -> ClickResult:
        """Clicks or chooses; LookupError for what is not on the screen now, unless `stale` keeps the old screen."""
        wanted = clicks.Click(action_id=action_id, value=value, block_id=block_id, choice=dict(choice))
        return clicks.click(self._session, target, wanted, times=times, stale=stale)

    def fill(self, answers: forms.Answers) -> View | None:
        """Types into the inputs of the top modal; NotPossible for what Slack's client would not take."""
        return forms.fill(self._session, answers)

    def say(self, channel_id: str, text: str) -> Message:
        """Writes into a conversation; NotPossible where Slack's client has no box to write in."""
        with self._ws.lock:
            channel = self._ws.channel(channel_id)
            to_app = channel.kind == "im" and self._ws.bot_user_id in channel.members
            closed = not self._ws.manifest.messages_tab or self._ws.manifest.messages_read_only
            if self.id not in channel.members or channel.archived or (to_app and closed):
                message = f"{self.id} cannot write in {channel_id}"
                raise NotPossible(message)
            return write(self._ws, channel, self.id, text)

    def submit(self) -> SubmitResult:
        return forms.submit(self._session)

    def close_view(self) -> View | None:
        """Closes the top modal; answers with the one below."""
        return forms.close(self._session)

    def _escaped(self, text: str) -> str:
        """What `should_escape` does: names become ids, and markup characters entities."""
        parts, at = [], 0
        for found in PICKED.finditer(text):
            parts += [self._mentions(text[at : found.start()]), self._picked(found)]
            at = found.end()
        return "".join([*parts, self._mentions(text[at:])])

    def _picked(self, found: re.Match[str]) -> str:
        person_id, channel_id = found[1], found[2]
        if person_id in self._ws.people:
            return f"<@{person_id}|{self._ws.people[person_id].name}>"
        if channel_id in self._ws.channels:
            return f"<#{channel_id}|{self._ws.channels[channel_id].name}>"
        return _entities(found[0])

    def _mentions(self, text: str) -> str:
        return MENTION.sub(self._mention, _entities(text))

    def _mention(self, found: re.Match[str]) -> str:
        sign, name = found[1], found[2]
        if sign == "@":
            person = self._ws.person_named(name)
            return f"<@{person.id}|{person.name}>" if person else found[0]
        named = (each for each in self._ws.channels.values() if each.name == name)
        channel = next(named, None)
        return f"<#{channel.id}|{channel.name}>" if channel else found[0]


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
