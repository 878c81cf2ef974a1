"""The command that rehearses: a table and JSON, without settings, without Slack."""

import json
from pathlib import Path

from tests.operations.test_command_line import run


def test_json_tells_who_reads_what_when_and_why(tmp_path: Path) -> None:
    zones = ("--mentor-tz", "Europe/Berlin", "--mentee-tz", "America/New_York")
    answer = run("rehearse", "--weeks", "6", "--json", *zones, cwd=tmp_path)

    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["people"]["mentee"] == {"name": "Ben", "tz": "America/New_York"}
    for message in found["messages"]:
        assert message["first_line"]
        assert len(message["local"]) == len(message["readers"])
        assert not message["unasked"] or message["why"]
    assert max(found["unasked_a_week"]["mentor"].values()) <= 2
    assert {kept["what"] for kept in found["kept_back"]} <= {"moved", "skipped", "dropped"}
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


def test_the_table_says_the_same_for_people(tmp_path: Path) -> None:
    answer = run("rehearse", "--weeks", "4", "--language", "de", cwd=tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert "Ana and Ben" in answer.stdout
    assert "Hast du Ana getroffen" in answer.stdout
    assert "Most unasked in a week" in answer.stdout


def test_a_zone_nobody_knows_is_a_sentence(tmp_path: Path) -> None:
    answer = run("rehearse", "--mentor-tz", "Europe/Atlantis", cwd=tmp_path)

    assert answer.returncode == 2
    assert "Europe/Atlantis" in answer.stderr
    assert "Traceback" not in answer.stderr
