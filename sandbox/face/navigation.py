"""Acts that change the page rather than the workspace: who, where, how much, when, and the developer's switches."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sandbox.face.acting import NOT_DONE, Outcome
from sandbox.face.acts import Act
from sandbox.face.clock import target_of
from sandbox.face.reading import Reading
from sandbox.face.sidebar import HOME
from sandbox.face.world import World
from sandbox.faults import Fault

# As many messages as a page begins with, and as many more as "earlier" brings.
WINDOW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Who one acts as and what is open: a conversation's id or `home`. `is_seen` unless the tab is behind another."""

    person_id: str = ""
    place: str = ""
    most: int = WINDOW
    with_developer: bool = False
    is_seen: bool = True

    def settled(self, reading: Reading) -> "Where":
        """The same, or the nearest that exists: the first person, their conversation with the app."""
        ws = reading.ws
        person = self.person_id if self.person_id in ws.people else first_person(reading)
        if not person:
            return replace(self, person_id="", place="")
        ws.own_notes(person)
        if ws.manifest.messages_tab:
            ws.conversation_of([person])
        is_there = self.place in ws.channels and person in ws.channels[self.place].members
        if is_there or (self.place == HOME and ws.manifest.home_tab):
            return self if person == self.person_id else replace(self, person_id=person)
        return replace(self, person_id=person, place=_first_place(reading, person), most=WINDOW)


def first_person(reading: Reading) -> str:
    """Whom a page without a name shows; empty in a workspace without people."""
    return next((each.id for each in reading.people() if not each.deleted), "")


def _first_place(reading: Reading, person_id: str) -> str:
    places = reading.places(person_id)
    with_app = (each.id for each in places if reading.is_with_app(each))
    return next(with_app, "") or reading.ws.own_notes(person_id).id


class Turns(Protocol):
    """A page as navigation needs it."""

    where: Where

    def go(self, where: Where) -> None:
        """Somebody or somewhere else."""

    def go_to_persona(self, name: str) -> None:
        """Become somebody by account name."""


async def _become(page: Turns, _world: World, act: Act) -> Outcome:
    page.go(replace(page.where, person_id=act.value or "", place=""))
    return Outcome()


async def _open(page: Turns, world: World, act: Act) -> Outcome:
    page.go(replace(page.where, place=act.value or "", most=WINDOW))
    if world.reading.is_with_app(world.ws.channel(page.where.place)):
        world.driver(page.where.person_id).open_messages()
    return Outcome()


async def _home(page: Turns, world: World, _act: Act) -> Outcome:
    page.go(replace(page.where, place=HOME))
    world.driver(page.where.person_id).open_home()
    return Outcome()


async def _notes(page: Turns, world: World, _act: Act) -> Outcome:
    page.go(replace(page.where, place=world.ws.own_notes(page.where.person_id).id))
    return Outcome()


async def _back(page: Turns, _world: World, act: Act) -> Outcome:
    """The browser's own back and forward."""
    page.where = replace(page.where, person_id=act.fields.get("as", ""), place=act.fields.get("in", ""))
    return Outcome()


async def _earlier(page: Turns, _world: World, _act: Act) -> Outcome:
    page.where = replace(page.where, most=page.where.most + WINDOW)
    return Outcome()


async def _drawer(page: Turns, _world: World, act: Act) -> Outcome:
    page.where = replace(page.where, with_developer=act.value == "open")
    return Outcome()


async def _seen(page: Turns, _world: World, act: Act) -> Outcome:
    page.where = replace(page.where, is_seen=act.value != "hidden")
    return Outcome()


async def _tour(page: Turns, world: World, _act: Act) -> Outcome:
    if world.plan.welcome is not None:
        page.go_to_persona(world.plan.welcome.persona)
    return Outcome()


async def _begin(_page: Turns, world: World, act: Act) -> Outcome:
    try:
        await world.begin(act.value or "")
    except OSError as problem:
        return Outcome(warning=f"The fresh workspace could not be made: {problem}")
    return Outcome()


async def _jump(page: Turns, world: World, act: Act) -> Outcome:
    tz = world.ws.person(page.where.person_id).tz
    news = act.value == "news"
    begun = world.mover.go_until_news() if news else world.mover.go(target_of(act.value or "", world.ws.now(), tz))
    return Outcome(warning=None if begun else "Time is moving already.")


async def _stop(_page: Turns, world: World, _act: Act) -> Outcome:
    world.mover.stop()
    return Outcome()


async def _fault(_page: Turns, world: World, act: Act) -> Outcome:
    fields = act.fields
    try:
        fault = Fault(method=fields["method"], kind=fields["kind"], times=int(fields.get("times") or 1))
    except NOT_DONE as problem:
        return Outcome(warning=str(problem))
    world.ws.faults.add(fault)
    return Outcome(warning=f"The next {fault.times} × {fault.method}: {fault.kind}")


async def _clear_faults(_page: Turns, world: World, _act: Act) -> Outcome:
    world.ws.faults.clear()
    return Outcome(warning="All calls go well again.")


async def _outage(_page: Turns, world: World, act: Act) -> Outcome:
    world.server.outage(float(act.value or 5))
    return Outcome(warning=f"Nothing answers the app for {act.value} seconds.")


async def _redeliver(_page: Turns, world: World, _act: Act) -> Outcome:
    try:
        heard = await asyncio.to_thread(world.server.redeliver_last_event)
    except LookupError as problem:
        return Outcome(warning=str(problem))
    return Outcome(warning="Delivered again and acknowledged." if heard else "Delivered again; nobody acknowledged it.")


async def _profile(page: Turns, world: World, act: Act) -> Outcome:
    fields = act.fields
    world.ws.change_person(
        page.where.person_id,
        tz=fields["tz"],
        locale=fields["locale"],
        deleted=fields.get("deleted") == "yes",
        is_restricted=fields.get("guest") == "yes",
    )
    return Outcome(warning="Saved; the app hears of it as Slack tells it.")


NAVIGATION: Mapping[str, Callable[[Turns, World, Act], Awaitable[Outcome]]] = {
    "become": _become,
    "open": _open,
    "home": _home,
    "notes": _notes,
    "back": _back,
    "earlier": _earlier,
    "drawer": _drawer,
    "seen": _seen,
    "tour": _tour,
    "begin": _begin,
    "jump": _jump,
    "stop": _stop,
    "fault": _fault,
    "clear_faults": _clear_faults,
    "outage": _outage,
    "redeliver": _redeliver,
    "profile": _profile,
}
