"""Programs by their names, as people type them and read them."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.errors import UnknownProgram, Wish
from bot.domain.people import Actor
from bot.domain.programs import Program, called
from bot.services.access import led_programs, places_of
from bot.services.ports import Transaction


def named(tx: Transaction, actor: Actor, name: str, wish: Wish) -> UUID | None:
    """The id of the program of that name, those that the actor can mean first; who may reach it is asked of the id.

    None without a name, and for any name nobody knows of somebody who can mean none: they hear why, and no names.
    Raises `UnknownProgram` otherwise.
    """
    if not name:
        return None
    programs = tx.programs.of_workspace(actor.workspace)
    choices = _meant(tx, actor, wish)
    if found := called([*choices, *programs], name):
        return found.id
    if not choices:
        return None
    raise UnknownProgram(name, wish, [each.terms.name for each in choices])


def label_of(tx: Transaction, program: Program) -> str | None:
    """A program's name where its workspace has several; None where there is nothing to tell apart."""
    return program.terms.name if len(tx.programs.of_workspace(program.workspace)) > 1 else None


def _meant(tx: Transaction, actor: Actor, wish: Wish) -> Sequence[Program]:
    """Those that somebody with this wish can mean."""
    match wish:
        case Wish.JOIN:
            return tx.programs.of_workspace(actor.workspace)
        case Wish.LEAVE:
            return [place.program for place in places_of(tx, actor) if place.is_taken]
        case _:
            return led_programs(tx, actor)
