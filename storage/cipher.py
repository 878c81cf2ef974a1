"""Words at rest: sealed with the first key, opened with any, so that keys can be changed without a pause."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unreadable(Exception):
    """Sealed words fit none of the keys. It names no words."""

    def __init__(self) -> None:
        super().__init__(
            "Words in the database were sealed with a key that is not among the configured ones. "
            "Put the old key back, after the new one, and run rotate-keys before taking it away."
        )


class Cipher:
    """Seals and opens. Keys are Fernet keys (32 bytes in URL-safe base64), newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises `ValueError`, naming the key's place and not the key, when one is malformed or there is none."""
        if not keys:
            raise ValueError("a key is needed to keep words unreadable at rest")
        self._fernet = MultiFernet([_fernet(key, place) for place, key in enumerate(keys, start=1)])

    def seal(self, words: str) -> str:
        """The words as text that only a key opens. There is nothing to hide in no words."""
        return self._fernet.encrypt(words.encode()).decode() if words else ""

    def open(self, sealed: str) -> str:
        """The words. Raises `Unreadable`."""
        if not sealed:
            return ""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise Unreadable from None

    def reseal(self, sealed: str) -> str:
        """The same words sealed with the first key. Raises `Unreadable`."""
        if not sealed:
            return ""
        try:
            return self._fernet.rotate(sealed).decode()
        except InvalidToken:
            raise Unreadable from None


def _fernet(key: str, place: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise ValueError(f"key {place} is no Fernet key: 32 bytes in URL-safe base64 are needed") from None
