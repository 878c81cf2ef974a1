"""All that went between the app and the workspace, in the order in which it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sandbox.wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """A Web API call and what it was answered; the token only by its kind."""

    method: str
    token: str
    arguments: Json
    answer: Json
    status: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadRecord:
    """An envelope that went out and what became of it; `seconds` is real time until its acknowledgement."""

    kind: str
    envelope: Json
    acknowledged: bool
    ack: Json | None
    seconds: float | None
    at: datetime


class Traffic:
    """An append-only log; iterate over it, or ask for one direction."""

    def __init__(self) -> None:
        self._lines: list[CallRecord | PayloadRecord] = []

    def __iter__(self) -> Iterator[CallRecord | PayloadRecord]:
        return iter(tuple(self._lines))

    def __len__(self) -> int:
        return len(self._lines)

    def newest(self, most: int) -> list[tuple[int, CallRecord | PayloadRecord]]:
        """The last lines with their numbers, newest first."""
        end = len(self._lines)
        return [(number, self._lines[number]) for number in range(end - 1, max(-1, end - 1 - most), -1)]

    def append(self, line: CallRecord | PayloadRecord) -> None:
        self._lines.append(line)

    def calls(self, method: str | None = None) -> list[CallRecord]:
        return [each for each in self if isinstance(each, CallRecord) and method in (None, each.method)]

    def payloads(self, kind: str | None = None) -> list[PayloadRecord]:
        return [each for each in self if isinstance(each, PayloadRecord) and kind in (None, each.kind)]
