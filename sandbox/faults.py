"""Trouble on demand: what a method does wrong the next few times it is called."""

import threading
from dataclasses import dataclass, replace

KINDS = ("ratelimited", "http_500", "drop_before", "drop_after_accept")
PARAMETRIC = ("error:", "latency:", "retry_after:", "http:", "drip:", "answer:", "silence:")
ANSWERS = {
    "html": "<!doctype html><title>Bad gateway</title>",
    "truncated": '{"ok": true, "channel": "C0',
    "not_json": "ok",
    "not_an_object": "[true]",
}
"""Bodies that are no answer, with status 200: those of a proxy, or of a line that broke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`times` calls of `method` go wrong in the way `kind` names.

    Kinds: `ratelimited`, `http_500` (nothing done), `drop_before` (connection cut, nothing done),
    `drop_after_accept` (done, then the connection is cut), `error:<slack error>`, `latency:<seconds>`,
    `retry_after:<words>` (429 with that header, without one when the words are empty; nothing done), `http:<status>`
    (nothing done), `answer:<one of ANSWERS>` (done, answered so), `silence:<seconds>` (done, no answer for so long,
    then the connection is cut), `drip:<seconds>` (done, the answer comes drop by drop in so many).
    """

    method: str
    kind: str
    times: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS and not self.kind.startswith(PARAMETRIC):
            message = f"unknown fault kind: {self.kind}"
            raise ValueError(message)

    @property
    def error(self) -> str:
        return self.kind.partition("error:")[2]

    @property
    def after(self) -> str:
        """What stands behind the colon."""
        return self.kind.partition(":")[2]

    @property
    def name(self) -> str:
        """What stands before it."""
        return self.kind.partition(":")[0]

    @property
    def latency(self) -> float:
        return float(self.kind.removeprefix("latency:")) if self.kind.startswith("latency:") else 0.0


class Faults:
    """The faults still waiting to happen, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The next fault for this method, used up by one; `None` when all is well."""
        with self._lock:
            for index, fault in enumerate(self._waiting):
                if fault.method == method:
                    left = replace(fault, times=fault.times - 1)
                    self._waiting[index : index + 1] = [left] if left.times > 0 else []
                    return fault
        return None
