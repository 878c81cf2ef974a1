"""Everything that is numbered: instants, message stamps and ids."""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def machine_now() -> datetime:
    return datetime.now(UTC)


class Stamps:
    """Message stamps of one workspace: strictly increasing and unique, even while the clock stands still."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._last = 0

    def now(self) -> datetime:
        return self._now()

    def ts(self) -> str:
        """Seconds and microseconds, the form in which Slack names a message."""
        self._last = max(self._last + 1, int(self._now().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


class Ids:
    """Made-up ids in Slack's form, the same in every run of the same workspace."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._counts: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        """A prefix that tells the kind (U, C, D, V …) and ten capitals and digits."""
        return f"{prefix}0{self.secret(prefix, 9).upper()}"

    def secret(self, kind: str, length: int = 12) -> str:
        """Lower-case letters and digits nobody could guess from another one."""
        self._counts[kind] += 1
        digest = hashlib.sha256(f"{self._seed}:{kind}:{self._counts[kind]}".encode()).digest()
        return base64.b32encode(digest).decode().lower().rstrip("=")[:length]
