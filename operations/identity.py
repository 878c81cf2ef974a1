"""Who the bot is in its workspace."""

from dataclasses import dataclass

from slack_sdk import WebClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """As `auth.test` says."""

    team: str
    bot_id: str
    bot_user: str


def identity_of(client: WebClient) -> Identity:
    """Ask Slack. Raises `SlackApiError`, `OSError`."""
    answer = client.auth_test()
    return Identity(team=str(answer["team_id"]), bot_id=str(answer["bot_id"]), bot_user=str(answer["user_id"]))
