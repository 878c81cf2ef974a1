"""How Slack's markup reads, and what a manifest may ask for."""

from datetime import UTC, datetime

import pytest

from sandbox import BOT_EVENTS, BOT_SCOPES, Workspace, manifest_faults
from sandbox.mrkdwn import Reader, plainly
from tests.sandbox.parts import MANIFEST, Json

# 4 May 2026, a Monday, 09:00 UTC.
INSTANT = 1777885200
BERLIN = Reader(
    people={"U1": "Ana"},
    channels={"C1": "leads"},
    tz="Europe/Berlin",
    locale="de-DE",
    now=datetime(2026, 5, 5, 9, tzinfo=UTC),
)
NEW_YORK = Reader(tz="America/New_York", now=datetime(2026, 5, 4, 9, 30, tzinfo=UTC))

READINGS = [
    ("<@U1> and <@U9|zoe> and <@U8>", "@Ana and @zoe and @U8"),
    ("<#C1> <#C9|other>", "#leads #other"),
    ("<!here> <!subteam^S1|@crew>", "@here @crew"),
    ("<https://example.org> <mailto:a@b.c>", "https://example.org a@b.c"),
    ("*bold* _slanted_ ~gone~ `code` *_both_*", "bold slanted gone code both"),
    ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ("&lt;@U1&gt; &amp;amp;", "<@U1> &amp;"),
]


@pytest.mark.parametrize(("written", "read"), READINGS)
def test_markup_reads_as_words(written: str, read: str) -> None:
    assert plainly(written, BERLIN) == read


DATES = [
    ("{date_num} {time}", "2026-05-04 11:00", "2026-05-04 5:00 AM"),
    ("{date}", "May 4, 2026", "May 4, 2026"),
    ("{date_short}", "May 4, 2026", "May 4, 2026"),
    ("{date_long}", "Monday, May 4, 2026", "Monday, May 4, 2026"),
    ("{date_short_pretty} at {time_secs}", "yesterday at 11:00:00", "today at 5:00:00 AM"),
    ("{ago}", "1 day ago", "30 minutes ago"),
]


@pytest.mark.parametrize(("form", "in_berlin", "in_new_york"), DATES)
def test_a_date_is_read_in_the_readers_zone(form: str, in_berlin: str, in_new_york: str) -> None:
    written = f"<!date^{INSTANT}^{form}|never>"
    assert (plainly(written, BERLIN), plainly(written, NEW_YORK)) == (in_berlin, in_new_york)


def test_a_manifest_may_ask_only_for_what_slack_knows() -> None:
    assert manifest_faults(MANIFEST) == []
    scopes = {"scopes": {"bot": ["chat:write", "telepathy:read"]}}
    settings = {"event_subscriptions": {"bot_events": ["user_change", "moon_rose"]}}
    faults = manifest_faults(MANIFEST | {"oauth_config": scopes, "settings": settings})
    assert faults == [
        "unknown bot scope: telepathy:read",
        "unknown bot event: moon_rose",
        "event user_change needs one of: users:read",
        "slash commands need the scope: commands",
    ]


@pytest.mark.parametrize(
    ("place", "least", "most"),
    [
        (("display_information", "name"), 1, 35),
        (("display_information", "description"), 1, 140),
        (("display_information", "long_description"), 175, 4000),
        (("features", "bot_user", "display_name"), 1, 80),
    ],
)
def test_what_an_app_says_of_itself_has_the_length_slack_takes(place: tuple[str, ...], least: int, most: int) -> None:
    def saying(length: int) -> Json:
        inner: Json = {place[-1]: "x" * length}
        for key in reversed(place[:-1]):
            inner = {key: inner}
        return MANIFEST | {"display_information": {"name": "Helm"}} | inner

    assert [manifest_faults(saying(length)) for length in (least, most)] == [[], []]
    for length in (least - 1, most + 1):
        assert manifest_faults(saying(length)) == [f"{'.'.join(place)} must have {least} to {most} characters"]


@pytest.mark.parametrize(("what", "most"), [("slash_commands", 50), ("shortcuts", 10)])
def test_an_app_has_as_many_commands_and_shortcuts_as_slack_takes(what: str, most: int) -> None:
    def with_many(many: int) -> Json:
        features = MANIFEST["features"]
        return MANIFEST | {"features": features | {what: features[what][:1] * many}}

    assert manifest_faults(with_many(most)) == []
    assert manifest_faults(with_many(most + 1)) == [f"features.{what} must be at most {most}"]


def test_no_workspace_installs_an_app_whose_manifest_slack_refuses() -> None:
    with pytest.raises(ValueError, match="unknown bot scope: telepathy:read"):
        Workspace(MANIFEST | {"oauth_config": {"scopes": {"bot": ["commands", "users:read", "telepathy:read"]}}})


def test_every_scope_an_event_needs_is_a_scope() -> None:
    assert {scope for scopes in BOT_EVENTS.values() for scope in scopes} <= BOT_SCOPES
