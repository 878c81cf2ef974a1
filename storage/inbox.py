"""Deliveries that took effect."""

from datetime import datetime

from sqlalchemy import delete

from storage.repository import Repository
from storage.schema import InboxRow


class SqlInbox(Repository):
    """Implements `ports.Inbox`."""

    __slots__ = ()

    def take(self, workspace: str, delivery: str, at: datetime) -> bool:
        """Insert once; False means the delivery was handled before."""
        values = {"workspace": workspace, "delivery": delivery, "at": at}
        return self.insert_once(InboxRow, values, key=("delivery",))

    def prune(self, before: datetime) -> int:
        """Delete older ones; how many."""
        return self.connection.execute(delete(InboxRow).where(InboxRow.at < before)).rowcount
