"""What a person sees when Slack refuses to show something at once: each line of docs/faults.md, on the real bot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

import app
from bot.clock import Clock
from bot.running import Bot
from bot.settings import load_settings
from operations.logs import set_up_logs
from sandbox import Driver, Fault, View
from sandbox.methods import COMMON_ERRORS, METHODS
from tests.crash import records
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import LATER, Scene
from tests.crash.tables import rows

VIEWS = ("views.open", "views.push", "views.update", "views.publish")
ALL_THE_TIME = 50
"""Calls: for as long as a click lasts."""
PATIENT, HURRIED = 3.0, 0.15
"""Real seconds Slack waits for an answer that comes, and for one that does not."""
SENTENCE = "Slack did not take that just now, and nothing was changed."
NOT_SHOWN = "not_shown"
QUIET = ("go_quiet", "speak_again")


@dataclass(kw_only=True)
class Desk:
    """Ana before her screen, and the bot."""

    harbour: Harbour
    bot: Bot
    ana: Driver

    @property
    def home(self) -> View:
        """As she has it now."""
        assert self.ana.home is not None
        return self.ana.home

    @property
    def hushed_at(self) -> datetime | None:
        """What her answer in the modal sets and takes back."""
        return records.a_pair(self.harbour.store).hushed_at

    def spoil(self, method: str, error: str, times: int = ALL_THE_TIME) -> None:
        """Slack refuses this from now on."""
        self.harbour.ws.faults.add(Fault(method=method, kind=f"error:{error}", times=times))

    def open_modal(self) -> View:
        """What can be done about the mentorship, opened from Home."""
        self.ana.close_all_views()
        opened = self.ana.click(self.home, "pair_more").view
        assert opened is not None
        return opened

    def hurry(self, act: Callable[[], str | None]) -> str | None:
        """Do something that stays unanswered; Slack's warning, once the bot has given up."""
        hub, told = self.harbour.server.hub, self.harbour.log.count(NOT_SHOWN)
        hub.ack_seconds = HURRIED
        try:
            warning = act()
            self.harbour.wait(lambda: self.harbour.log.count(NOT_SHOWN) > told)
        finally:
            hub.ack_seconds = PATIENT
        return warning


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One place for all lines: what was there before is no excuse. Its books are checked at the end."""
    folder = tmp_path_factory.mktemp("views")
    with a_harbour(
        f"sqlite:///{folder / 'mentor.db'}", folder, Scene(pairs=1, rounds=1, couples=0), PATIENT
    ) as harbour:
        bot = app.build(load_settings(dict(harbour.life().settings)), Clock(machine=harbour.drift.now))
        with bot.running():
            harbour.server.wait_connected()
            harbour.drift.move(LATER.total_seconds())
            while harbour.left:
                bot.courier.settle()
                harbour.drift.move(1)
            person = harbour.ws.person_named("ana0")
            assert person is not None
            ana = harbour.server.as_person(person)
            ana.open_home()
            harbour.server.wait(lambda: ana.home is not None)
            yield Desk(harbour=harbour, bot=bot, ana=ana)
        harbour.check()


@pytest.fixture(autouse=True)
def written(desk: Desk) -> Iterator[None]:
    """What is logged meanwhile names nobody."""
    with desk.harbour.life().log.open("a") as log:
        set_up_logs("json", out=log)
        desk.harbour.drift.move(60)
        yield
        desk.harbour.ws.faults.clear()
    for person in desk.harbour.ws.people.values():
        for word in (person.id, person.real_name):
            assert word not in desk.harbour.log


def in_a_command(desk: Desk, error: str) -> str:
    """She types a command that opens a form."""
    desk.spoil("views.open", error)
    done = desk.ana.command("/mentor", "join")
    assert (done.warning, done.view) == (None, None)
    return "sentence" if SENTENCE in done.messages[-1].text else done.messages[-1].text


def in_a_message(desk: Desk, error: str) -> str:
    """She presses a button under a message."""
    desk.spoil("views.open", error)
    (group,) = [each for each in desk.ana.conversations if each.kind == "mpim"]
    done = desk.ana.click(desk.ana.messages(group.id)[0], "kickoff_open")
    assert (done.warning, done.view) == (None, None)
    return "sentence" if SENTENCE in done.messages[-1].text else done.messages[-1].text


def at_home(desk: Desk, error: str) -> str:
    """She presses a button at Home, where no answer can be shown but in a modal."""
    desk.spoil("views.open", error)
    warning = desk.hurry(lambda: desk.ana.click(desk.home, "pair_more").warning)
    return "warning" if warning and desk.ana.view is None else "nothing"


def in_a_modal(desk: Desk, error: str) -> str:
    """She presses a button in a modal, over which another one should open."""
    below = desk.open_modal()
    desk.spoil("views.push", error)
    warning = desk.hurry(lambda: desk.ana.click(below, "pause_open").warning)
    assert desk.ana.view is not None
    return "warning" if warning and desk.ana.view.id == below.id else "nothing"


def with_an_answer_in_a_modal(desk: Desk, error: str) -> str:
    """She gives an answer in a modal, which should show it then."""
    return _answered(desk, "views.update", error)


def with_an_answer_shown_at_home(desk: Desk, error: str) -> str:
    """She gives an answer, after which Home should be drawn again."""
    return _answered(desk, "views.publish", error)


def _answered(desk: Desk, method: str, error: str) -> str:
    modal, was_quiet = desk.open_modal(), desk.hushed_at is not None
    desk.spoil(method, error)
    done = desk.ana.click(modal, QUIET[was_quiet])
    desk.harbour.ws.faults.clear()
    is_quiet = desk.hushed_at is not None
    assert (done.warning, is_quiet) == (None, not was_quiet)
    assert done.view is not None
    assert SENTENCE not in done.view.text_of(), "something was changed"
    reopened = {action for action, _, _ in desk.open_modal().buttons()}
    return "later" if QUIET[is_quiet] in reopened else "nothing"


def when_home_is_opened(desk: Desk, error: str) -> str:
    """She opens Home; Slack tells it again while nobody has taken it."""
    before, hub = desk.home.hash, desk.harbour.server.hub
    desk.spoil("views.publish", error, times=1)
    hub.ack_seconds = HURRIED
    try:
        desk.ana.open_home()
        desk.harbour.wait(lambda: desk.home.hash != before)
    finally:
        hub.ack_seconds = PATIENT
    return "again"


PLACES: dict[str, Callable[[Desk, str], str]] = {
    "a command": in_a_command,
    "a button under a message": in_a_message,
    "a button at Home": at_home,
    "a button in a modal": in_a_modal,
    "an answer in a modal": with_an_answer_in_a_modal,
    "an answer that Home shows": with_an_answer_shown_at_home,
    "Home is opened": when_home_is_opened,
}
ERRORS = {row[0]: dict(zip(VIEWS, row[1:], strict=True)) for row in rows("Error of `views.*`")}


def test_every_place_is_on_the_page() -> None:
    assert {place for place, *_ in rows("What they did")} == set(PLACES)


@pytest.mark.parametrize("method", VIEWS)
def test_every_error_that_a_view_may_meet_is_on_the_page(method: str) -> None:
    told = {error for error, marks in ERRORS.items() if marks[method] == "yes"}
    assert told >= {*COMMON_ERRORS, *METHODS[method].errors}


@pytest.mark.parametrize("error", ERRORS)
def test_a_refused_view_ends_as_the_page_says(desk: Desk, error: str) -> None:
    for place, method, outcome in rows("What they did"):
        if ERRORS[error][method] == "yes":
            posted = desk.harbour.posted
            assert (place, PLACES[place](desk, error)) == (place, outcome)
            assert not [line for line in desk.harbour.ws.ledger[posted:] if line.kind == "post"]
            desk.harbour.ws.faults.clear()
            desk.ana.close_all_views()
