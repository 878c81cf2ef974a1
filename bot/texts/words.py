"""People's own words, made fit to be shown."""

import re

# Characters nobody sees that reorder, hide or split what is read: controls (but tab and newline), soft hyphen, Arabic
# letter mark, Mongolian vowel separator, zero-width space, direction marks, embeddings and overrides, word joiner and
# invisible operators, isolates, byte order mark, annotation marks, lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
# Joiners are part of emoji and of several scripts, so they stay between two characters that can be joined.
_LOOSE_JOINER = re.compile(
    r"(?<![^\x00-\x7f\s\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\s\u200c\u200d])"
)
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


def tame(words: str) -> str:
    """Return the words without unseen characters, trimmed, with at most one blank line in a row."""
    seen = _LOOSE_JOINER.sub("", _UNSEEN.sub("", words))
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", seen)).strip()


def escape(user_words: str) -> str:
    """Return tamed words in which Slack finds no mention, link or broadcast, for a place that takes mrkdwn.

    The three characters are those Slack asks to have escaped: https://docs.slack.dev/messaging/formatting-message-text.
    """
    return tame(user_words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
