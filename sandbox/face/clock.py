"""The clock above the page: the workspace's time in the viewer's zone, and the buttons that move it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.face.html import Node, tag
from sandbox.mrkdwn import Reader, formatted_date

MORNING = time(9)
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
BUTTONS = {
    "hour": "+1 hour",
    "morning": "Next morning",
    "day": "+1 day",
    "week": "+1 week",
    "half-year": "+26 weeks",
    "news": "Until something happens",
}
HALF_YEAR = timedelta(weeks=26)


def target_of(step: str, now: datetime, tz: str) -> datetime:
    """Where a button leads. The next morning is nine o'clock in the viewer's zone; LookupError for no such step."""
    if step == "morning":
        local = now.astimezone(ZoneInfo(tz))
        morning = datetime.combine(local.date(), MORNING, local.tzinfo)
        return morning if morning > local else datetime.combine(local.date() + timedelta(days=1), MORNING, local.tzinfo)
    return now + (HALF_YEAR if step == "half-year" else STEPS[step])


def clock_fragments(reader: Reader, target: datetime | None) -> list[tuple[str, str]]:
    """Date and time, then the buttons; while time moves, how far it goes and a button to stop it."""
    return [("time", str(_time(reader))), ("steps", str(_steps(reader, target)))]


def _time(reader: Reader) -> Node:
    stamp = reader.now.timestamp()
    local = reader.local(stamp)
    words = f"{local:%a} {formatted_date(stamp, '{date_short}', reader)}, {formatted_date(stamp, '{time}', reader)}"
    return tag(
        "p",
        tag("time", words, datetime=local.isoformat(timespec="minutes")),
        " ",
        tag("small", reader.tz),
        class_="now",
    )


def _steps(reader: Reader, target: datetime | None) -> Node:
    if target is not None:
        words = f"Time is moving to {formatted_date(target.timestamp(), '{date_short}', reader)} at most…"
        stop = tag("button", "Stop", type="button", class_="button danger", data_do="stop", id="clock-stop")
        return tag("div", tag("span", words, role="status"), " ", stop, class_="steps moving")
    buttons = [
        tag("button", words, type="button", class_="button", data_do="jump", data_value=step, id=f"clock-{step}")
        for step, words in BUTTONS.items()
    ]
    return tag("div", buttons, class_="steps", role="group", aria_label="Move time")
