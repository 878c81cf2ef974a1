"""How the bot remembers."""

from collections.abc import Sequence

from bot.services.ports import DaysOff, no_days_off
from storage.cipher import Cipher, Unreadable
from storage.engine import make_engine
from storage.migrating import MadeByNewer, NotMigrated, check, migrate, pending
from storage.readiness import DatabaseProblem, bring_up_to_date, make_ready, seal_again, state_of
from storage.rotation import rotate_keys
from storage.scratch import Scratch
from storage.transactions import SqlStore

__all__ = [
    "Cipher",
    "DatabaseProblem",
    "MadeByNewer",
    "NotMigrated",
    "Scratch",
    "SqlStore",
    "Unreadable",
    "bring_up_to_date",
    "check",
    "make_engine",
    "make_ready",
    "migrate",
    "open_store",
    "pending",
    "rotate_keys",
    "seal_again",
    "state_of",
]


def open_store(url: str, keys: Sequence[str], days_off: DaysOff = no_days_off) -> SqlStore:
    """The store at `url`, its words sealed with the first of `keys`. The schema is as it was left: see `migrate`."""
    return SqlStore(make_engine(url), Cipher(keys), days_off)
