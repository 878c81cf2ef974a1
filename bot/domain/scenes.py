"""What a drawing needs beside the notice: loaded when it is drawn, so that a withdrawn word is never shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback
from bot.domain.notices import Notice, OutboxEntry
from bot.domain.people import Person
from bot.domain.programs import Place, Program
from bot.domain.stages import StageChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A notice with what it speaks of. `reader` is None in a group DM or a channel.

    `leads` are those of the program, for whom a digest is; nobody for any other notice.
    `undelivered` is the entry an UNDELIVERED notice is about, `meant_for` the Slack id of the person it was for.
    `parts` are the scenes of what a BUNDLE says together, `is_weekly` when it is the one message of a mentor's week.
    """

    notice: Notice
    now: datetime
    reader: Person | None = None
    facts: PairFacts | None = None
    program: Program | None = None
    feedback: Feedback | None = None
    undelivered: OutboxEntry | None = None
    meant_for: str | None = None
    leads: tuple[Person, ...] = ()
    parts: tuple["Scene", ...] = ()
    is_weekly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAtHome:
    """One pair on somebody's Home tab. `looks` are the instants at which a lead opened it, newest first."""

    facts: PairFacts
    next_check_in: datetime | None
    looks: tuple[datetime, ...]
    kept: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeScene:
    """Everything Home shows one person. `person` is None before the bot has met them; `leads` are Slack ids.

    `places` are all programs of the workspace, oldest first, and `led` those that they lead. `past` are ended pairs in
    which they kept something private: the words stay theirs. `meant_for` holds, by the id of a waiting message, the
    Slack ids of the one or the two it was for.
    """

    now: datetime
    tz: str
    places: tuple[Place, ...] = ()
    person: Person | None = None
    pairs: tuple[PairAtHome, ...] = ()
    past: tuple[PairAtHome, ...] = ()
    leads: tuple[str, ...] = ()
    led: tuple[Program, ...] = ()
    waiting: tuple[OutboxEntry, ...] = ()
    meant_for: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    @property
    def taken(self) -> tuple[Place, ...]:
        """Where they take part now."""
        return tuple(place for place in self.places if place.is_taken)

    @property
    def is_lead(self) -> bool:
        """Whether they lead a program."""
        return bool(self.led)

    @property
    def has_several(self) -> bool:
        """Whether a program has to be named to be told from another."""
        return len(self.places) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PairHistory:
    """A pair's stage history as one of the two sees it."""

    facts: PairFacts
    partner: UUID
    lines: tuple[StageChange, ...]
