"""What a browser sends, as values: which element was meant, and what stood in the fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.inputs import PLURAL, VALUE_KEYS
from sandbox.wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field as it stands in the browser."""

    block: str
    action: str
    kind: str
    value: object

    def entered(self, tz: str) -> object:
        """The value in the form the driver takes; empty is None."""
        if VALUE_KEYS.get(self.kind) in PLURAL:
            return self.value if isinstance(self.value, list) else []
        if self.value in (None, ""):
            return None
        if self.kind == "datetimepicker":
            return int(datetime.fromisoformat(str(self.value)).replace(tzinfo=ZoneInfo(tz)).timestamp())
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing a person did in the page."""

    do: str
    token: int = 0
    surface: str = ""
    channel: str = ""
    ts: str = ""
    value: str | None = None
    chosen: Entry | None = None
    block: str = ""
    action: str = ""
    values: tuple[Entry, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def read_act(sent: Json) -> Act:
    """The act in what a browser sent."""
    chosen = sent.get("chosen")
    return Act(
        do=_words(sent, "do"),
        token=int(sent.get("token", 0)),
        surface=_words(sent, "surface"),
        channel=_words(sent, "channel"),
        ts=_words(sent, "ts"),
        value=None if sent.get("value") is None else str(sent["value"]),
        chosen=_entry(chosen) if isinstance(chosen, dict) else None,
        block=_words(sent, "block"),
        action=_words(sent, "action"),
        values=tuple(_entry(each) for each in sent.get("values") or () if isinstance(each, dict)),
        fields={str(key): str(value) for key, value in (sent.get("fields") or {}).items()},
    )


def _words(sent: Json, key: str) -> str:
    return str(sent.get(key) or "")


def _entry(sent: Json) -> Entry:
    return Entry(
        block=_words(sent, "block"), action=_words(sent, "action"), kind=_words(sent, "kind"), value=sent.get("value")
    )
