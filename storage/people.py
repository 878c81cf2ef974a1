"""Person rows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, bindparam, not_, select

from bot.domain.people import Person
from bot.services.ports import DaysOff
from storage.among import among
from storage.cipher import Cipher
from storage.repository import Repository, Values
from storage.schema import IS_OPEN, OccurrenceRow, PersonRow


def person_of(row: PersonRow, cipher: Cipher, days_off: DaysOff) -> Person:
    """The person of a row."""
    return Person(
        id=row.id,
        workspace=row.workspace,
        slack_id=row.slack_id,
        name=cipher.open(row.name),
        tz=row.tz,
        locale=row.locale,
        working_days=row.working_days,
        window_start=row.window_start,
        window_end=row.window_end,
        away_from=row.away_from,
        away_until=row.away_until,
        country=row.country,
        days_off=days_off(row.country, row.tz),
        is_deactivated=row.is_deactivated,
        dm_channel=row.dm_channel,
    )


MANY = select(PersonRow).where(among(PersonRow.id))
LOCKED = MANY.order_by(PersonRow.id).with_for_update()
BY_SLACK_ID = select(PersonRow).where(
    PersonRow.workspace == bindparam("workspace"), PersonRow.slack_id == bindparam("slack_id")
)
DUE = (
    select(PersonRow)
    .join(OccurrenceRow, OccurrenceRow.person == PersonRow.id)
    .where(IS_OPEN, OccurrenceRow.due_at <= bindparam("now"), not_(among(OccurrenceRow.person)))
    .order_by(OccurrenceRow.due_at, OccurrenceRow.pair, OccurrenceRow.id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(of=PersonRow, skip_locked=True)
)
"""Those with something due, but for the known ones, longest due first."""


class SqlPeople(Repository):
    """Implements `ports.People`."""

    __slots__ = ()

    def get(self, person: UUID) -> Person:
        """The person. `KeyError` when there is none."""
        return self.many([person])[person]

    def find(self, workspace: str, slack_id: str) -> Person | None:
        """The person by Slack id."""
        row = self.row(BY_SLACK_ID, workspace=workspace, slack_id=slack_id)
        return person_of(row, self.cipher, self.days_off) if row else None

    def many(self, people: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those that exist, by id."""
        found = self.rows(MANY, ids=people)
        return {row.id: person_of(row, self.cipher, self.days_off) for row in found}

    def add(self, person: Person) -> bool:
        """Insert once by (workspace, slack_id)."""
        return self.insert_once(PersonRow, self._values(person), key=("workspace", "slack_id"))

    def save(self, person: Person) -> None:
        """Update an existing row. `KeyError` when there is none."""
        self.update_one(PersonRow, person.id, self._values(person))

    def lock(self, people: Collection[UUID]) -> Sequence[Person]:
        """Lock and return them in ascending order of id."""
        return [person_of(row, self.cipher, self.days_off) for row in self.rows(LOCKED, ids=people)]

    def lock_due(self, now: datetime, limit: int) -> Sequence[Person]:
        """Lock up to `limit` people with an open occurrence due at `now`, longest due first.

        Walks the occurrences in the order of their instants and stops at the limit, so the cost follows what it
        returns; of equals, both sides of a pair come together, so that its facts are loaded once. Somebody with
        several due occurrences comes several times, so it goes on until there are enough people. Another transaction
        may have finished an occurrence just before the lock was won: what is due is to be read afterwards.
        """
        found: dict[UUID, Person] = {}
        while len(found) < limit:
            rows = self.rows(DUE, now=now, most=limit, ids=found)
            found |= {row.id: person_of(row, self.cipher, self.days_off) for row in rows if row.id not in found}
            if len(rows) < limit:
                break
        return list(found.values())[:limit]

    def _values(self, person: Person) -> Values:
        return {
            "id": person.id,
            "workspace": person.workspace,
            "slack_id": person.slack_id,
            "name": self.cipher.seal(person.name),
            "tz": person.tz,
            "locale": person.locale,
            "working_days": person.working_days,
            "window_start": person.window_start,
            "window_end": person.window_end,
            "away_from": person.away_from,
            "away_until": person.away_until,
            "country": person.country,
            "is_deactivated": person.is_deactivated,
            "dm_channel": person.dm_channel,
        }
