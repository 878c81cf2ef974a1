"""The words after `/mentor`, one file each. To add one see docs/adding-a-subcommand.md."""

from collections.abc import Callable, Mapping

from slack_sdk import WebClient

from bot.deps import Deps
from bot.views.parts import Message
from handlers.payloads import Command
from handlers.subcommands.digest import digest
from handlers.subcommands.join import join
from handlers.subcommands.lead import lead
from handlers.subcommands.leave import leave
from handlers.subcommands.pair import pair
from handlers.subcommands.program import program
from handlers.subcommands.rehearse import show_rehearsal
from handlers.subcommands.stage import stage

Answer = Message | None
"""What is shown to the one who typed; None when a modal was opened instead."""

Subcommand = Callable[[Deps, WebClient, Command], Answer]

SUBCOMMANDS: Mapping[str, Subcommand] = {
    "program": program,
    "lead": lead,
    "join": join,
    "leave": leave,
    "pair": pair,
    "stage": stage,
    "digest": digest,
    "rehearse": show_rehearsal,
}
"""All of them; `help` and everything unknown gives usage."""
