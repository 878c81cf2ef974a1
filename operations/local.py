"""A bot in the local workspace: the story in a terminal, and the trial in a browser.

The workspace and its face are handed in by app.py as `Parts`; operations and the sandbox know nothing of each other.
"""

import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic

from bot.clock import Clock
from bot.running import Bot
from bot.settings import Settings
from operations.ending import told_to_end
from operations.logs import set_up_logs
from operations.openings import GREETING, OPENINGS, TOUR
from operations.seed import PLAYS
from operations.story import play
from operations.trying import Place, T, Trial, free_port, usages


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Generic[T]):
    """What a local workspace is made of. The last four make the face and the words it is offered."""

    make_town: Callable[[Clock], T]
    make_bot: Callable[[Settings, Clock], Bot]
    settings: Callable[[str, str, str, Path], Settings]
    serve: Callable[..., AbstractContextManager[Place[T]]]
    face: Callable[..., object]
    welcome: Callable[..., object]
    start: Callable[..., object]
    hint: Callable[..., object]


def tell_story(parts: Parts[T]) -> bool:
    """Play the story in the terminal; True when everything the people did was answered."""
    folder = Path(tempfile.mkdtemp(prefix="mentor-cadence-"))
    set_up_logs("json", out=(folder / "log.jsonl").open("w"))
    clock = Clock()
    town = parts.make_town(clock)
    with parts.serve(town) as server:
        bot = parts.make_bot(parts.settings(server.api_url, town.bot_token, town.app_token, folder), clock)
        with bot.running():
            went_well = play(town, server, now=clock.now, advance=bot.advance)
    print(f"What the bot remembers lies in {folder / 'mentor.db'}, its log beside it.")
    return went_well


def in_browser(address: str) -> None:
    """Open the page for the person who asked to try."""
    webbrowser.open(address)


def try_out(parts: Parts[T], *, port: int, open_browser: Callable[[str], None] | None) -> None:
    """Serve a workspace with its face until Ctrl-C; another port when this one is taken."""
    trial = trial_of(parts)
    set_up_logs("json", out=(trial.folder / "log.jsonl").open("w"))
    with shown(parts, trial, port=port) as address:
        trial.begin(TOUR.key)
        print(f"The workspace is open at {address} (Ctrl-C ends it; files in {trial.folder}).", flush=True)
        over = told_to_end()
        if open_browser:
            open_browser(address)
        over.wait()


def trial_of(parts: Parts[T]) -> Trial[T]:
    """A trial that has not begun."""
    return Trial(make_town=parts.make_town, make_bot=parts.make_bot, settings=parts.settings, plays=PLAYS)


@contextmanager
def shown(parts: Parts[T], trial: Trial[T], *, port: int) -> Iterator[str]:
    """Serve the trial with its face for the length of a block; the address of its page."""
    face = parts.face(
        begin=trial.begin,
        advance=trial.advance,
        next_due=trial.next_due,
        starts=[parts.start(**asdict(each)) for each in OPENINGS],
        welcome=parts.welcome(**asdict(GREETING)),
        hints=[parts.hint(words=words, about=about) for words, about in usages()],
    )
    with parts.serve(parts.make_town(Clock()), port=free_port(port), face=face) as server, trial.running(server):
        yield server.api_url.removesuffix("/api/")
