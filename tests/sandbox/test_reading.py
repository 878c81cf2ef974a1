"""How Slack's markup reads, and what a manifest may ask for."""

from datetime import UTC, datetime

import pytest

from sandbox import BOT_EVENTS, BOT_SCOPES, manifest_faults, read_manifest
from sandbox.mrkdwn import Reader, plainly
from tests.sandbox.parts import MANIFEST

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
    assert manifest_faults(read_manifest(MANIFEST)) == []
    scopes = {"scopes": {"bot": ["chat:write", "telepathy:read"]}}
    settings = {"event_subscriptions": {"bot_events": ["user_change", "moon_rose"]}}
    faults = manifest_faults(read_manifest(MANIFEST | {"oauth_config": scopes, "settings": settings}))
    assert faults == [
        "unknown bot scope: telepathy:read",
        "unknown bot event: moon_rose",
        "event user_change needs one of: users:read",
        "slash commands need the scope: commands",
    ]


def test_every_scope_an_event_needs_is_a_scope() -> None:
    assert {scope for scopes in BOT_EVENTS.values() for scope in scopes} <= BOT_SCOPES
