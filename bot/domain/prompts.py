"""What the scheduler may say or do on its own: the protocol, and how open occurrences follow from the facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from bot.domain.errors import Slot
from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.meetings import CheckIn, Meeting
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Pair, Side
from bot.domain.reviews import Review
from bot.domain.silence import EVEN_IN_PEACE, is_left_in_peace
from bot.domain.stages import StageChange, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When an occurrence is due; `number` counts its instances for one person of one pair from 1."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What follows when a prompt fires: things to tell, what was asked, and at most one change of the pair."""

    notices: tuple[Notice, ...] = ()
    meeting: Meeting | None = None
    check: CheckIn | None = None
    review: Review | None = None
    pair: Pair | None = None
    change: StageChange | None = None


class Prompt(Protocol):
    """One thing the calendar brings. Implementations live in scheduler/prompts, one file each, and are pure.

    `is_unasked` prompts write to a person on the bot's own account: they wait for the send window and take one of the
    person's weekly slots. Others only decide something and fire at their instant. `can_wait` ones may wait up to a day
    for something else that is due for the same person, and are said together with it; those that cannot are worthless a
    day later. `grace` is how late it may still fire after an outage; later it is skipped and recorded. None: it is
    always caught up.
    """

    @property
    def name(self) -> str:
        """Unique, stable: it is part of keys in the database."""

    @property
    def is_unasked(self) -> bool:
        """Whether it writes to the person unasked."""

    @property
    def can_wait(self) -> bool:
        """Whether it may wait up to a day to be said together with something else."""

    @property
    def grace(self) -> timedelta | None:
        """How late it may fire."""

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        """The one open occurrence these facts call for on that side, or None."""

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        """What happens when it is due."""


def to_side(
    prompt: Prompt,
    kind: NoticeKind,
    facts: PairFacts,
    side: Side,
    number: int,
    expires_at: datetime,
    said: Mapping[str, Slot] | None = None,
) -> Notice:
    """What a prompt says to one side alone: once for each number, and of no use any more after `expires_at`.

    `said` holds the numbers and codes that cannot be loaded when it is drawn.
    """
    person = facts.pair.person_on(side)
    return Notice(
        kind=kind,
        workspace=facts.pair.workspace,
        to=ToPerson(person=person),
        key=f"{prompt.name}:{facts.pair.id}:{person}:{number}",
        pair=facts.pair.id,
        facts=said or {},
        expires_at=expires_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An occurrence that should be open."""

    prompt: str
    person: UUID
    number: int
    due_at: datetime


def plan(facts: PairFacts, prompts: Iterable[Prompt]) -> tuple[Planned, ...]:
    """The occurrences that should be open for a pair: exactly these, nothing else. Pure.

    An occurrence that the tick moved (no slot, outside the window) keeps its later instant.
    """
    found = []
    for prompt in _heard(facts, prompts):
        for side in Side:
            due = prompt.next_due(facts, side)
            if due is None:
                continue
            person = facts.pair.person_on(side)
            found.append(
                Planned(
                    prompt=prompt.name,
                    person=person,
                    number=due.number,
                    due_at=_moved(facts, prompt.name, person, due),
                )
            )
    return tuple(found)


def first_due(facts: PairFacts, prompt: Prompt, row: Occurrence) -> datetime | None:
    """When an open occurrence was due before anything moved it; None when the facts do not call for it any more."""
    if not _heard(facts, [prompt]):
        return None
    due = prompt.next_due(facts, facts.pair.side_of(row.person))
    return due.at if due and due.number == row.number else None


def _heard(facts: PairFacts, prompts: Iterable[Prompt]) -> list[Prompt]:
    """The prompts that the pair's state lets speak at all.

    Nothing after the end. Nothing is asked while the pair is paused, or one of them is away without a date; what only
    decides goes on. A pair left in peace hears of half-time and of the end.
    """
    if facts.pair.status is Status.ENDED:
        return []
    if facts.pair.status is Status.PAUSED or any(person.is_resting for person in facts.people):
        return [prompt for prompt in prompts if not prompt.is_unasked]
    in_peace = is_left_in_peace(facts)
    return [prompt for prompt in prompts if not prompt.is_unasked or not in_peace or prompt.name in EVEN_IN_PEACE]


def _moved(facts: PairFacts, prompt: str, person: UUID, due: Due) -> datetime:
    newest = facts.newest(prompt, person)
    if newest and newest.state is OccurrenceState.OPEN and newest.number == due.number and newest.moved_to:
        return max(due.at, newest.moved_to)
    return due.at
