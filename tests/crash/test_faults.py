"""Each line of docs/faults.md is true, on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from uuid import UUID

import pytest

from bot.deps import Deps
from bot.domain.facts import PairFacts
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, ToPair
from bot.domain.people import Profile
from bot.slack.courier import Connection, Courier
from bot.texts import Texts
from sandbox import Fault
from scheduler.prompts import PROMPTS
from tests.crash import records
from tests.crash.checking import Interruption
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import Scene, question
from tests.crash.tables import rows
from tests.support.postgres import PostgresServer

GIVES_UP_AFTER = 0.5
"""Real seconds the courier waits for an answer here, instead of thirty."""
HOUR = 3600.0
numbers = count()


class Nobody:
    """A directory in which nobody is looked up."""

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        return None


@dataclass(kw_only=True)
class Post:
    """A courier at work in a harbour, and the pair it writes to."""

    harbour: Harbour
    courier: Courier
    deps: Deps
    facts: PairFacts

    def tell(self, kind: NoticeKind) -> UUID:
        """A new message."""
        pair, key = self.facts.pair, f"fault:{next(numbers)}"
        asked = question(pair, pair.mentee, key)
        if kind is NoticeKind.INTRODUCTION:
            asked = replace(asked, kind=kind, to=ToPair(pair=pair.id), program=pair.program, facts={})
        with self.deps.writing() as work:
            work.tell(asked)
        return self._named(asked).id

    def _named(self, notice: Notice) -> OutboxEntry:
        with self.deps.reading() as work:
            found = work.tx.outbox.find(notice.workspace, notice.key)
        assert found is not None
        return found

    def entry(self, id_: UUID) -> OutboxEntry:
        """As it stands now."""
        with self.deps.reading() as work:
            return work.tx.outbox.get(id_)

    def posted(self, id_: UUID) -> int:
        """How often Slack took it."""
        return sum(line.reference == str(id_) for line in self.harbour.ws.ledger)

    def go(self, seconds: float) -> None:
        """Let time pass, and send what is due then."""
        self.harbour.drift.move(seconds)
        assert self.courier.settle(20)

    def fate(self, id_: UUID) -> str:
        """The word of docs/faults.md for what becomes of it; hours pass."""
        assert self.courier.settle(20)
        first = self.entry(id_)
        if first.unsure:
            cut_off = Interruption(at=self.harbour.ws.now(), in_flight=frozenset({id_}))
            self.harbour.interruptions.append(cut_off)
        for _ in range(2):
            self.go(HOUR)
        last = self.entry(id_)
        match last.state:
            case OutboxState.WAITING_LEAD:
                return "lead"
            case OutboxState.DEAD:
                return "dead"
            case OutboxState.DELIVERED if first.state is OutboxState.DELIVERED:
                return "once"
            case OutboxState.DELIVERED:
                return "again" if last.unsure else "later"
            case _:
                return str(last)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def post(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> Iterator[Post]:
    """One place for all lines of all tables: what was there before is no excuse. Its books are checked at the end."""
    folder, lasting = tmp_path_factory.mktemp("faults"), [""]
    if request.param == "postgresql":
        postgres_server.template(folder.name, lasting.append)
    url = lasting.pop() or f"sqlite:///{folder / 'mentor.db'}"
    with a_harbour(url, folder, Scene(pairs=1, rounds=0, couples=0)) as harbour:
        deps = Deps(
            store=harbour.store,
            prompts=PROMPTS,
            texts=Texts.load(),
            directory=Nobody(),
            now=harbour.drift.now,
            wake=lambda: None,
        )
        connection = Connection(token=harbour.ws.bot_token, base_url=harbour.server.api_url, timeout=GIVES_UP_AFTER)
        courier = Courier(deps=deps, connection=connection)
        courier.start()
        assert courier.settle(20)
        facts = records.the_pair(harbour.store, deps)
        harbour.drift.move(HOUR)
        assert courier.settle(20), "what the scene had for later has gone"
        yield Post(harbour=harbour, courier=courier, deps=deps, facts=facts)
        assert courier.stop(20)
        harbour.check()


def play(post: Post, fault: Fault, kind: NoticeKind) -> tuple[str, int]:
    """What became of a message that met this fault, and how often Slack took it."""
    post.harbour.drift.move(HOUR)
    post.harbour.ws.faults.add(fault)
    message = post.tell(kind)
    fate = post.fate(message)
    return fate, post.posted(message)


TAKEN = {"yes": 1, "no": 0}
POSTS = {"once": 1, "later": 1, "again": 1, "lead": 0, "dead": 0}
"""How often an outcome is posted, beside what Slack had taken at the fault."""


@pytest.mark.parametrize(("fault", "taken", "one", "several"), rows("Fault of `chat.postMessage`"))
def test_a_fault_ends_as_the_page_says(post: Post, fault: str, taken: str, one: str, several: str) -> None:
    for kind, outcome in ((NoticeKind.CHECK_IN, one), (NoticeKind.INTRODUCTION, several)):
        fate, posts = play(post, Fault(method="chat.postMessage", kind=fault), kind)
        extra = TAKEN[taken] if outcome in ("again", "lead") else 0
        assert (kind, fate, posts) == (kind, outcome, POSTS[outcome] + extra)


@pytest.mark.parametrize(("error", "outcome"), rows("Error of `chat.postMessage`"))
def test_an_error_of_a_post_ends_as_the_page_says(post: Post, error: str, outcome: str) -> None:
    fault = Fault(method="chat.postMessage", kind=f"error:{error}")
    assert play(post, fault, NoticeKind.CHECK_IN) == (outcome, POSTS[outcome])


@pytest.mark.parametrize(("error", "outcome"), rows("Error of `conversations.open`"))
def test_an_error_of_opening_ends_as_the_page_says(post: Post, error: str, outcome: str) -> None:
    records.forget_group(post.harbour.store)
    fault = Fault(method="conversations.open", kind=f"error:{error}")
    assert play(post, fault, NoticeKind.INTRODUCTION) == (outcome, POSTS[outcome])
