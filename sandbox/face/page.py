"""One page in one browser: who one acts as, what is open, and what is drawn of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from nicegui import background_tasks, ui

from sandbox.face.acting import Keyboard, Outcome
from sandbox.face.acts import Act, read_act
from sandbox.face.clock import clock_fragments
from sandbox.face.composer import composer_fragments
from sandbox.face.developer import developer_fragments
from sandbox.face.html import tag
from sandbox.face.messages import Conversation
from sandbox.face.modals import home_fragments, modal_fragments
from sandbox.face.navigation import NAVIGATION, Where, first_person
from sandbox.face.reading import Reading
from sandbox.face.screen import Screen, style_sheet
from sandbox.face.sidebar import HOME, Sidebar
from sandbox.face.skeleton import skeleton
from sandbox.face.world import World
from sandbox.mrkdwn import Reader
from sandbox.wire import Json


def show_page(world: World, query: Mapping[str, str]) -> None:
    """Build the page for one browser."""
    style_sheet()
    page = Page(world, query)
    ui.context.client.on_delete(page.leave)


class Page:
    """What one browser shows. All methods run in the server's event loop; acts that wait run in a thread."""

    def __init__(self, world: World, query: Mapping[str, str]) -> None:
        self._world = world
        self.where = Where(person_id=query.get("as", ""), place=query.get("in", ""))
        self._known: dict[str, tuple[object, str]] = {}
        self._lines: dict[int, str] = {}
        self._drawn: tuple[str, str] = ("", "")
        self._forms_under_way = 0
        self._screen = Screen(skeleton(world.plan.welcome, world.plan.starts), self._hear)
        self.refresh()
        self._screen.begin({"as": self.where.person_id, "in": self.where.place})
        world.pages.add(self)

    def leave(self) -> None:
        """The browser is gone."""
        self._world.pages.discard(self)

    def leave_for(self, person_id: str) -> None:
        """Open the page anew, as this person."""
        self._screen.call("reopen", person_id)

    # Drawing.

    def refresh(self) -> None:
        """Show what the workspace holds now; only differences travel."""
        self._gather()
        self._screen.draw()

    def _gather(self) -> None:
        reading, target = self._world.reading, self._world.mover.target
        with reading.ws.lock:
            self.where = self.where.settled(reading)
            if self.where.person_id:
                self._draw_somebody(reading, target)
            else:
                self._draw_nobody()
        self._draw_curtain()

    def _draw_somebody(self, reading: Reading, target: datetime | None) -> None:
        ws = reading.ws
        reader, person = ws.reader_for(self.where.person_id), ws.person(self.where.person_id)
        self._draw_place(reading, reader)
        side = Sidebar(reading=reading, person=person, place=self.where.place)
        self._screen.show("side", side.fragments())
        self._draw_news(reading.unread_of(person.id))
        self._screen.show("clock", clock_fragments(reader, target))
        # A form that was sent takes no clicks, so nothing new is shown in it before its answer is there.
        if not self._forms_under_way:
            self._screen.show("modal", modal_fragments(reading, ws.screens.stack(person.id), reader))
        if self.where.with_developer:
            self._screen.show("developer", developer_fragments(reading, person, self._lines))

    def _draw_news(self, unread: int) -> None:
        """Said by screen readers when messages arrive elsewhere."""
        words = f"{unread} unread {'message' if unread == 1 else 'messages'}"
        self._screen.show("news", [(words, str(tag("span", words)))] if unread else [])

    def _draw_nobody(self) -> None:
        """A workspace without people."""
        words = tag("p", "Nobody is here yet. Choose “Start again…” above for a workspace with people.", class_="empty")
        self._screen.show("messages", [("empty", str(words))])

    def _draw_curtain(self) -> None:
        starting = self._world.starting
        words = f"{starting}: a fresh workspace is being made. This page comes back by itself."
        self._screen.show("curtain", [("words", str(tag("span", words)))] if starting else [])

    def _draw_place(self, reading: Reading, reader: Reader) -> None:
        where = self.where
        fresh = self._drawn != (where.person_id, where.place)
        if fresh:
            self._known.clear()
        self._drawn = (where.person_id, where.place)
        # What stands around the messages first: it decides how much room they have when they are scrolled to their end.
        if where.place == HOME:
            self._draw_around(f"{reading.ws.manifest.bot_name}: Home", [])
            home = reading.ws.screens.home(where.person_id)
            self._screen.show("messages", home_fragments(reading, home, reader), fresh=fresh)
            return
        channel = reading.ws.channels[where.place]
        may_write = self._world.driver(where.person_id).may_write(channel.id)
        box = composer_fragments(reading, where.place, is_open=may_write, hints=self._world.plan.hints)
        self._draw_around(reading.called(channel, where.person_id), box)
        shown = Conversation(
            reading=reading, channel=channel, person_id=where.person_id, reader=reader, may_write=may_write
        )
        window = reading.window(where.person_id, where.place, where.most)
        self._screen.show("messages", shown.fragments(window, self._known), fresh=fresh)
        if where.is_seen:
            reading.mark_read(where.person_id, where.place)

    def _draw_around(self, title: str, box: list[tuple[str, str]]) -> None:
        self._screen.show("title", [("title", str(tag("h1", title)))])
        self._screen.show("composer", box)

    # Acting.

    def _hear(self, sent: Json) -> None:
        act = read_act(sent)
        _ = background_tasks.create(self._follow(act), name=act.do)

    async def _follow(self, act: Act) -> None:
        """One act, from the click to the page that shows what came of it."""
        navigate = NAVIGATION.get(act.do)
        if navigate is not None:
            outcome = await navigate(self, self._world, act)
        else:
            self._forms_under_way += act.do == "submit"
            try:
                outcome = await asyncio.to_thread(self._perform, act)
            finally:
                self._forms_under_way -= act.do == "submit"
        self._gather()
        self._screen.draw(act.token, outcome.warning, outcome.text)

    def _perform(self, act: Act) -> Outcome:
        place = None if self.where.place == HOME else self.where.place
        keyboard = Keyboard(ws=self._world.ws, driver=self._world.driver(self.where.person_id), place=place)
        with self._world.mover.still():
            return keyboard.perform(act)

    def go(self, where: Where) -> None:
        """Somebody or somewhere else, also in the address."""
        self.where = where.settled(self._world.reading)
        self._screen.call("address", self.where.person_id, self.where.place)

    def go_to_persona(self, name: str) -> None:
        """Become somebody by account name, before their conversation with the app."""
        person = self._world.ws.person_named(name)
        self.go(replace(Where(person_id=person.id if person else first_person(self._world.reading)), place=""))
