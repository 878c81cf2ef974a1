"""What an entry point receives. Handlers, the scheduler and the courier get a `Deps` and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices import FILES, NoticeKind
from bot.domain.prompts import Prompt
from bot.services.passing import Passing, Point, unnoticed
from bot.services.ports import Directory, Store, Transaction
from bot.services.ports.calendars import CalendarEntry, Calendars
from bot.services.work import Work
from bot.texts import Texts


def no_scratch() -> AbstractContextManager[Store]:
    """For a process that plays nothing through."""
    raise LookupError("there is no scratch store here")


def at_once(job: Callable[[], None]) -> None:
    """For a process in which nobody waits for an answer."""
    job()


def no_grants() -> frozenset[NoticeKind]:
    """For a process to which Slack granted no more than it needs."""
    return FILES


class NoCalendars:
    """For a process that hands no files over."""

    def file(self, entry: CalendarEntry, /) -> bytes:
        """Raises `LookupError`."""
        raise LookupError(f"there is nobody here who writes {entry.uid}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """The program's parts, introduced by app.py. `wake` tells the courier that something was committed,
    `countries` are those whose public holidays are known, `passing` hears of the points of
    `bot/services/passing.py`. `scratch` opens an empty store that is gone afterwards; `aside` does what takes longer
    than Slack waits for an answer. `hidden` are the kinds that need a scope which Slack did not grant, as of now;
    `calendars` writes calendar files."""

    store: Store
    prompts: Sequence[Prompt]
    texts: Texts
    directory: Directory
    now: Callable[[], datetime]
    wake: Callable[[], None]
    first_lead: str = ""
    countries: frozenset[str] = frozenset()
    passing: Passing = unnoticed
    scratch: Callable[[], AbstractContextManager[Store]] = no_scratch
    aside: Callable[[Callable[[], None]], None] = at_once
    hidden: Callable[[], frozenset[NoticeKind]] = no_grants
    calendars: Calendars = NoCalendars()  # noqa: RUF009 - it has no state

    def work(self, tx: Transaction) -> Work:
        """A use case's tools in this transaction, as of now."""
        return Work(tx=tx, prompts=self.prompts, now=self.now(), hidden=self.hidden())

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A snapshot to read; changes nothing."""
        with self.store.reads() as tx:
            yield self.work(tx)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A person's change: committed when the block ends, then the courier is woken."""
        with self.store.write() as tx:
            yield self.work(tx)
            self.passing(Point.CHANGING)
        self.passing(Point.CHANGED)
        self.wake()

    @contextmanager
    def batching(self) -> Iterator[Work]:
        """The scheduler's change: goes after people."""
        with self.store.batch() as tx:
            yield self.work(tx)
