"""What only the one who clicked sees is gone with the next reload: nothing that needs an action is said there alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.support.golden import FOLDER

STARTED_BY_TYPING = {"invite"}
"""Offered beside the refusal of a command; the same command brings the offer back."""


def offered(*folders: str) -> set[str]:
    """Every action that the agreed pictures of these surfaces offer."""
    files = [file for folder in folders for file in Path(FOLDER, folder).glob("*.json")]
    assert files
    return {action for file in files for action in _actions(json.loads(file.read_text(encoding="utf-8")))}


def _actions(shown: object) -> Iterator[str]:
    match shown:
        case dict():
            if isinstance(action := shown.get("action_id"), str):
                yield action
            for value in shown.values():
                yield from _actions(value)
        case list():
            for value in shown:
                yield from _actions(value)
        case _:
            return


def test_whatever_an_ephemeral_reply_offers_stands_in_a_message_or_in_home_as_well() -> None:
    assert offered("replies") - STARTED_BY_TYPING <= offered("messages", "home")
