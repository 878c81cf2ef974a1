"""Cuts words that are too long for where Slack shows them."""

import unicodedata

ELLIPSIS = "…"

_JOINERS = frozenset("\u200c\u200d")
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def shorten(text: str, limit: int) -> str:
    """Return the text, or its beginning with an ellipsis, in at most `limit` characters (1 or more).

    A letter keeps its accents, and an emoji made of several parts stays whole or goes.
    """
    if len(text) <= limit:
        return text
    end = limit - len(ELLIPSIS)
    while end > 0 and _belongs_together(text, end):
        end -= 1
    # Words that are one single cluster: cutting it is all that is left.
    kept = text[: end or limit - len(ELLIPSIS)]
    return kept.rstrip() + ELLIPSIS


def _belongs_together(text: str, place: int) -> bool:
    """Whether cutting before `place` would part what is read as one character."""
    before, after = text[place - 1], text[place]
    if before in _JOINERS or after in _JOINERS or unicodedata.category(after).startswith("M"):
        return True
    if _SKIN_TONES[0] <= after <= _SKIN_TONES[1]:
        return True
    return _is_flag_letter(after) and _flag_letters_before(text, place) % 2 == 1


def _flag_letters_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return place - start


def _is_flag_letter(character: str) -> bool:
    return _FLAG_LETTERS[0] <= character <= _FLAG_LETTERS[1]
