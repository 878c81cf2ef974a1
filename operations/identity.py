"""Who the bot is in its workspace."""

from dataclasses import dataclass

from slack_sdk import WebClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """As `auth.test` says; `scopes` are those of the token, as the header names them."""

    team: str
    bot_id: str
    bot_user: str
    scopes: str = ""


def identity_of(client: WebClient) -> Identity:
    """Ask Slack. Raises `SlackApiError`, `OSError`."""
    answer = client.auth_test()
    headers = {key.lower(): value for key, value in answer.headers.items()}
    return Identity(
        team=str(answer["team_id"]),
        bot_id=str(answer["bot_id"]),
        bot_user=str(answer["user_id"]),
        scopes=headers.get("x-oauth-scopes", ""),
    )
