"""How the story looks in a terminal: each message as its receiver sees it, with their local time."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from operations.cast import Actor, Posted

WIDTH = 100
"""Columns; a terminal that is narrower wraps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody in the story, at their keyboard. `clock` is the zone their local times are shown in."""

    name: str
    id: str
    tz: str
    actor: Actor


@dataclass(slots=True, kw_only=True)
class Telling:
    """Prints what happens and remembers what was shown. `received` counts direct and group messages per person."""

    console: Console = field(default_factory=lambda: Console(width=WIDTH, highlight=False))
    received: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def chapter(self, words: str) -> None:
        """A heading."""
        self.console.rule(f"[bold]{words}")

    def did(self, who: Character, words: str) -> None:
        """Something a person does."""
        self.console.print(Text(f"   {who.name} {words}", style="italic cyan"))

    def reads(self, who: Character, title: str, words: str) -> None:
        """Something only this person is shown."""
        self.console.print(Panel(Text(words), title=f"{who.name} · {title}", title_align="left", border_style="yellow"))

    def arrivals(self, people: Mapping[str, Character]) -> Iterator[tuple[Character, Posted]]:
        """Print every message nobody was shown yet, in the order of posting; yields it for each who reads it."""
        fresh = [
            (message, who)
            for who in people.values()
            for place in who.actor.conversations
            for message in who.actor.messages(place.id)
            if (message.channel, message.ts) not in self._seen and not message.ephemeral_to
        ]
        for message, who in sorted(fresh, key=lambda each: (each[0].ts, each[1].name)):
            if (message.channel, message.ts) not in self._seen:
                self._seen.add((message.channel, message.ts))
                self._print(message, [each for other, each in fresh if other.ts == message.ts])
            self.received[who.name] += 1
            yield who, message

    def table(self, title: str, rows: Mapping[str, object]) -> None:
        """A summary."""
        table = Table(title=title, show_header=False, title_justify="left", min_width=WIDTH // 2)
        for name, value in rows.items():
            table.add_row(name, str(value))
        self.console.print(table)

    def _print(self, message: Posted, readers: list[Character]) -> None:
        at = datetime.fromtimestamp(float(message.ts), UTC)
        times = ", ".join(
            f"{who.name} {at.astimezone(ZoneInfo(who.tz)):%a %d %b %H:%M}"
            for who in sorted(readers, key=lambda each: each.name)
        )
        self.console.print(Panel(Text(message.shown()), title=f"to {times}", title_align="left", border_style="green"))
