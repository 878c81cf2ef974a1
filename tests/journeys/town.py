"""A town to journey in: the local workspace, its people at their keyboards, and the real bot beside it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

import app
from bot.clock import Clock, machine_now
from bot.running import Bot
from bot.settings import load_settings
from sandbox import Driver, Message, Server, SubmitResult, Workspace, serve

MANIFEST = Path(app.__file__).parent / "manifest.yml"
START = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)
"""A Monday, a working hour in Berlin, Madrid and New York; 2027 is a year of 52 ISO weeks after one of 53."""

A_MOMENT = 0.001
"""Days, a good minute: two messages to one conversation are sent a second apart."""


def clock_from(start: datetime) -> Clock:
    """A clock that shows `start` now and goes on at the machine's pace."""
    began = machine_now()
    return Clock(machine=lambda: start + (machine_now() - began))


class Town:
    """Lea leads, Ana mentors, Ben is her mentee, Max is an outsider. `bot` changes when it is built anew."""

    def __init__(self, server: Server, ws: Workspace, clock: Clock, database_url: str, key: str) -> None:
        self.server, self.ws, self.clock = server, ws, clock
        self._settings = load_settings(
            {
                "SLACK_BOT_TOKEN": ws.bot_token,
                "SLACK_APP_TOKEN": ws.app_token,
                "SLACK_API_URL": server.api_url,
                "MENTOR_DATABASE_URL": database_url,
                "MENTOR_ENCRYPTION_KEYS": key,
                "MENTOR_TICK_SECONDS": "300",
            }
        )
        zones = {"lea": "Europe/Berlin", "ana": "Europe/Madrid", "ben": "America/New_York", "max": "Europe/Berlin"}
        self.ids = {
            name: ws.add_person(name, real_name=name.title(), tz=tz, locale="en-GB", is_admin=name == "lea").id
            for name, tz in zones.items()
        }
        self.channel = ws.add_channel("mentoring-leads", members=[self.ids["lea"]], bot_is_member=True).id
        self.bot: Bot = self._started()

    def _started(self) -> Bot:
        bot = app.build(self._settings, self.clock)
        bot.start()
        self.server.wait_connected(10)
        return bot

    def build_anew(self) -> None:
        """The process ends and another one begins."""
        assert self.bot.stop(), "the bot stops in time"
        self.bot = self._started()

    def person(self, name: str) -> Driver:
        """Somebody's keyboard."""
        return self.server.as_person(self.ids[name])

    def pass_days(self, days: float) -> None:
        """Time moves through every due moment."""
        self.bot.advance(self.clock.now() + timedelta(days=days))

    def set_up(self) -> None:
        """Lea's program, with Ana and Ben enrolled."""
        lea = self.person("lea")
        lea.command("/mentor", "program")
        lea.fill({"name": "Harbour", "digest_channel": self.channel})
        accepted(lea.submit())
        self.join("ana", "mentor", offers="Ten years of shipping")
        self.join("ben", "mentee", wants="To lead a project")

    def join(self, name: str, role: str, wants: str = "", offers: str = "") -> None:
        """Somebody joins the program."""
        who = self.person(name)
        who.command("/mentor", "join")
        who.fill({"role": role, "wants": wants, "offers": offers})
        accepted(who.submit())

    def propose(self) -> str:
        """Lea proposes Ana and Ben; what she is told."""
        said = self.person("lea").command("/mentor", "pair @ana @ben")
        self.bot.settle()
        return said.messages[-1].text

    def pair(self) -> None:
        """Ana and Ben are paired and introduced."""
        self.propose()
        for name in ("ana", "ben"):
            who = self.person(name)
            who.click(who.dm[-1], "proposal_yes")
            self.bot.settle()

    def group(self, name: str = "ben") -> list[Message]:
        """The pair's group DM as one of them sees it."""
        who = self.person(name)
        place = next(each for each in who.conversations if each.kind == "mpim")
        return who.messages(place.id)

    def kickoff(self, name: str, **choices: str) -> None:
        """Somebody answers the seven choices alone; what is not chosen stays as most pairs have it."""
        who = self.person(name)
        who.click(self.group(name)[0], "kickoff_open")
        for item, code in choices.items():
            who.enter((item, "kickoff_choice"), code)
        accepted(who.submit())
        self.bot.settle()

    def sign(self) -> None:
        """Both answer alike, Ben makes the draft of it, Ana signs."""
        self.kickoff("ana")
        self.kickoff("ben")
        ben, ana = self.person("ben"), self.person("ana")
        ben.fill({"purpose": "Grow into leading"})
        accepted(ben.submit())
        self.wait_for("ana", "agreement_open")
        ana.click(self.group("ana")[-1], "agreement_open")
        accepted(ana.submit())
        self.bot.settle()

    def wait_for(self, name: str, action: str, moments: int = 20) -> None:
        """Moments pass until the newest message of the group has this button: one conversation takes a message a
        second."""
        for _ in range(moments):
            if action in actions(self.group(name)[-1]):
                return
            self.pass_days(A_MOMENT)
        raise AssertionError(f"no message with {action} came")

    def write_goal(self, text: str = "Lead the invoice project") -> None:
        """Ben writes a goal, from Home, once he has met Ana."""
        ben = self.person("ben")
        ben.open_home()
        self.server.wait(lambda: ben.home is not None and "Write a goal" in ben.home.shown())
        home = ben.home
        assert home is not None
        ben.click(home, "goal_open")
        ben.fill({"kind": "leadership", "text": text})
        accepted(ben.submit())

    def next_check_in(self, name: str, days: int = 30) -> Message:
        """Time passes until the next unanswered check-in of this person arrives."""
        for _ in range(days):
            if found := self.check_in(name):
                return found
            self.pass_days(1)
        raise AssertionError(f"no check-in reached {name} in {days} days")

    def check_in(self, name: str) -> Message | None:
        """The newest message, if it is a check-in that waits for an answer."""
        dm = self.person(name).dm
        return dm[-1] if dm and "check_in_met" in actions(dm[-1]) else None

    def met(self, name: str) -> Message:
        """Answer the next check-in with *Met*; the message as it stands then."""
        asked = self.next_check_in(name)
        self.person(name).click(asked, "check_in_met")
        if "fit_good" in actions(now := self.current(name, asked)):
            self.person(name).click(now, "fit_good")
        return self.current(name, asked)

    def current(self, name: str, message: Message) -> Message:
        """A message as it stands now."""
        return next(each for each in self.person(name).messages(message.channel) if each.ts == message.ts)


def actions(message: Message) -> set[str]:
    """The ids of the buttons under a message."""
    return {action for action, _, _ in message.buttons()}


def accepted(result: SubmitResult) -> None:
    """The form went through."""
    assert result.acknowledged, result.warning
    assert result.errors == {}


@contextmanager
def a_town(
    name: str, database_url: str, key: str, start: datetime = START, scopes: Sequence[str] = ()
) -> Iterator[Town]:
    """A town with a running bot, taken down again at the end; `scopes` are granted beside those it needs."""
    clock = clock_from(start)
    manifest = yaml.safe_load(MANIFEST.read_text())
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    ws = Workspace(manifest=manifest, now=clock.now, name=name)
    with serve(ws) as server:
        town = Town(server, ws, clock, database_url, key)
        try:
            yield town
        finally:
            town.bot.stop()
