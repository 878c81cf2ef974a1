"""A workspace, a database, and processes of the bot that come and go."""

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import yaml
from cryptography.fernet import Fernet

import app
from bot.services.passing import Point
from sandbox import Driver, Server, Workspace, serve
from storage import SqlStore, migrate, open_store
from tests.crash import records
from tests.crash.checking import Findings, Interruption, check
from tests.crash.child import Death, Drift, Life, live
from tests.crash.scene import BEGIN, Scene, fill

MANIFEST = Path(app.__file__).parent / "manifest.yml"
KEY = Fernet.generate_key().decode()
PATIENCE = 30.0
"""Real seconds after which a process that does nothing is called stuck."""
STEP = 5.0
"""Seconds by which time moves while messages drain. It moves only while no living process has one in hand: time that
jumps would let its leases lapse, as no real time does."""
LONG_STEP = 60.0
"""Seconds, where nothing is to be seen on the way."""
SOON = timedelta(minutes=4)
"""What waits for its pace, for a lease to lapse, or for its repetition, is due by then."""
A_MOMENT = 0.01
"""Real seconds between two looks."""
SPAWN = multiprocessing.get_context("forkserver")
# Everything is imported once; a child begins with it, a moment after it was asked for.
SPAWN.set_forkserver_preload(["tests.crash.warm"])


class Gone(RuntimeError):
    """The process that was spoken to is dead."""


class Child:
    """One process of the bot."""

    def __init__(self, process: ForkServerProcess, orders: Connection) -> None:
        self.process = process
        self._orders = orders
        self.passed: Mapping[Point, int] = {}

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.is_alive()

    def order(self, what: str | Death, seconds: float = PATIENCE) -> object:
        """Tell it to do something, and wait until it has. Raises `Gone`."""
        try:
            self._orders.send(what)
            return self._answer(seconds)
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            raise Gone from None

    def begun(self) -> None:
        """Wait until it is connected. Raises `Gone`."""
        try:
            self._answer(PATIENCE)
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            raise Gone from None

    def _answer(self, seconds: float) -> object:
        if not self._orders.poll(seconds):
            raise TimeoutError("it does not answer")
        answer = self._orders.recv()
        if isinstance(answer, dict):
            self.passed = answer
        return answer

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self.process.kill()
        self.process.join(PATIENCE)
        self._orders.close()


@dataclass(kw_only=True)
class Harbour:
    """The place of one run."""

    server: Server
    ws: Workspace
    store: SqlStore
    url: str
    drift: Drift
    folder: Path
    couples: list[tuple[str, str]]
    interruptions: list[Interruption] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    beside: Sequence[Child] = ()

    def start(self, death: Death | None = None) -> Child:
        """Another process, on its way."""
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=live, args=(theirs, self.life(death)), daemon=True)
        process.start()
        theirs.close()
        child = Child(process, ours)
        self.children.append(child)
        return child

    def life(self, death: Death | None = None) -> Life:
        """What such a process is given."""
        settings = {
            "SLACK_BOT_TOKEN": self.ws.bot_token,
            "SLACK_APP_TOKEN": self.ws.app_token,
            "SLACK_API_URL": self.server.api_url,
            "MENTOR_DATABASE_URL": self.url,
            "MENTOR_ENCRYPTION_KEYS": KEY,
            "MENTOR_TICK_SECONDS": "300",
        }
        return Life(settings=settings, drift=self.folder / "drift", log=self.folder / "log", death=death)

    def note_crash(self) -> Interruption:
        """Write down what was in flight when a process died, and how much of it that process had in hand itself: what
        others left that died before it is theirs."""
        own = records.leased(self.store, but_by=self.dead)
        crash = Interruption(at=self.ws.now(), in_flight=records.leased(self.store), in_hand=len(own))
        self.dead |= records.holders(self.store)
        self.interruptions.append(crash)
        return crash

    def pass_time(self, child: Child, until: Callable[[], bool], step: float = STEP) -> None:
        """Let time go on in small steps until something is so. Raises `Gone` when the process dies meanwhile.

        Before each step it, and those beside it, have sent what could go.
        """
        end, had = time.monotonic() + PATIENCE, self.posted
        while not until():
            if self.posted > had:
                end, had = time.monotonic() + PATIENCE, self.posted
            if time.monotonic() > end:
                raise TimeoutError(f"it never came about; {self.left} are on their way")
            for each in (child, *self.beside):
                each.order("settle")
            if records.holders(self.store) <= self.dead:
                self.drift.move(step)
            else:
                time.sleep(A_MOMENT)

    def pass_span(self, child: Child, span: timedelta) -> None:
        """Let so much time go by, and then until nothing is due."""
        until = self.ws.now() + span
        self.pass_time(child, lambda: self.ws.now() > until, step=LONG_STEP)
        self.drain(child)

    def drain(self, child: Child) -> None:
        """Let time go on until nothing is due any more."""
        self.pass_time(child, lambda: not self.left)

    @property
    def left(self) -> int:
        """How many messages are due soon, or in somebody's hand."""
        return records.on_their_way(self.store, self.ws.now() + SOON)

    @property
    def posted(self) -> int:
        """How many Slack has."""
        return len(self.ws.ledger)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait while time goes at its own pace."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError("it never came about")
            time.sleep(A_MOMENT)

    def pair_couples(self, child: Child, left: int = 0) -> None:
        """Lea proposes all but so many couples; what Slack calls a failure she types once more. Raises `Gone`."""
        lea = self.ws.person_named("lea")
        assert lea is not None
        while len(self.couples) > left:
            mentor, mentee = self.couples[0]
            done = self.server.as_person(lea.id).command("/mentor", f"pair <@{mentor}> <@{mentee}>")
            if done.acknowledged:
                del self.couples[0]
            if not child.is_alive:
                raise Gone

    def person(self, name: str) -> Driver:
        """Somebody's keyboard."""
        known = self.ws.person_named(name)
        assert known is not None
        return self.server.as_person(known.id)

    def find(self) -> Findings:
        """What the books say now."""
        return check(records.books(self.store, self.ws, self.interruptions))

    def check(self) -> Findings:
        """The same at the end; raises when a promise was broken."""
        return self.find().refuse_problems()

    def life_as_json(self) -> str:
        """What a process with an interpreter of its own is given (tests/crash/alone.py)."""
        life = self.life()
        return json.dumps({"settings": dict(life.settings), "drift": str(life.drift), "log": str(life.log)})

    @property
    def log(self) -> str:
        """What the processes wrote for the operator."""
        return (self.folder / "log").read_text()


@contextmanager
def a_harbour(url: str, folder: Path, scene: Scene, ack_seconds: float = 0.7) -> Iterator[Harbour]:
    """A place with this scene in its database, and no process yet; all of them are gone at the end."""
    drift = Drift(folder / "drift")
    drift.move((BEGIN - drift.now()).total_seconds())
    ws = Workspace(manifest=yaml.safe_load(MANIFEST.read_text()), now=drift.now, name="Harbour")
    store = open_store(url, [KEY])
    migrate(store.engine)
    couples = fill(store, ws, scene)
    with serve(ws, ack_seconds=ack_seconds) as server:
        harbour = Harbour(server=server, ws=ws, store=store, url=url, drift=drift, folder=folder, couples=couples)
        try:
            yield harbour
        finally:
            for child in harbour.children:
                child.kill()
            store.close()
