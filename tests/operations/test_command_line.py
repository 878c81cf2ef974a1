"""The command line: sentences and exit codes, and a process that stops in time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet

from bot.settings import load_storage_settings
from operations.keys import keys_of
from sandbox import Server, Workspace, serve
from storage import open_store
from tests.support.people_of_the_house import ana

ROOT = Path(__file__).parents[2]
LONG_ENOUGH = 60
MEASURED = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE")}
"""What a newcomer's shell holds, and what lets coverage see a process that the tests start."""


def run(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """`python app.py …` with nothing but these settings."""
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *words],
        cwd=cwd,
        env={**MEASURED, **env},
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
        check=False,
    )


@pytest.fixture
def slack() -> Iterator[tuple[Workspace, Server]]:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    ws = Workspace(manifest=manifest, now=lambda: datetime.now(UTC), name="Commands")
    with serve(ws) as server:
        yield ws, server


def environment(slack: tuple[Workspace, Server]) -> dict[str, str]:
    ws, server = slack
    return {
        "SLACK_BOT_TOKEN": ws.bot_token,
        "SLACK_APP_TOKEN": ws.app_token,
        "SLACK_API_URL": server.api_url,
        "MENTOR_LOG_FORMAT": "json",
    }


def test_missing_settings_are_one_sentence_each_and_exit_code_2(tmp_path: Path) -> None:
    answer = run("run", cwd=tmp_path)
    assert answer.returncode == 2
    assert [line.split(".")[0] for line in answer.stderr.strip().split("\n")] == [
        "SLACK_BOT_TOKEN is missing",
        "SLACK_APP_TOKEN is missing",
    ]


@pytest.mark.parametrize(("setting", "token"), [("SLACK_BOT_TOKEN", "xoxb-nobody"), ("SLACK_APP_TOKEN", "xapp-nobody")])
def test_a_token_slack_does_not_know_is_a_sentence_that_names_it(
    slack: tuple[Workspace, Server], tmp_path: Path, setting: str, token: str
) -> None:
    answer = run("run", cwd=tmp_path, **{**environment(slack), setting: token})
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"Slack cannot be reached with {setting}: the token is not known to Slack.")
    assert "Traceback" not in answer.stderr + answer.stdout


def test_a_database_that_cannot_be_reached_is_a_sentence(slack: tuple[Workspace, Server], tmp_path: Path) -> None:
    url = {"MENTOR_DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:9/none"}
    keys = {"MENTOR_ENCRYPTION_KEYS": Fernet.generate_key().decode()}
    answer = run("run", cwd=tmp_path, **environment(slack), **url, **keys)
    assert answer.returncode == 2
    assert answer.stderr.startswith("Database: it cannot be used")
    assert "MENTOR_DATABASE_URL" in answer.stderr
    assert "secret" not in answer.stderr + answer.stdout


def test_migrate_needs_no_slack_and_may_be_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        answer = run("migrate", cwd=tmp_path)
        assert (answer.returncode, answer.stdout) == (0, "The database is up to date.\n")
    assert (tmp_path / "var" / "mentor.db").exists()


def test_a_file_that_is_not_there_yet_is_no_trouble(slack: tuple[Workspace, Server], tmp_path: Path) -> None:
    answer = run("doctor", cwd=tmp_path, **environment(slack))
    assert answer.returncode == 0
    assert "brought up to date, when the bot starts" in answer.stdout


@pytest.mark.parametrize("command", ["run", "doctor", "rotate-keys"])
def test_a_key_that_does_not_fit_is_a_sentence(slack: tuple[Workspace, Server], tmp_path: Path, command: str) -> None:
    run("migrate", cwd=tmp_path)
    url = f"sqlite:///{tmp_path / 'var' / 'mentor.db'}"
    store = open_store(url, keys_of(load_storage_settings({"MENTOR_DATABASE_URL": url})))
    with store.write() as tx:
        tx.people.add(ana())
    store.close()
    other = {"MENTOR_ENCRYPTION_KEYS": Fernet.generate_key().decode()}
    answer = run(command, cwd=tmp_path, **environment(slack), **other)
    assert answer.returncode == (1 if command == "doctor" else 2)
    assert "Put the old key back" in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr


def test_rotating_keys_says_how_many_values_were_sealed_again(tmp_path: Path) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    run("migrate", cwd=tmp_path, MENTOR_ENCRYPTION_KEYS=old)
    answer = run("rotate-keys", cwd=tmp_path, MENTOR_ENCRYPTION_KEYS=f"{new},{old}")
    assert answer.returncode == 0
    assert answer.stdout.startswith("0 values are sealed with the first key now")


def test_a_port_that_is_none_is_a_sentence_and_help_says_what_can_be_chosen(tmp_path: Path) -> None:
    answer = run("try", "--port", "99999", cwd=tmp_path)
    assert answer.returncode == 2
    assert "65535" in answer.stderr
    assert "Traceback" not in answer.stderr
    told = run("try", "--help", cwd=tmp_path).stdout
    assert "--no-browser" in told
    assert "--no-no-browser" not in told


def test_a_new_key_is_a_key(tmp_path: Path) -> None:
    Fernet(run("new-key", cwd=tmp_path).stdout.strip())


def test_the_doctor_finds_an_old_database_and_then_all_in_order(
    slack: tuple[Workspace, Server], tmp_path: Path, postgres_url: str
) -> None:
    url = postgres_url.replace("+psycopg", "")
    keys = {"MENTOR_DATABASE_URL": url, "MENTOR_ENCRYPTION_KEYS": Fernet.generate_key().decode()}
    before = run("doctor", cwd=tmp_path, **environment(slack), **keys)
    assert before.returncode == 1
    assert "python app.py migrate" in before.stdout
    assert run("run", cwd=tmp_path, **environment(slack), **keys).returncode == 2
    run("migrate", cwd=tmp_path, **keys)
    after = run("doctor", cwd=tmp_path, **environment(slack), **keys)
    assert (after.returncode, after.stdout.split("\n")[-2]) == (0, "Everything is in order.")


def test_a_running_bot_answers_and_stops_with_exit_code_0(slack: tuple[Workspace, Server], tmp_path: Path) -> None:
    ws, server = slack
    lea = server.as_person(ws.add_person("lea", tz="Europe/Berlin", is_admin=True))
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "run"],
        cwd=tmp_path,
        env={**MEASURED, **environment(slack)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        server.wait_connected(LONG_ENOUGH)
        answer = lea.command("/mentor", "program")
        assert answer.view is not None
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=LONG_ENOUGH)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert '"action": "app.stopped"' in log
    assert "Lea" not in log
    assert ws.bot_token not in log


def test_the_story_is_played_to_its_end(tmp_path: Path) -> None:
    answer = run("story", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert answer.returncode == 0, answer.stdout[-2000:] + answer.stderr[-2000:]
    assert "from initiation to growth" in answer.stdout
    assert "1 pair may need someone." in answer.stdout
    assert "Tell me about one decision you got wrong." in answer.stdout
    assert next(tmp_path.glob("mentor-cadence-*/mentor.db")).stat().st_size > 0
