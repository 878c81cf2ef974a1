"""Trouble on demand: what a method does wrong the next few times it is called."""

import threading
from dataclasses import dataclass, replace

KINDS = ("ratelimited", "http_500", "drop_before", "drop_after_accept")
PARAMETRIC = ("error:", "latency:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`times` calls of `method` go wrong in the way `kind` names.

    Kinds: `ratelimited`, `http_500` (nothing done), `drop_before` (connection cut, nothing done),
    `drop_after_accept` (done, then the connection is cut), `error:<slack error>`, `latency:<seconds>`.
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
