"""Laws of what the bot asks of a workspace."""

from pathlib import Path

import yaml

from sandbox import manifest_faults

MANIFEST = yaml.safe_load((Path(__file__).parents[1] / "manifest.yml").read_text(encoding="utf-8"))


def test_the_bot_holds_no_permission_to_read_any_conversation() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]

    assert scopes == {"bot": ["chat:write", "commands", "mpim:write", "users:read"]}


def test_nobody_can_write_to_the_bot_but_in_its_forms() -> None:
    assert MANIFEST["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }
    assert not [event for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"] if "message" in event]


def test_mentions_in_the_command_arrive_as_ids() -> None:
    (command,) = MANIFEST["features"]["slash_commands"]

    assert command["command"] == "/mentor"
    assert command["should_escape"]


def test_slack_takes_the_manifest() -> None:
    assert manifest_faults(MANIFEST) == []
