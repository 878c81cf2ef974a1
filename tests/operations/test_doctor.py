"""The doctor says what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings, load_settings
from operations.doctor import examine
from operations.findings import Finding
from sandbox import Server, Workspace, serve

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
GOOD = Finding(is_good=True, sentence="Database: reached, and up to date.")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def slack() -> Iterator[tuple[Workspace, Server]]:
    ws = Workspace(manifest=yaml.safe_load(MANIFEST.read_text()), now=now, name="Doctor")
    with serve(ws) as server:
        yield ws, server


@pytest.fixture
def settings(slack: tuple[Workspace, Server]) -> Callable[..., Settings]:
    ws, server = slack

    def made(**other: str) -> Settings:
        return load_settings(
            {
                "SLACK_BOT_TOKEN": ws.bot_token,
                "SLACK_APP_TOKEN": ws.app_token,
                "SLACK_API_URL": server.api_url,
                **other,
            }
        )

    return made


def test_all_is_well(settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    assert examine(settings(), MANIFEST, database=[GOOD], now=now) == 0
    assert "Everything is in order." in capsys.readouterr().out


def test_an_unknown_token_is_named_with_its_remedy(
    settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = settings(SLACK_BOT_TOKEN="xoxb-nobody", SLACK_APP_TOKEN="xapp-nobody")
    assert examine(wrong, MANIFEST, database=[GOOD], now=now) == 1
    said = capsys.readouterr().out
    assert "WRONG  SLACK_BOT_TOKEN: the token is not known to Slack." in said
    assert "WRONG  SLACK_APP_TOKEN: the token is not known to Slack." in said
    assert "nobody" not in said


def test_a_scope_that_the_manifest_asks_for_and_slack_did_not_grant(
    settings: Callable[..., Settings], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = yaml.safe_load(MANIFEST.read_text())
    asked["oauth_config"]["scopes"]["bot"].append("files:write")
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(asked))
    assert examine(settings(), tmp_path / "manifest.yml", database=[GOOD], now=now) == 1
    assert "Scopes: files:write missing." in capsys.readouterr().out


def test_a_permission_to_read_conversations_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = yaml.safe_load(MANIFEST.read_text())
    manifest["oauth_config"]["scopes"]["bot"].append("channels:history")
    ws = Workspace(manifest=manifest, now=now, name="Nosy")
    with serve(ws) as server:
        nosy = load_settings(
            {"SLACK_BOT_TOKEN": ws.bot_token, "SLACK_APP_TOKEN": ws.app_token, "SLACK_API_URL": server.api_url}
        )
        assert examine(nosy, MANIFEST, database=[], now=now) == 1
    assert "channels:history let the app read conversations" in capsys.readouterr().out


@pytest.mark.parametrize(("scopes", "said"), [([], "Calendar files: off"), (["files:write"], "Calendar files: on.")])
def test_the_optional_scope_is_no_fault_and_its_feature_is_told(
    scopes: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = yaml.safe_load(MANIFEST.read_text())
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    ws = Workspace(manifest=manifest, now=now, name="Files")
    with serve(ws) as server:
        here = load_settings(
            {"SLACK_BOT_TOKEN": ws.bot_token, "SLACK_APP_TOKEN": ws.app_token, "SLACK_API_URL": server.api_url}
        )
        assert examine(here, MANIFEST, database=[], now=now) == 0
    assert said in capsys.readouterr().out


def test_a_clock_that_is_off_is_found(settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    assert examine(settings(), MANIFEST, database=[GOOD], now=lambda: now() + timedelta(minutes=5)) == 1
    assert "seconds off Slack's" in capsys.readouterr().out


def test_a_slack_that_cannot_be_reached_is_no_traceback(
    settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    away = settings(SLACK_API_URL="http://127.0.0.1:9/api/")
    assert examine(away, MANIFEST, database=[GOOD], now=now) == 1
    assert "no connection" in capsys.readouterr().out


def test_a_database_that_is_wrong_counts(settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    bad = Finding(is_good=False, sentence="Database: not up to date.")
    assert examine(settings(), MANIFEST, database=[bad], now=now) == 1
    assert "1 of 6 need mending." in capsys.readouterr().out
