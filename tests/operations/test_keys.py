"""The keys that seal words."""

import stat
from pathlib import Path

import pytest

from bot.settings import SettingsProblem, StorageSettings, load_storage_settings
from operations.keys import key_file, keys_of, new_key


def settings(url: str, keys: str = "") -> StorageSettings:
    return load_storage_settings({"MENTOR_DATABASE_URL": url, "MENTOR_ENCRYPTION_KEYS": keys})


def test_given_keys_are_taken_in_their_order(tmp_path: Path) -> None:
    new, old = new_key(), new_key()
    assert keys_of(settings(f"sqlite:///{tmp_path / 'm.db'}", f"{new},{old}")) == (new, old)
    assert list(tmp_path.iterdir()) == []


def test_a_sqlite_file_gets_a_key_of_its_own_that_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'var' / 'm.db'}"
    first = keys_of(settings(url))
    assert keys_of(settings(url)) == first
    assert stat.S_IMODE(key_file(url).stat().st_mode) == 0o600


def test_a_shared_database_needs_a_shared_key() -> None:
    with pytest.raises(SettingsProblem, match="MENTOR_ENCRYPTION_KEYS is missing"):
        keys_of(settings("postgresql://mentor@localhost/mentor"))
