"""Slack's markup as a person reads it: mentions as names, dates in the reader's own zone, no control characters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

CONTROL = re.compile(r"<([^<>\n]+)>")
EMPHASIS = re.compile(r"(?<![\w*_~])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~])")
CODE = re.compile(r"`([^`\n]+)`")
UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
TOKEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: the names they see, their zone, and today as they know it."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def local(self, timestamp: float) -> datetime:
        return datetime.fromtimestamp(timestamp, ZoneInfo(self.tz))


def plainly(words: str, reader: Reader) -> str:
    """mrkdwn to words: control sequences resolved, emphasis marks dropped, entities turned back."""
    resolved = CONTROL.sub(lambda found: _control(found[1], reader), words)
    bare = CODE.sub(r"\1", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", resolved)))
    return unescaped(bare)


def unescaped(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _control(inside: str, reader: Reader) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "@" + (reader.people.get(target[1:]) or label or target[1:])
    if target.startswith("#"):
        return "#" + (label or reader.channels.get(target[1:], target[1:]))
    if target.startswith("!date^"):
        return _date(target, reader)
    if target.startswith("!subteam^"):
        return label or "@group"
    if target.startswith("!"):
        return "@" + target[1:]
    return label or target.removeprefix("mailto:")


def _date(target: str, reader: Reader) -> str:
    _, timestamp, form, *_link = target.split("^")
    return formatted_date(float(timestamp), form, reader)


def formatted_date(timestamp: float, form: str, reader: Reader) -> str:
    """Fills Slack's date tokens ({date_short}, {time} …) with the instant in the reader's zone."""
    local = reader.local(timestamp)
    return TOKEN.sub(lambda found: _token(found[1], local, reader), form)


def _token(name: str, local: datetime, reader: Reader) -> str:
    match name:
        case "date_num":
            return f"{local:%Y-%m-%d}"
        case "time":
            return _time(local, reader, "")
        case "time_secs":
            return _time(local, reader, ":%S")
        case "ago":
            return _ago(local, reader)
        case _:
            return _day(name, local, reader)


def _day(name: str, local: datetime, reader: Reader) -> str:
    if name.endswith("_pretty"):
        near = _near_day(local, reader)
        if near:
            return near
    return _written_date(name.removesuffix("_pretty"), local)


def _written_date(name: str, local: datetime) -> str:
    match name:
        case "date":
            return f"{local:%B} {local.day}, {local.year}"
        case "date_short":
            return f"{local:%b} {local.day}, {local.year}"
        case "date_long":
            return f"{local:%A}, {local:%B} {local.day}, {local.year}"
        case "date_long_full" | "day_divider":
            return f"{local:%A}, {local:%B} {local.day}, {local.year}"
        case _:
            return "{" + name + "}"


def _time(local: datetime, reader: Reader, seconds: str) -> str:
    """Twelve hours for readers in American English, twenty-four for others, as Slack's default has it."""
    if reader.locale == "en-US":
        return local.strftime(f"%I:%M{seconds} %p").lstrip("0")
    return local.strftime(f"%H:%M{seconds}")


def _near_day(local: datetime, reader: Reader) -> str:
    today = reader.now.astimezone(local.tzinfo).date()
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((local.date() - today) // timedelta(days=1), "")


def _ago(local: datetime, reader: Reader) -> str:
    seconds = int((reader.now - local).total_seconds())
    size, unit = next((each for each in UNITS if abs(seconds) >= each[0]), (1, "second"))
    count = abs(seconds) // size
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if seconds >= 0 else f"in {words}"
