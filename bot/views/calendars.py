"""Links that open a web calendar with a meeting filled in. Nothing is sent to anybody before the reader saves it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"
YAHOO = "https://calendar.yahoo.com/"


def calendar_links(title: str, at: datetime, minutes: int) -> dict[str, str]:
    """Calendar (the last part of its text key) -> link. Instants travel in UTC, so no zone can be misread."""
    starts, ends = at.astimezone(UTC), (at + timedelta(minutes=minutes)).astimezone(UTC)
    short = f"{starts:%Y%m%dT%H%M%SZ}", f"{ends:%Y%m%dT%H%M%SZ}"
    long = {"startdt": f"{starts:%Y-%m-%dT%H:%M:%SZ}", "enddt": f"{ends:%Y-%m-%dT%H:%M:%SZ}"}
    compose = {"path": "/calendar/action/compose", "rru": "addevent", "subject": title, **long}
    return {
        "google": f"{GOOGLE}?{urlencode({'action': 'TEMPLATE', 'text': title, 'dates': '/'.join(short)})}",
        "outlook": f"{OUTLOOK}?{urlencode(compose)}",
        "office": f"{OFFICE}?{urlencode(compose)}",
        "yahoo": f"{YAHOO}?{urlencode({'v': '60', 'title': title, 'st': short[0], 'et': short[1]})}",
    }
