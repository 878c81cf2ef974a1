"""The keys that seal people's words at rest."""

import os
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import SettingsProblem, StorageSettings

SQLITE = "sqlite:///"
ONLY_MINE = 0o600
"""Permissions of the key file: its owner alone."""


def new_key() -> str:
    """A fresh key for MENTOR_ENCRYPTION_KEYS."""
    return Fernet.generate_key().decode()


def keys_of(settings: StorageSettings) -> tuple[str, ...]:
    """The keys in force, newest first.

    Without MENTOR_ENCRYPTION_KEYS a SQLite database gets a key file of its own beside it, made on first use, so that
    two Slack tokens are enough to start. Raises `SettingsProblem` for PostgreSQL, whose processes must share theirs.
    """
    given = tuple(key.get_secret_value() for key in settings.mentor_encryption_keys)
    if given:
        return given
    url = settings.mentor_database_url.get_secret_value()
    if not url.startswith(SQLITE):
        raise SettingsProblem(
            (
                (
                    "MENTOR_ENCRYPTION_KEYS is missing. A shared database needs a key that all processes know; "
                    "make one with: python app.py new-key."
                ),
            )
        )
    path = key_file(url)
    return (path.read_text().strip(),) if path.exists() else (_made(path),)


def key_file(url: str) -> Path:
    """Where the key of a SQLite database lies: beside the file. Back up both, or neither can be read."""
    return Path(url.removeprefix(SQLITE)).with_suffix(".key")


def _made(path: Path) -> str:
    """A new key file. Two processes that start at once agree on the one that was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = new_key()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
