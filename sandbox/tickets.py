"""Tickets for the socket: one connection each, for half a minute of real time."""

import secrets
import time

# A Socket Mode address has to be used within about 30 seconds.
LIFE = 30.0


class Tickets:
    def __init__(self) -> None:
        self._given: dict[str, float] = {}

    def give(self) -> str:
        ticket = secrets.token_urlsafe(18)
        self._given[ticket] = time.monotonic()
        return ticket

    @property
    def given(self) -> int:
        """How many wait to be used."""
        return len(self._given)

    def lapse(self) -> None:
        """All that were given have had their time."""
        self._given.clear()

    def take(self, ticket: str) -> bool:
        given = self._given.pop(ticket, None)
        return given is not None and time.monotonic() - given <= LIFE
