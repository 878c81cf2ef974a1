"""`try`: one local workspace after another in the same place, each with a bot and a database of its own."""

import re
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from bot.clock import Clock
from bot.running import Bot
from bot.services.work import Work
from bot.settings import Settings, load_settings
from bot.texts import Texts
from operations.cast import Screens, Town

CONNECT_SECONDS = 10.0
TYPED = re.compile(r"`(/[^`]+)`")


class Fresh(Town, Protocol):
    """A workspace nobody has been in yet."""

    @property
    def address(self) -> str:
        """Where it is served."""

    bot_token: str
    app_token: str


T = TypeVar("T", bound=Fresh)
T_contra = TypeVar("T_contra", bound=Fresh, contravariant=True)


class Place(Screens, Protocol[T_contra]):
    """Where workspaces are served, one at a time."""

    @property
    def api_url(self) -> str:
        """What the bot calls."""

    def open(self, ws: T_contra, /) -> None:
        """Serve this workspace from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a play may touch: the people, their screens, and time."""

    town: Town
    screens: Screens
    now: Callable[[], datetime]
    advance: Callable[[datetime], None]


Play = Callable[[Beginning], None]


@dataclass(slots=True, kw_only=True)
class Trial(Generic[T]):
    """The bot that is tried now, and how the next one is made. `place` is set once it is served."""

    make_town: Callable[[Clock], T]
    make_bot: Callable[[Settings, Clock], Bot]
    settings: Callable[[str, str, str, Path], Settings]
    plays: Mapping[str, Play]
    make_clock: Callable[[], Clock] = Clock
    place: Place[T] | None = None
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="mentor-cadence-")))
    _bot: Bot | None = None
    _count: int = 0

    def begin(self, key: str) -> None:
        """End what runs, then play the beginning of this name in a fresh workspace with a fresh database."""
        assert self.place is not None, "a place to serve workspaces in"
        self.end()
        clock = self.make_clock()
        town = self.make_town(clock)
        self.place.open(town)
        self._count += 1
        folder = self.folder / str(self._count)
        folder.mkdir()
        bot = self.make_bot(self.settings(self.place.api_url, town.bot_token, town.app_token, folder), clock)
        bot.start()
        self._bot = bot
        self.place.wait_connected(CONNECT_SECONDS)
        self.plays[key](Beginning(town=town, screens=self.place, now=clock.now, advance=bot.advance))

    def end(self) -> None:
        """Stop the bot that runs, if one does."""
        if self._bot is not None:
            self._bot.stop()
            self._bot = None

    @contextmanager
    def running(self, place: Place[T]) -> Iterator["Trial[T]"]:
        """Served in this place, for the length of a block."""
        self.place = place
        try:
            yield self
        finally:
            self.end()

    def advance(self, to: datetime) -> None:
        """Move time through every due moment."""
        if self._bot is not None:
            self._bot.advance(to)

    def reading(self) -> AbstractContextManager[Work]:
        """What the bot that runs now remembers, to look at."""
        assert self._bot is not None, "a bot that has begun"
        return self._bot.deps.reading()

    def next_due(self) -> datetime | None:
        """The next moment at which the bot has something to do."""
        if self._bot is None:
            return None
        with self.reading() as work:
            tx = work.tx
            found = (tx.occurrences.next_due(), tx.outbox.next_due(), tx.programs.next_due())
        return min((due for due in found if due), default=None)


def local_settings(api_url: str, bot_token: str, app_token: str, folder: Path) -> Settings:
    """Settings for a bot in the local workspace, with a SQLite file in `folder`."""
    return load_settings(
        {
            "SLACK_BOT_TOKEN": bot_token,
            "SLACK_APP_TOKEN": app_token,
            "SLACK_API_URL": api_url,
            "MENTOR_DATABASE_URL": f"sqlite:///{folder / 'mentor.db'}",
        }
    )


def usages() -> list[tuple[str, str]]:
    """Each thing that can be typed, with what it does, as the bot itself explains it in English."""
    texts = Texts.load()
    found: list[tuple[str, str]] = []
    for key in sorted(texts.keys("en")):
        if key.startswith("usage.") and not texts.slots(key, "en"):
            typed, _, about = texts.say(key, "en").partition(": ")
            found += [(words, about) for words in TYPED.findall(typed)]
    return found


def free_port(wanted: int) -> int:
    """The port if nobody listens there, else 0: any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted
