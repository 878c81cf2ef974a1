"""Envelopes: one payload on its way to the app, and its acknowledgement."""

import time
import uuid
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass, field
from typing import Literal

from sandbox.wire import Json

EnvelopeKind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """The app's answer to an envelope, with the payload it may carry."""

    payload: Json | None
    seconds: float


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One attempt. `connected` is false when there was no socket to send it over."""

    envelope: Json
    connected: bool
    sent_at: float = field(default_factory=time.monotonic)
    answer: "Future[Ack]" = field(default_factory=Future)

    @property
    def id(self) -> str:
        return str(self.envelope["envelope_id"])

    @property
    def ack(self) -> Ack | None:
        return self.answer.result() if self.answer.done() and not self.answer.cancelled() else None

    def acknowledge(self, payload: Json | None) -> None:
        """The first acknowledgement counts; one that comes after the wait is over changes nothing."""
        if self.answer.set_running_or_notify_cancel():
            self.answer.set_result(Ack(payload=payload, seconds=time.monotonic() - self.sent_at))

    def wait(self, seconds: float) -> Ack | None:
        """Waits so many real seconds, then gives up for good."""
        if self.connected:
            try:
                return self.answer.result(seconds)
            except NotInTime:
                pass
        self.answer.cancel()
        return self.ack


def envelope(kind: EnvelopeKind, payload: Json, *, answers: bool, attempt: int = 0, reason: str = "") -> Json:
    """What goes over the socket; only events carry the retry fields."""
    body: Json = {
        "envelope_id": str(uuid.uuid4()),
        "payload": payload,
        "type": kind,
        "accepts_response_payload": answers,
    }
    if kind == "events_api":
        body |= {"retry_attempt": attempt, "retry_reason": reason}
    return body
