"""The local workspace as the story needs it: people who see, type, click and fill in. Matched by structure.

Operations and the sandbox know nothing of each other; app.py hands one to the other.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol


class Shown(Protocol):
    """A message or a modal on somebody's screen."""

    def buttons(self) -> list[tuple[str, str, str]]:
        """Each button as (action id, words on it, value)."""

    def shown(self) -> str:
        """What the person reads."""


class Posted(Shown, Protocol):
    """A message in a conversation."""

    @property
    def channel(self) -> str:
        """The conversation's id."""

    @property
    def ts(self) -> str:
        """When it was posted: seconds since 1970, unique in the conversation."""

    @property
    def ephemeral_to(self) -> str | None:
        """Whom alone it was shown to; None for a message that everybody in the conversation sees."""


class Conversation(Protocol):
    """Somewhere messages are posted."""

    @property
    def id(self) -> str:
        """Slack's id."""

    @property
    def name(self) -> str:
        """What people call it."""


class Member(Protocol):
    """A person of the workspace."""

    @property
    def id(self) -> str:
        """Slack's id."""


class Answered(Protocol):
    """What a person sees happen after they did something."""

    @property
    def warning(self) -> str | None:
        """Slack's own words when the app did not answer."""

    @property
    def messages(self) -> Sequence[Posted]:
        """Messages only they see."""


class Submitted(Answered, Protocol):
    """What happens after a form is sent."""

    @property
    def errors(self) -> Mapping[str, str]:
        """Refused fields with the words under them."""


class Actor(Protocol):
    """Somebody at the keyboard."""

    @property
    def id(self) -> str:
        """Slack's id of who they are."""

    @property
    def conversations(self) -> Sequence[Conversation]:
        """Where they are a member."""

    @property
    def view(self) -> Shown | None:
        """The form on top."""

    @property
    def home(self) -> Shown | None:
        """The bot's Home tab."""

    def open_home(self) -> None:
        """Look at the Home tab; the bot draws it when it gets to it."""

    def messages(self, channel_id: str, since: str = ...) -> Sequence[Posted]:
        """A conversation, oldest first; what was posted up to the ts `since` is left out."""

    def command(self, name: str, text: str = "", channel: str | None = None) -> Answered:
        """Type a slash command."""

    def click(self, target: Any, action_id: str, value: str | None = None) -> Answered:
        """Press a button of a message or a form. `Any`: the workspace takes back only what it handed out itself."""

    def fill(self, answers: Mapping[Any, object]) -> object:
        """Type into the form on top."""

    def submit(self) -> Submitted:
        """Send the form."""

    def close_view(self) -> object:
        """Close the form on top; answers with the one below."""


class Town(Protocol):
    """The workspace with its people and channels."""

    def add_person(self, name: str, *, real_name: str, tz: str, locale: str, is_admin: bool = ...) -> Member:
        """Somebody new."""

    def add_channel(self, name: str, *, members: Sequence[str], bot_is_member: bool) -> Conversation:
        """A channel."""


class Screens(Protocol):
    """The running workspace."""

    def as_person(self, person: str, /) -> Actor:
        """Sit down at somebody's keyboard."""

    def wait(self, predicate: Callable[[], object], timeout: float = ...) -> None:
        """Until this holds; TimeoutError after so many real seconds."""

    def wait_connected(self, timeout: float = ...) -> None:
        """Until the bot is there."""
