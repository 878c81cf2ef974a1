"""Laws of golden files."""

from pathlib import Path

import pytest

from tests.support.golden import Golden


def test_what_was_written_compares_as_equal(tmp_path: Path) -> None:
    Golden(folder=tmp_path, update=True)("messages/hello", {"text": "Grüß dich", "blocks": ()})

    Golden(folder=tmp_path, update=False)("messages/hello", {"text": "Grüß dich", "blocks": []})
    assert (tmp_path / "messages/hello.json").read_text("utf-8") == '{\n  "text": "Grüß dich",\n  "blocks": []\n}\n'


def test_a_difference_is_shown_with_the_way_to_accept_it(tmp_path: Path) -> None:
    Golden(folder=tmp_path, update=True)("hello", {"text": "old"})

    with pytest.raises(pytest.fail.Exception) as failure:
        Golden(folder=tmp_path, update=False)("hello", {"text": "new"})

    assert '-  "text": "old"' in str(failure.value)
    assert '+  "text": "new"' in str(failure.value)
    assert "make golden" in str(failure.value)


def test_a_golden_file_that_is_not_there_yet_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="make golden"):
        Golden(folder=tmp_path, update=False)("hello", 1)


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out"):
        Golden(folder=tmp_path / "golden", update=True)("../hello", 1)
