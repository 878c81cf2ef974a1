"""Real browsers before the local workspace: beside the real bot, and beside a small app that does as a test says."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import app
from operations.local import shown, trial_of
from operations.trying import Trial
from sandbox import Driver, Workspace
from sandbox.face import Face
from tests.browser.desk import SCREEN, Desk, desk_in
from tests.browser.palette import reduced
from tests.journeys.town import START, clock_from
from tests.sandbox.helm import Helm, running_helm

PICTURES = Path(app.__file__).parent / "docs" / "pictures"
Sits = Callable[..., Desk]
Takes = Callable[[Desk, str], None]


class Harbour:
    """What `make try` serves: one workspace after another, each with a bot and a SQLite file of its own."""

    def __init__(self, trial: Trial[Workspace], address: str) -> None:
        self._trial, self.address = trial, address
        self.ws: Workspace

    def begin(self, key: str) -> Workspace:
        """A fresh workspace that begins as the opening of this name does."""
        self._trial.begin(key)
        return self.ws


@pytest.fixture(scope="module")
def harbour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """Served until the end of the module, since there is one face in a process at a time."""
    parts = app.local_parts()
    trial = trial_of(parts)
    trial.folder = tmp_path_factory.mktemp("harbour")
    trial.make_clock = lambda: clock_from(START)
    made = trial.make_town
    with shown(parts, trial, port=0) as address:
        town = Harbour(trial, address)

        def remembered(clock: object) -> Workspace:
            town.ws = made(clock)  # type: ignore[arg-type]
            return town.ws

        trial.make_town = remembered
        yield town


def still_face() -> Face:
    """A face for an app for which time means nothing."""

    def advance(_to: datetime) -> None:
        """Nothing is ever due."""

    return Face(advance=advance, next_due=lambda: None, begin=lambda _key: None)


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Helm]:
    """A small Bolt app, and its workspace with a face."""
    with running_helm(3.0, still_face()) as running:
        yield running


@pytest.fixture
def helm(shared: Helm) -> Helm:
    """The same, as if nothing had happened yet."""
    shared.on.clear()
    shared.bodies.clear()
    return shared


@pytest.fixture
def you(helm: Helm) -> Driver:
    """Somebody new, whose keyboard sets the scene."""
    return helm.person(real_name="Ana Reyes", tz="Europe/Berlin", locale="en-GB")


@pytest.fixture(scope="module")
def window(browser: Browser, shared: Helm) -> Iterator[Desk]:
    """One browser window for a module, so that it loads the page's scripts once."""
    with desk_in(browser, shared.ws, shared.ws.address) as there:
        yield there


@pytest.fixture
def desk(window: Desk, you: Driver) -> Iterator[Desk]:
    """The same person before a browser, with the app's messages open."""
    window.page.set_viewport_size(SCREEN)
    window.open(f"?as={you.id}")
    yield window
    window.refuse_strangers()


@pytest.fixture
def sits(browser: Browser) -> Iterator[Sits]:
    """`sits(ws, address)` is a browser window of one's own."""
    with ExitStack() as stack:

        def sit(ws: Workspace, address: str, **screen: Any) -> Desk:
            return stack.enter_context(desk_in(browser, ws, address, **screen))

        yield sit


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Desk, str], None]:
    """`picture(desk, "home")` is the README's picture of that name; it is written when `--pictures` asks for it."""
    is_asked = bool(request.config.getoption("--pictures"))

    def take(desk: Desk, name: str) -> None:
        if is_asked:
            desk.page.mouse.move(0, 0)
            taken = desk.page.screenshot(animations="disabled", caret="hide")
            (PICTURES / f"{name}.png").write_bytes(reduced(taken))

    return take
