"""Laws of the lookup: somebody, nobody, or a problem that is not hidden."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.people import Profile
from bot.slack.people import UNKNOWN, SlackDirectory
from tests.slack.tiny_slack import TinySlack, refuses, says


@pytest.fixture
def directory(slack: TinySlack) -> SlackDirectory:
    """Asks the tiny Slack."""
    return SlackDirectory(WebClient(token="xoxb-test", base_url=slack.url, retry_handlers=[]))


def test_somebody_is_found_as_slack_knows_them_now(slack: TinySlack, directory: SlackDirectory) -> None:
    user = {"id": "U0ANA", "tz": "Europe/Berlin", "locale": "de-DE", "profile": {"display_name": "Ana"}}
    slack.next("users.info", says(200, {"ok": True, "user": user}))

    assert directory.profile("T0HOUSE", "U0ANA") == Profile(
        slack_id="U0ANA", name="Ana", tz="Europe/Berlin", locale="de-DE"
    )
    assert slack.calls[0].given["user"] == "U0ANA"
    assert slack.calls[0].given["include_locale"] in {"1", "true", "True"}


@pytest.mark.parametrize("error", sorted(UNKNOWN))
def test_nobody_is_none(slack: TinySlack, directory: SlackDirectory, error: str) -> None:
    slack.next("users.info", refuses(error))
    assert directory.profile("T0HOUSE", "U0NOBODY") is None


def test_another_problem_is_not_taken_for_nobody(slack: TinySlack, directory: SlackDirectory) -> None:
    slack.next("users.info", refuses("missing_scope"))
    with pytest.raises(SlackApiError, match="missing_scope"):
        directory.profile("T0HOUSE", "U0ANA")
