"""Bundles: what one message said together, kept for the buttons under it."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import delete, insert, select

from bot.domain.bundles import Bundle, Part
from bot.domain.errors import Slot
from bot.domain.notices import NoticeKind
from storage.repository import Repository
from storage.schema import BundleRow


def bundle_of(row: BundleRow) -> Bundle:
    """The bundle of a row."""
    return Bundle(
        id=row.id,
        workspace=row.workspace,
        person=row.person,
        made_at=row.made_at,
        is_weekly=row.is_weekly,
        parts=tuple(
            Part(
                kind=NoticeKind(str(part["kind"])),
                pair=UUID(str(part["pair"])),
                facts=cast("Mapping[str, Slot]", part["facts"]),
            )
            for part in row.parts
        ),
    )


class SqlBundles(Repository):
    """Implements `ports.Bundles`."""

    __slots__ = ()

    def add(self, bundle: Bundle) -> None:
        """Insert."""
        values = {
            "id": bundle.id,
            "workspace": bundle.workspace,
            "person": bundle.person,
            "made_at": bundle.made_at,
            "is_weekly": bundle.is_weekly,
            "parts": [
                {"kind": part.kind.value, "pair": str(part.pair), "facts": dict(part.facts)} for part in bundle.parts
            ],
        }
        self.connection.execute(insert(BundleRow), values)

    def get(self, bundle: UUID) -> Bundle:
        """`KeyError` when there is none."""
        row = self.row(select(BundleRow).where(BundleRow.id == bundle))
        if row is None:
            raise KeyError(bundle)
        return bundle_of(row)

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""
        return self.connection.execute(delete(BundleRow).where(BundleRow.made_at < before)).rowcount
