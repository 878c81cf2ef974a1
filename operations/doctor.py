"""`python app.py doctor`: says in plain words what is wrong and how to mend it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.settings import Settings
from operations.findings import Finding

MOST_SKEW = 30
"""Seconds this machine's clock may differ from Slack's: signed requests and check-ins drift beyond it."""

ADVICE: Mapping[str, str] = {
    "invalid_auth": "the token is not known to Slack. Copy it again from your app's page.",
    "not_authed": "the token is empty. Copy it from your app's page.",
    "account_inactive": "the app was removed from the workspace. Install it again and copy the new token.",
    "token_revoked": "the token was withdrawn. Install the app again and copy the new token.",
    "not_allowed_token_type": "this is another kind of token. SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN "
    "with xapp-.",
    "missing_scope": "the token lacks a scope. For SLACK_APP_TOKEN it is connections:write.",
}

FILES_SCOPE = "files:write"


def examine(settings: Settings, manifest: Path, *, database: Sequence[Finding], now: Callable[[], datetime]) -> int:
    """Print all findings; 0 when all are good, 1 otherwise."""
    findings = [*database, *_slack(settings, manifest, now)]
    for finding in findings:
        print(f"{'good ' if finding.is_good else 'WRONG'}  {finding.sentence}")
    wrong = sum(not finding.is_good for finding in findings)
    print("Everything is in order." if not wrong else f"{wrong} of {len(findings)} need mending.")
    return 1 if wrong else 0


def why(problem: Exception) -> str:
    """What Slack's refusal means for an operator."""
    if isinstance(problem, SlackApiError):
        error = str(problem.response.get("error") or "no readable answer")
        return ADVICE.get(error, f"Slack answered {error}.")
    return f"no connection ({type(problem).__name__}). Check the network and SLACK_API_URL."


def _slack(settings: Settings, manifest: Path, now: Callable[[], datetime]) -> Iterator[Finding]:
    client = WebClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError) as problem:
        yield Finding(is_good=False, sentence=f"SLACK_BOT_TOKEN: {why(problem)}")
    else:
        headers = {key.lower(): value for key, value in answer.headers.items()}
        yield Finding(is_good=True, sentence="SLACK_BOT_TOKEN: Slack knows the bot.")
        granted = frozenset(scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip())
        yield _scopes(granted, manifest)
        yield _calendar_files(granted)
        yield _skew(headers, now)
    yield _app_token(settings)


def _app_token(settings: Settings) -> Finding:
    token = settings.slack_app_token.get_secret_value()
    try:
        WebClient(base_url=settings.slack_api_url).apps_connections_open(app_token=token)
    except (SlackClientError, OSError) as problem:
        return Finding(is_good=False, sentence=f"SLACK_APP_TOKEN: {why(problem)}")
    return Finding(is_good=True, sentence="SLACK_APP_TOKEN: Socket Mode can connect.")


def _scopes(granted: frozenset[str], manifest: Path) -> Finding:
    needed = set(yaml.safe_load(manifest.read_text())["oauth_config"]["scopes"]["bot"])
    if missing := sorted(needed - granted):
        words = ", ".join(missing)
        return Finding(
            is_good=False,
            sentence=f"Scopes: {words} missing. Put manifest.yml into 'App Manifest' of your app and install again.",
        )
    history = sorted(scope for scope in granted if scope.endswith(":history"))
    if history:
        return Finding(
            is_good=False,
            sentence=(
                f"Scopes: {', '.join(history)} let the app read conversations, but people are told that it cannot. "
                "Take them out on your app's page 'OAuth & Permissions' and install again."
            ),
        )
    return Finding(is_good=True, sentence="Scopes: all that manifest.yml asks for, and no permission to read.")


def _calendar_files(granted: frozenset[str]) -> Finding:
    """Their scope is optional: nothing is wrong without it."""
    if FILES_SCOPE in granted:
        return Finding(is_good=True, sentence="Calendar files: on. Agreed meetings come as an .ics file too.")
    return Finding(
        is_good=True,
        sentence=f"Calendar files: off, without the optional scope {FILES_SCOPE}. Meetings come with calendar links. "
        "docs/for-operators.md says how to add it.",
    )


def _skew(headers: Mapping[str, str], now: Callable[[], datetime]) -> Finding:
    given = headers.get("date")
    if not given:
        return Finding(is_good=True, sentence="Clock: Slack named no time to compare with.")
    skew = abs((now() - parsedate_to_datetime(given).astimezone(UTC)).total_seconds())
    if skew > MOST_SKEW:
        return Finding(
            is_good=False,
            sentence=f"Clock: this machine is {skew:.0f} seconds off Slack's. Turn on time synchronisation (NTP).",
        )
    return Finding(is_good=True, sentence="Clock: in step with Slack's.")
