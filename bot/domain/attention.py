"""Attention: how much the bot may ask of one person's week."""

SLOTS_A_WEEK = 2
"""Unasked messages to one person in an ISO week, over all programs (docs/evidence.md)."""


def free_slot(taken: frozenset[int]) -> int | None:
    """The lowest free slot of a person's week, or None when the week is full."""
    return next((slot for slot in range(1, SLOTS_A_WEEK + 1) if slot not in taken), None)
