"""Bundles: several unasked things that one message says to one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.errors import Slot
from bot.domain.notices import Notice, NoticeKind, ToPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing of a bundle: a notice without its own way to the person. Numbers and codes only."""

    kind: NoticeKind
    pair: UUID
    facts: Mapping[str, Slot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One message of several parts, in the order in which it says them. `is_weekly` ones have a row for each mentee.

    Kept as long as somebody may press a button under it, so that the whole message is drawn again and not one part.
    """

    id: UUID
    workspace: str
    person: UUID
    made_at: datetime
    parts: tuple[Part, ...]
    is_weekly: bool

    def notice_of(self, part: Part) -> Notice:
        """The notice that a part would be if it came alone."""
        return Notice(
            kind=part.kind,
            workspace=self.workspace,
            to=ToPerson(person=self.person),
            key=f"bundle:{self.id}",
            pair=part.pair,
            facts=part.facts,
        )
