"""Weekly slots of people's attention."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from bot.domain.attention import Slot
from storage.among import among
from storage.repository import Repository
from storage.schema import AttentionRow

TAKEN = select(AttentionRow).where(
    among(AttentionRow.person), AttentionRow.week.in_(bindparam("weeks", expanding=True))
)


class SqlAttention(Repository):
    """Implements `ports.Attention`."""

    __slots__ = ()

    def taken(self, people: Collection[UUID], weeks: Collection[str]) -> Mapping[tuple[UUID, str], frozenset[int]]:
        """Slots taken per person and ISO week; nothing for a week in which none is."""
        found: dict[tuple[UUID, str], frozenset[int]] = {}
        for row in self.rows(TAKEN, ids=people, weeks=sorted(weeks)):
            key = (row.person, row.week)
            found[key] = found.get(key, frozenset()) | {row.slot}
        return found

    def take(self, workspace: str, person: UUID, week: str, slot: int, at: datetime) -> bool:
        """Insert once."""
        values = {"workspace": workspace, "person": person, "week": week, "slot": slot, "at": at}
        return self.insert_once(AttentionRow, values, key=("person", "week", "slot"))

    def take_all(self, slots: Sequence[Slot], at: datetime) -> None:
        """The same in bulk, for people whose rows are locked: nobody else can have taken them."""
        values = [
            {"workspace": each.workspace, "person": each.person, "week": each.week, "slot": each.number, "at": at}
            for each in slots
        ]
        self.insert_all(AttentionRow, values, key=("person", "week", "slot"))
