"""Looking people up in Slack's directory."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.people import Profile
from bot.services.profiles import profile_of

UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


class SlackDirectory:
    """`Directory` over `users.info`. The client may keep its retries: a read can be repeated."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        """The account as Slack shows it now, or None. Raises `SlackApiError` for anything but an unknown user."""
        del workspace  # a bot token sees its own workspace only
        try:
            answer = self._client.users_info(user=slack_id, include_locale=True)
        except SlackApiError as refusal:
            if refusal.response.get("error") in UNKNOWN:
                return None
            raise
        return profile_of(answer.get("user") or {})
