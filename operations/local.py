"""A bot in the local workspace: the story in a terminal, and the trial in a browser.

The workspace and its face are handed in by app.py as `Parts`; operations and the sandbox know nothing of each other.
"""

import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic

from bot.clock import Clock
from bot.running import Bot
from bot.settings import Settings
from operations.logs import set_up_logs
from operations.openings import GREETING, OPENINGS, TOUR
from operations.seed import PLAYS
from operations.story import play
from operations.trying import Place, T, Trial, free_port, usages, wait_for_the_end


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


def try_out(parts: Parts[T], *, port: int, open_browser: Callable[[str], object] = webbrowser.open) -> None:
    """Serve a workspace with its face until Ctrl-C; another port when this one is taken."""
    trial = Trial(make_town=parts.make_town, make_bot=parts.make_bot, settings=parts.settings, plays=PLAYS)
    set_up_logs("json", out=(trial.folder / "log.jsonl").open("w"))
    face = parts.face(
        begin=trial.begin,
        advance=trial.advance,
        next_due=trial.next_due,
        starts=[parts.start(**asdict(each)) for each in OPENINGS],
        welcome=parts.welcome(**asdict(GREETING)),
        hints=[parts.hint(words=words, about=about) for words, about in usages()],
    )
    with parts.serve(parts.make_town(Clock()), port=free_port(port), face=face) as server, trial.running(server):
        trial.begin(TOUR.key)
        address = server.api_url.removesuffix("/api/")
        print(f"The workspace is open at {address} (Ctrl-C ends it; files in {trial.folder}).", flush=True)
        open_browser(address)
        wait_for_the_end()
