"""The driver: a person at the keyboard, for tests, stories and a browser face."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from sandbox import clicks, forms
from sandbox.channels import Channel
from sandbox.files import file_object
from sandbox.interactions import command_payload, home_opened, message_shortcut_payload, shortcut_payload
from sandbox.mentions import escaped
from sandbox.messages import Message
from sandbox.posting import write
from sandbox.refusals import NotPossible
from sandbox.results import CLICK_TROUBLE, ClickResult, CommandResult, SubmitResult
from sandbox.session import Session
from sandbox.socket_mode import Hub
from sandbox.views import View
from sandbox.wire import Json
from sandbox.workspace import Workspace


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

    def messages(self, channel_id: str, since: str = "0") -> list[Message]:
        """A conversation they are in, with what only they were shown there; deleted messages are gone.

        `since` leaves out what was posted up to that ts.
        """
        with self._ws.lock:
            if self.id not in self._ws.channel(channel_id).members:
                message = f"{self.id} is not in {channel_id}"
                raise LookupError(message)
            reader = self._ws.reader_for(self.id)
            return [
                each.seen_by(reader)
                for each in self._ws.messages[channel_id].values()
                if each.ts > since and not each.deleted and each.ephemeral_to in (None, self.id)
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
            words = escaped(self._ws, text) if command.should_escape else text
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

    def keep(self, answers: Mapping[forms.Field, object]) -> dict[str, str]:
        """What stands in the fields now, without telling the app; what cannot stand there, by block_id."""
        return forms.keep(self._session, answers)

    def enter(self, name: forms.Field, value: object) -> View | None:
        """Enters one value and tells the app: an input with `dispatch_action`, as typed text does at Enter."""
        return forms.enter(self._session, name, value)

    def upload(self, filename: str, content: bytes) -> Json:
        """Chooses a file for a `file_input`; answers with what the field takes."""
        with self._ws.lock:
            return file_object(self._ws.uploads.keep(self._ws.ids.next("F"), filename, content), self.id)

    def shortcut(self, callback_id: str, message: Message | None = None) -> ClickResult:
        """Starts a shortcut of the manifest, a message shortcut from the message it is about."""
        with self._ws.lock:
            mark = self._session.mark()
            if callback_id not in self._ws.manifest.shortcuts or not self._ws.installed:
                problem = f"{callback_id!r} is no shortcut of this app"
                raise LookupError(problem)
            if message is None:
                payload = shortcut_payload(self._ws, self.id, callback_id)
            else:
                payload = message_shortcut_payload(self._ws, self.id, callback_id, message)
        acknowledged = self._session.interact(payload, answers=False).ack is not None
        return ClickResult(
            acknowledged=acknowledged,
            warning=None if acknowledged else CLICK_TROUBLE,
            messages=self._session.only_mine(mark.ts),
            view=self._session.opened_since(mark),
        )

    def may_write(self, channel_id: str) -> bool:
        """Whether Slack's client has a box to write in there."""
        with self._ws.lock:
            channel = self._ws.channel(channel_id)
            to_app = channel.kind == "im" and self._ws.bot_user_id in channel.members
            closed = not self._ws.manifest.messages_tab or self._ws.manifest.messages_read_only
            return self.id in channel.members and not channel.archived and not (to_app and closed)

    def say(self, channel_id: str, text: str, thread_ts: str | None = None) -> Message:
        """Writes into a conversation or one of its threads; NotPossible where Slack's client has no box for it."""
        with self._ws.lock:
            self._session.mark()
            if not self.may_write(channel_id):
                message = f"{self.id} cannot write in {channel_id}"
                raise NotPossible(message)
            return write(self._ws, self._ws.channel(channel_id), self.id, text, thread_ts)

    def submit(self) -> SubmitResult:
        return forms.submit(self._session)

    def close_all_views(self) -> None:
        """The cross in the corner: closes the whole stack."""
        forms.close_all(self._session)

    def close_view(self) -> View | None:
        """Closes the top modal; answers with the one below."""
        return forms.close(self._session)
